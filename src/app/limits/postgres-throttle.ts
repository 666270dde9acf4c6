import type { Database } from "../../queue/database.ts";
import { DEFAULT_PACE, LONGEST_START, LONGEST_TURN, tooEarly, type Throttle } from "./throttle.ts";

export type PostgresThrottleOptions = {
  readonly database: Pick<Database, "query" | "unhurried">;
  /** Ms since 1970, of this process; only differences of the database's clock are used. */
  readonly now: () => number;
  /** Milliseconds between two writes of one installation. */
  readonly paceMs?: number;
};

/** Two processes may start at once, and "if not exists" alone doesn't keep them from colliding. */
const CREATE = `
  BEGIN;
  SELECT pg_advisory_xact_lock(hashtext('dakor.throttle'));
  CREATE SCHEMA IF NOT EXISTS dakor;
  CREATE TABLE IF NOT EXISTS dakor.throttle (
    installation bigint PRIMARY KEY,
    parked_until timestamptz NOT NULL DEFAULT '-infinity',
    next_write timestamptz NOT NULL DEFAULT '-infinity'
  );
  COMMIT`;

const CLOSED = `
  SELECT ${msLeft("greatest(parked_until, next_write)")} AS wait, ${msLeft("parked_until")} > 0 AS parked
  FROM dakor.throttle WHERE installation = $1`;

const CLOSE = `
  INSERT INTO dakor.throttle AS known (installation, parked_until)
  VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
  ON CONFLICT (installation) DO UPDATE
  SET parked_until = greatest(known.parked_until, excluded.parked_until)`;

/** Takes the next slot, and tells how long to wait for it; leaves it where it is too far away, and tells how far. */
const TURN = `
  WITH taken AS (
    INSERT INTO dakor.throttle AS known (installation, next_write)
    VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
    ON CONFLICT (installation) DO UPDATE
    SET next_write = greatest(known.parked_until, known.next_write, clock_timestamp()) + $2 * interval '1 ms'
    WHERE greatest(known.parked_until, known.next_write) <= clock_timestamp() + $3 * interval '1 ms'
    RETURNING ${msLeft("next_write - $2 * interval '1 ms'")} AS wait
  )
  SELECT wait, true AS taken FROM taken
  UNION ALL
  SELECT ${msLeft("greatest(parked_until, next_write)")}, false FROM dakor.throttle
  WHERE installation = $1 AND NOT EXISTS (SELECT FROM taken)`;

/** For several processes that share an installation's pace, by the database's clock. */
export function postgresThrottle(options: PostgresThrottleOptions): Throttle {
  const { database, now, paceMs = DEFAULT_PACE } = options;
  let created: Promise<unknown> | undefined;

  async function query(
    sql: string,
    values: readonly unknown[],
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const creating = created ?? database.unhurried(CREATE);
    created = creating;
    creating.catch(() => {
      created = undefined;
    });
    await creating;
    const [row] = await database.query(sql, values);
    return row;
  }

  return {
    closedUntil: async (installation) => {
      const row = await query(CLOSED, [installation]);
      const wait = waitOf(row);
      return wait > (row?.["parked"] === true ? 0 : LONGEST_START) ? now() + wait : undefined;
    },
    close: async (installation, until) => {
      await query(CLOSE, [installation, until - now()]);
    },
    turn: async (installation) => {
      const row = await query(TURN, [installation, paceMs, LONGEST_TURN]);
      const wait = waitOf(row);
      if (row?.["taken"] !== true) throw tooEarly(wait);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    },
  };
}

/** In SQL: milliseconds from now, as a number that JavaScript reads; nothing is earlier than now. */
function msLeft(time: string): string {
  return `extract(epoch FROM greatest(${time}, clock_timestamp()) - clock_timestamp())::float8 * 1000`;
}

function waitOf(row: Readonly<Record<string, unknown>> | undefined): number {
  const wait = row?.["wait"];
  return typeof wait === "number" ? Math.ceil(wait) : 0;
}
