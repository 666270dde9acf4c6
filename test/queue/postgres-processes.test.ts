import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../../src/queue/database.ts";
import { keyTable } from "../../src/queue/key-table.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import type { Queue } from "../../src/queue/queue.ts";
import { startPostgres, type PostgresServer } from "../postgres/start-postgres.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SCRIPT = join(import.meta.dirname, "worker-process.ts");
const BOOK = `
  CREATE SCHEMA book;
  CREATE TABLE book.runs (id serial PRIMARY KEY, key text, worker text, reasons text[],
    begun timestamptz, ended timestamptz);
  CREATE TABLE book.holds (key text PRIMARY KEY, worker text);
  CREATE TABLE book.overlaps (key text)`;

let server: PostgresServer;
let database: Database;
let workers: Map<string, ChildProcess>;
let schema: string;
let schemas = 0;

beforeAll(async () => {
  server = await startPostgres({ fsync: false });
  database = openDatabase({ url: server.url, log: QUIET });
});

afterAll(async () => {
  await database.close();
  await server.stop();
});

beforeEach(async () => {
  schemas += 1;
  schema = `processes_${schemas}`;
  workers = new Map();
  await database.unhurried(`DROP SCHEMA IF EXISTS book CASCADE; ${BOOK}`);
  return async () => {
    await Promise.all([...workers.values()].map((worker) => end(worker, "SIGTERM")));
  };
});

/** All at the same moment, as a deployment does it: each finds the tables missing. */
async function startWorkers(names: readonly string[], concurrency = 8): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const args = [SCRIPT, server.url, schema, name, `${concurrency}`];
      const worker = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      workers.set(name, worker);
      const [said] = await Promise.race([once(worker.stdout, "data"), once(worker, "exit")]);
      expect(String(said)).toBe("ready\n");
    }),
  );
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill(signal);
  await ended;
}

/** Triggers come from a process that doesn't work itself. */
async function withProducer(story: (queue: Queue) => Promise<void>): Promise<void> {
  const queue = await postgresQueue({ database, log: QUIET, schema });
  try {
    await story(queue);
  } finally {
    await queue.stop({ within: 0 });
  }
}

async function until(sql: string): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const [row] = await database.query(sql, []);
    if (row !== undefined) return row;
    await wait(10);
  }
}

async function drained(): Promise<void> {
  await until(`SELECT 1 WHERE NOT EXISTS (SELECT FROM ${keyTable(schema)})`);
}

describe("several processes", () => {
  test("that start at once make the tables once, and never run a key twice at a time", async () => {
    await startWorkers(["one", "two", "three"]);
    await withProducer(async (queue) => {
      for (let round = 0; round < 40; round += 1) {
        const reason = round === 39 ? "last" : "trigger";
        const keys = [...Array(40).keys()].map((n) => `key ${n}`);
        await Promise.all(keys.map((key) => queue.enqueue({ key, reason })));
      }
      await drained();
    });
    expect(await database.query("SELECT * FROM book.overlaps", [])).toEqual([]);
    const [seen] = await database.query(
      `SELECT count(DISTINCT key) FILTER (WHERE 'last' = ANY(reasons))::int AS keys,
         count(DISTINCT worker)::int AS workers FROM book.runs`,
      [],
    );
    expect(seen).toEqual({ keys: 40, workers: 3 });
  }, 60_000);

  test("a worker that is killed loses its key to another within 11 seconds", async () => {
    await startWorkers(["one", "two"]);
    await withProducer(async (queue) => {
      await queue.enqueue({ key: "held", reason: "deadly" });
      const { worker } = await until("SELECT worker FROM book.runs");
      await queue.enqueue({ key: "held", reason: "2" });
      const victim = workers.get(String(worker));
      if (victim !== undefined) await end(victim, "SIGKILL");
      const [killed] = await database.query(
        "WITH gone AS (DELETE FROM book.holds) SELECT clock_timestamp()::text AS at",
        [],
      );
      await until("SELECT 1 FROM book.runs OFFSET 1");
      await drained();
      const runs = await database.query(
        `SELECT reasons, worker <> $1 AS "isOther", extract(epoch FROM begun - $2::timestamptz)::float8 AS after
         FROM book.runs ORDER BY id OFFSET 1`,
        [worker, killed?.["at"]],
      );
      expect(runs.map(({ isOther }) => isOther)).toEqual([true, true]);
      expect(runs[0]?.["after"]).toBeLessThan(11);
      expect(runs.map(({ reasons }) => reasons)).toEqual([["deadly"], ["2"]]);
    });
    expect(await database.query("SELECT * FROM book.overlaps", [])).toEqual([]);
  }, 60_000);

  test("a trigger from another process during a run is run within 0.1 seconds of its end", async () => {
    await startWorkers(["one", "two"], 1);
    await withProducer(async (queue) => {
      for (let round = 1; round <= 9; round += 1) {
        await queue.enqueue({ key: "slow", reason: `first ${round}` });
        await until(`SELECT 1 FROM book.runs OFFSET ${2 * round - 2}`);
        await queue.enqueue({ key: "slow", reason: `second ${round}` });
        await queue.enqueue({ key: "slow other", reason: "in the way" });
        await until(
          `SELECT 1 FROM book.runs WHERE key = 'slow' AND ended IS NOT NULL OFFSET ${2 * round - 1}`,
        );
        await drained();
        await database.query("DELETE FROM book.runs WHERE key <> 'slow'", []);
      }
    });
    const gaps = await database.query(
      `SELECT 1000 * extract(epoch FROM begun - before)::float8 AS ms FROM (
         SELECT begun, lag(ended) OVER (ORDER BY id) AS before, row_number() OVER (ORDER BY id) AS n FROM book.runs
       ) AS runs WHERE n % 2 = 0 ORDER BY ms`,
      [],
    );
    expect(gaps).toHaveLength(9);
    // The middle one: this machine may be busy with other things at any moment.
    expect(gaps[4]?.["ms"]).toBeLessThan(100);
  }, 60_000);

  test("a worker that is told to end gives its run back, and another has it at once", async () => {
    await startWorkers(["one", "two"]);
    await withProducer(async (queue) => {
      await queue.enqueue({ key: "held", reason: "deadly" });
      const { worker } = await until("SELECT worker FROM book.runs");
      workers.get(String(worker))?.kill("SIGTERM");
      await until(`SELECT 1 FROM book.runs WHERE worker <> '${String(worker)}'`);
      const [again] = await database.query("SELECT reasons FROM book.runs ORDER BY id DESC", []);
      expect(again).toEqual({ reasons: ["deadly"] });
    });
  }, 30_000);
});
