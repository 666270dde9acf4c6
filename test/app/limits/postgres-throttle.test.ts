import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { postgresThrottle } from "../../../src/app/limits/postgres-throttle.ts";
import type { Throttle } from "../../../src/app/limits/throttle.ts";
import { openDatabase, type Database } from "../../../src/queue/database.ts";
import { startPostgres, type PostgresServer } from "../../postgres/start-postgres.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PACE = 200;

let server: PostgresServer;
/** Two processes have a connection pool each. */
let databases: readonly Database[];
/** A connection remembers that a schema isn't there, and may go on believing so while another makes it. */
let operator: Database;

beforeAll(async () => {
  server = await startPostgres({ fsync: false });
  databases = [1, 2].map(() => openDatabase({ url: server.url, log: QUIET }));
  operator = openDatabase({ url: server.url, log: QUIET });
}, 60_000);

afterAll(async () => {
  for (const database of [...databases, operator]) await database.close();
  await server.stop();
});

beforeEach(async () => {
  await operator.unhurried("DROP SCHEMA IF EXISTS dakor CASCADE");
});

/** One for each process, with a clock that is wrong by so much. */
function throttles(paceMs: number, ...skews: readonly number[]): readonly Throttle[] {
  return databases.map((database, index) =>
    postgresThrottle({ database, paceMs, now: () => Date.now() + (skews[index] ?? 0) }),
  );
}

test("F04: several processes together keep the pace of each installation", async () => {
  const both = throttles(PACE);
  const times: number[] = [];
  const writes = [12, 12, 12, 12].map(async (installation, index) => {
    await both[index % 2]?.turn(installation);
    times.push(performance.now());
  });
  const begun = performance.now();
  await both[0]?.turn(13);
  await Promise.all(writes);
  const sorted = times.toSorted((one, other) => one - other);
  // Timers may be late, but not early; slots are exact.
  expect((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)).toBeGreaterThan(2 * PACE);
  expect((sorted.at(-1) ?? 0) - begun).toBeGreaterThan(3 * PACE - 50);
});

test("sends away who would wait more than five seconds, and keeps keys from beginning", async () => {
  const throttled = throttles(2600);
  const [one, other] = throttled;
  await one?.turn(12);
  // Which of two connections comes first is the database's affair.
  const turns = throttled.map((throttle) => throttle.turn(12));
  await expect(Promise.any(turns.map(refusal))).resolves.toMatchObject({ status: 429 });
  const closed = (await other?.closedUntil(12)) ?? 0;
  expect(closed - Date.now()).toBeGreaterThan(4000);
  expect(await other?.closedUntil(13)).toBeUndefined();
  const ended = await Promise.allSettled(turns);
  expect(ended.filter(({ status }) => status === "rejected")).toHaveLength(1);
}, 20_000);

test("F03: a limit that one process met holds the others, by as much as it should, whatever their clocks say", async () => {
  const hour = 60 * 60_000;
  const [one, other] = throttles(PACE, 0, hour);
  await one?.close(12, Date.now() + 20_000);
  await one?.close(12, Date.now() + 10_000);
  const closed = (await other?.closedUntil(12)) ?? 0;
  const left = closed - hour - Date.now();
  expect(left).toBeGreaterThan(15_000);
  expect(left).toBeLessThanOrEqual(20_001);
  expect(await other?.closedUntil(13)).toBeUndefined();
  await expect(other?.turn(12)).rejects.toMatchObject({ status: 429 });
});

test("F39: two processes may make the table at the same time", async () => {
  const many = Array.from({ length: 6 }, () => throttles(0)).flat();
  const turns = await Promise.allSettled(many.map((throttle) => throttle.turn(12)));
  expect(turns.filter(({ status }) => status === "rejected")).toEqual([]);
});

/** What a turn was refused with; one that is had is none. */
async function refusal(turn: Promise<unknown>): Promise<unknown> {
  try {
    await turn;
  } catch (thrown) {
    return thrown;
  }
  throw new Error("It was let in");
}
