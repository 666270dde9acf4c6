import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../../../src/queue/database.ts";
import { postgresQueue } from "../../../src/queue/postgres.ts";
import type { Job, RunOutcome, Queue } from "../../../src/queue/queue.ts";
import { postgresUrl } from "../../postgres/postgres-url.ts";
import { newSchema } from "../../queue/postgres-rig.ts";
import { DONE, HOUR } from "../../queue/rig.ts";
import { sample } from "../../depth.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SOON = 400;

let database: Database;
beforeAll(async () => {
  database = openDatabase({ url: await postgresUrl(), log: QUIET });
});
afterAll(() => database.close());

type Working = {
  readonly queue: Queue;
  /** What this process's clock says. */
  readonly now: () => number;
  /** When each run began, in ms since the first. */
  readonly begun: readonly number[];
  readonly jobs: readonly Job[];
};

/** A queue of a process whose clock is off by this; PostgreSQL's is right. */
async function working(
  off: number,
  run: (now: () => number, nth: number) => RunOutcome,
  story: (working: Working) => Promise<void>,
): Promise<void> {
  const now = (): number => Date.now() + off;
  const queue = await postgresQueue({ database, log: QUIET, schema: newSchema(), clock: { now } });
  const jobs: Job[] = [];
  const begun: number[] = [];
  let first: number | undefined;
  await queue.work(async (job) => {
    const at = performance.now();
    first ??= at;
    jobs.push(job);
    begun.push(at - first);
    return run(now, jobs.length);
  });
  try {
    await story({ queue, now, begun, jobs });
  } finally {
    await queue.stop({ within: 0 });
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(10);
}

describe.each(sample([HOUR, -24 * HOUR, 24 * HOUR, -HOUR], 2))(
  "PostgreSQL's clock is %d ms behind ours",
  (off) => {
    test("who waits for GitHub waits as long as GitHub asked", () =>
      working(
        off,
        (now, nth) => (nth === 1 ? { kind: "postponed", to: now() + SOON } : DONE),
        async ({ queue, jobs, begun }) => {
          await queue.enqueue({ key: "a", reason: "1" });
          await until(() => jobs.length === 2);
          expect(begun[1]).toBeGreaterThanOrEqual(SOON);
        },
      ));

    test("a promise is looked at in its time, and once", () =>
      working(
        off,
        (now, nth) => (nth === 1 ? { kind: "done", wakeAt: now() + SOON } : DONE),
        async ({ queue, jobs, begun }) => {
          await queue.enqueue({ key: "a", reason: "1" });
          await until(() => jobs.length === 2);
          expect(begun[1]).toBeGreaterThanOrEqual(SOON);
          await wait(SOON);
          expect(jobs).toHaveLength(2);
          expect((await queue.view()).asleep).toEqual([]);
        },
      ));

    test("a look that comes before our clock says so isn't repeated without a pause", () => {
      let due = Infinity;
      return working(
        off,
        (now, nth) => {
          if (nth === 1) due = now() + SOON;
          return now() < due ? { kind: "done", wakeAt: due } : DONE;
        },
        async ({ queue, jobs }) => {
          await queue.enqueue({ key: "a", reason: "1" });
          await wait(2 * SOON);
          await until(() => jobs.length >= 2);
          expect(jobs.length).toBeLessThanOrEqual(3);
        },
      );
    });

    test("a trigger for a later time comes then", () =>
      working(
        off,
        () => DONE,
        async ({ queue, now, jobs }) => {
          const added = performance.now();
          await queue.enqueue({ key: "a", reason: "1", at: now() + SOON });
          await until(() => jobs.length === 1);
          expect(performance.now() - added).toBeGreaterThanOrEqual(SOON - 20);
        },
      ));

    test("a trigger for a time that is over comes at once", () =>
      working(
        off,
        () => DONE,
        async ({ queue, now, jobs }) => {
          await queue.enqueue({ key: "a", reason: "1", at: now() - SOON });
          await until(() => jobs.length === 1);
          expect(jobs[0]?.reasons).toEqual(["1"]);
        },
      ));
  },
);
