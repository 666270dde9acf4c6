import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RETRIES, type Retry } from "../../src/core/model/retry.ts";
import { openDatabase, type Database } from "../../src/queue/database.ts";
import { decideEnded, decideTriggered, NEW_KEY, type KeyState } from "../../src/queue/decide.ts";
import { createTable, keyTable, statements } from "../../src/queue/key-table.ts";
import type { Judgement, RunOutcome } from "../../src/queue/queue.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { newSchema } from "./postgres-rig.ts";

const NOW = 1_800_000_000_000;
const AHEAD = 3_600_000;
const SECOND = 1000;
const job = { key: "a", reasons: ["opened"], attempt: 3 };
const triggered: KeyState = { ...NEW_KEY, reasons: ["labeled"], due: NOW - 5 };

function next(outcome: RunOutcome, state: KeyState): KeyState | undefined {
  const situation = { job, state, now: NOW, ahead: AHEAD };
  const rules = { judge: () => ({}), retry: RETRIES.job, random: () => 0.5 };
  return decideEnded({ kind: "outcome", outcome }, situation, rules).next;
}

function failed(
  judgement: Judgement,
  state: KeyState,
  retry: Retry = RETRIES.job,
): ReturnType<typeof decideEnded> {
  const situation = { job, state, now: NOW, ahead: AHEAD };
  const rules = { judge: () => judgement, retry, random: () => 0.5 };
  return decideEnded({ kind: "failure", error: new Error("503") }, situation, rules);
}

describe("when a key runs again", () => {
  test.each<{ readonly name: string; readonly is: unknown; readonly wanted: unknown }>([
    { name: "done: never", is: next({ kind: "done" }, NEW_KEY), wanted: undefined },
    {
      name: "done, triggered meanwhile: at once, the count begins anew",
      is: next({ kind: "done" }, { ...triggered, failures: 2, error: "503" }),
      wanted: triggered,
    },
    {
      name: "done, with a time of this process's clock: then by the engine's",
      is: next({ kind: "done", wakeAt: NOW + SECOND }, NEW_KEY),
      wanted: { ...NEW_KEY, due: NOW + SECOND + AHEAD },
    },
    {
      name: "postponed: then, whatever came meanwhile, and no try is used up",
      is: next({ kind: "postponed", to: NOW }, triggered),
      wanted: {
        ...NEW_KEY,
        reasons: ["opened", "labeled"],
        due: NOW + AHEAD,
        heldUntil: NOW + AHEAD,
        failures: 2,
      },
    },
    {
      name: "failed: after a part of the pause, which is 9 s at most for the third time",
      is: failed({}, NEW_KEY),
      wanted: {
        verdict: "again",
        next: {
          reasons: ["opened"],
          due: NOW + 4500,
          heldUntil: NOW + SECOND,
          failures: 3,
          error: "503",
        },
      },
    },
    {
      name: "failed, triggered meanwhile: a second later",
      is: failed({}, triggered).next?.due,
      wanted: NOW + SECOND,
    },
    {
      name: "failed with a time: then, triggered or not",
      is: failed({ at: NOW + SECOND }, triggered).next?.due,
      wanted: NOW + SECOND + AHEAD,
    },
    {
      name: "failed for the last time: never",
      is: failed({ tries: 3 }, NEW_KEY),
      wanted: {
        verdict: "dead",
        next: { reasons: [], due: Infinity, heldUntil: NOW + SECOND, failures: 3, error: "503" },
      },
    },
    {
      name: "failed for the last time that the queue tries anything: never",
      is: failed({ tries: 4 }, NEW_KEY, RETRIES.sweepOnce).verdict,
      wanted: "dead",
    },
    {
      name: "failed for the last time, triggered meanwhile: one more try",
      is: failed({ tries: 3 }, triggered).verdict,
      wanted: "given up",
    },
    {
      name: "gone: nothing is kept",
      is: failed({ tries: 3, isForgotten: true }, NEW_KEY),
      wanted: { next: undefined, verdict: "forgotten" },
    },
  ])("$name", ({ is, wanted }) => {
    expect(is).toEqual(wanted);
  });
});

describe("a trigger", () => {
  const schema = newSchema();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  let database: Database;
  beforeAll(async () => {
    database = openDatabase({ url: await postgresUrl(), log });
    await database.unhurried(createTable(schema));
  });
  afterAll(async () => {
    await database.unhurried(`DROP SCHEMA ${schema} CASCADE`);
    await database.close();
  });

  /** Seconds from now; far enough from it that a slow machine changes nothing. */
  const time = fc.constantFrom(-600, 60, 120, 600);
  const known = fc.record({
    reasons: fc.uniqueArray(fc.constantFrom(...Array(22).keys()).map(String), { maxLength: 20 }),
    due: fc.oneof(time, fc.constant(Infinity)),
    held: fc.oneof(time, fc.constant(-Infinity)),
  });

  test("means in SQL what it means in memory", () =>
    fc.assert(
      fc.asyncProperty(
        known,
        time,
        fc.nat(25).map(String),
        async ({ reasons, due, held }, at, reason) => {
          const begun = Date.now();
          const ms = (seconds: number): number => begun + seconds * SECOND;
          const values = ["a", reasons, ms(due) / SECOND, ms(held) / SECOND];
          await database.query(`DELETE FROM ${keyTable(schema)}`, []);
          await database.query(
            `INSERT INTO ${keyTable(schema)} (key, reasons, due, held_until)
           VALUES ($1, $2, to_timestamp($3::float8), to_timestamp($4::float8))`,
            values,
          );
          const triggers = [{ key: "a", reasons: [reason], wait: at * SECOND }];
          await database.query(statements(keyTable(schema)).enqueue, [JSON.stringify(triggers)]);
          const [row] = await database.query(
            `SELECT reasons, extract(epoch FROM due)::float8 * 1000 AS due FROM ${keyTable(schema)}`,
            [],
          );
          const state = { ...NEW_KEY, reasons, due: ms(due), heldUntil: ms(held) };
          const wanted = decideTriggered(state, reason, ms(at));
          expect(row?.["reasons"]).toEqual(wanted.reasons);
          expect(round(Number(row?.["due"]) - begun)).toBe(round(wanted.due - begun));
        },
      ),
      { numRuns: 60 },
    ));
});

/** To half minutes. */
function round(ms: number): number {
  return Math.round(ms / (30 * SECOND));
}
