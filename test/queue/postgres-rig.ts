import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "../../src/queue/database.ts";
import { keyTable, newsChannel } from "../../src/queue/key-table.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import type { Queue } from "../../src/queue/queue.ts";
import { dropSchema } from "../postgres/drop-schema.ts";
import { setTimeTo } from "./postgres-time.ts";
import type { Rig, RigOptions } from "./rig.ts";

let schemas = 0;

export function newSchema(): string {
  schemas += 1;
  return `test_${process.pid}_${Date.now()}_${schemas}`;
}

/** Waits of the engine itself (for runs at its stop) go by this much faster than the story's time. */
const SCALE = 10;

/** The engine on PostgreSQL, whose clock the test moves by hand: from one due key to the next. */
export async function postgresRig(database: Database, options: RigOptions): Promise<Rig> {
  const { concurrency = 8 } = options;
  const schema = newSchema();
  const errors: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (_: object, message: string) => void errors.push(message),
  };
  let now = Date.UTC(2026, 1, 15, 9, 42);
  const clock = { now: () => now };
  const engine = await postgresQueue({
    ...options,
    database,
    log,
    schema,
    clock,
    random: () => 0.5,
  });
  let inFlight = 0;
  let isWorking = false;
  let stop: { readonly ended: Promise<unknown>; readonly by: number } | undefined;

  async function setTime(time: number): Promise<void> {
    now = time;
    // The hearts of running workers go on beating while the time leaps.
    await database.unhurried(`
      ${setTimeTo(time)};
      UPDATE ${keyTable(schema)} SET alive_at = now() WHERE alive_at IS NOT NULL;
      NOTIFY "${newsChannel(schema)}"`);
  }

  async function nextDue(): Promise<number> {
    const [row] = await database.query(
      `SELECT (extract(epoch FROM min(due)) * 1000)::float8 AS due FROM ${keyTable(schema)}
       WHERE alive_at IS NULL AND due > now() AND due < 'infinity'`,
      [],
    );
    return Number(row?.["due"] ?? Infinity);
  }

  /** Every key that can run runs, every run that has ended is settled. */
  async function isQuiet(): Promise<boolean> {
    const [row] = await database.query(
      `SELECT count(alive_at)::int AS active,
         count(*) FILTER (WHERE alive_at IS NULL AND due <= now())::int AS ready
       FROM ${keyTable(schema)}`,
      [],
    );
    const isTaken = row?.["ready"] === 0 || inFlight >= concurrency;
    return row?.["active"] === inFlight && (isTaken || !isWorking || stop !== undefined);
  }

  async function settle(): Promise<void> {
    if (stop !== undefined && now >= stop.by) await stop.ended;
    else while (!(await isQuiet())) await wait(2);
  }

  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (let due = await nextDue(); due <= until; due = await nextDue()) {
      if (stop !== undefined || !isWorking) break;
      await setTime(Math.max(Math.ceil(due), now));
      await settle();
    }
    await setTime(until);
    await settle();
  }

  const queue: Queue = {
    ...engine,
    work: (run) => {
      isWorking = true;
      return engine.work(async (job) => {
        inFlight += 1;
        try {
          return await run(job);
        } finally {
          inFlight -= 1;
        }
      });
    },
    stop: ({ within }) => {
      const ended = engine.stop({ within: within / SCALE });
      stop ??= { ended, by: now + within };
      return ended;
    },
  };

  await database.unhurried(setTimeTo(now));
  return {
    queue,
    now: () => now,
    advance,
    errors: () => errors,
    close: async () => {
      await engine.stop({ within: 0 });
      await dropSchema(database, schema);
    },
  };
}
