import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "../../src/queue/database.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import { newsChannel } from "../../src/queue/statements.ts";
import type { Queue } from "../../src/queue/queue.ts";
import { dropSchema } from "../postgres/drop-schema.ts";
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
      BEGIN;
      UPDATE ${schema}.test_time SET now = to_timestamp(${time / 1000});
      UPDATE ${schema}.job_common SET heartbeat_on = ${schema}.job_now() WHERE state = 'active';
      NOTIFY "${newsChannel(schema)}";
      COMMIT`);
  }

  async function nextDue(): Promise<number> {
    const [row] = await database.query(
      `SELECT (extract(epoch FROM min(start_after)) * 1000)::float8 AS due FROM ${schema}.job_common
       WHERE state < 'active' AND blocked AND start_after < 'infinity'`,
      [],
    );
    return Number(row?.["due"] ?? Infinity);
  }

  /** Every key that can run runs, every run that has ended is settled. */
  async function isQuiet(): Promise<boolean> {
    const [row] = await database.query(
      `SELECT count(*) FILTER (WHERE state = 'active')::int AS active,
         count(*) FILTER (WHERE state < 'active' AND start_after <= ${schema}.job_now())::int AS ready
       FROM ${schema}.job_common`,
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

  await database.unhurried(`
    CREATE TABLE ${schema}.test_time AS SELECT to_timestamp(${now / 1000}) AS now;
    CREATE OR REPLACE FUNCTION ${schema}.job_now() RETURNS timestamptz AS
      $$ SELECT now FROM ${schema}.test_time $$ LANGUAGE sql STABLE`);
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
