import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/queue/database.ts";
import { frozenLine } from "../postgres/frozen-line.ts";
import { startPostgres, type PostgresServer } from "../postgres/start-postgres.ts";
import {
  addUntilTaken,
  drained,
  openQueueOn,
  QUIET,
  until,
  type OpenQueue,
  type QueueOf,
} from "./outage-rig.ts";
import { newSchema } from "./postgres-rig.ts";
import { DONE, gatedRun, NOTHING } from "./rig.ts";

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

const openQueue = (options: Partial<QueueOf> = {}): Promise<OpenQueue> =>
  openQueueOn({ url: server.url, ...options });

async function msOf(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

describe("without the database", () => {
  test("a trigger is refused within two seconds, and taken again afterwards", async () => {
    const { queue, close } = await openQueue();
    await server.kill();
    const triggers = [...Array(50).keys()].map((n) => ({ key: `${n}`, reason: "1" }));
    const took = await msOf(() =>
      Promise.all(
        triggers.map((trigger) => expect(queue.enqueue(trigger)).rejects.toThrow("database")),
      ),
    );
    expect(took).toBeLessThan(2000);
    expect(await queue.isReady()).toBe(false);
    await server.start();
    await addUntilTaken(queue, "after");
    expect(await queue.isReady()).toBe(true);
    expect((await queue.view()).waiting).toContain("after");
    await close();
  });

  test("what was taken before a power cut is there after it", async () => {
    const { queue, close } = await openQueue();
    const keys = [...Array(100).keys()].map((n) => `key ${n}`);
    await Promise.all(keys.map((key) => queue.enqueue({ key, reason: "1" })));
    await server.kill();
    await server.start();
    const seen = new Set<string>();
    await queue.work(async ({ key }) => {
      seen.add(key);
      return DONE;
    });
    await drained(queue);
    expect(seen.size).toBe(100);
    await close();
  });

  test("a run goes on over a restart, is settled after it, and is not run again", async () => {
    const { queue, close } = await openQueue();
    const { run, begun, finish } = gatedRun();
    await queue.work(run);
    await queue.enqueue({ key: "a", reason: "1" });
    await until(() => begun.length === 1);
    await server.kill();
    finish();
    await wait(1500);
    await server.start();
    await until(async () => queue.isReady());
    await drained(queue);
    expect(begun).toHaveLength(1);
    expect(await queue.view()).toEqual(NOTHING);
    await close();
  });

  test("connections that are ended during work lose no key", async () => {
    const { queue, close } = await openQueue();
    const killer = openDatabase({ url: server.url, log: QUIET });
    const seen = new Set<string>();
    await queue.work(async ({ key }) => {
      await wait(5);
      seen.add(key);
      return DONE;
    });
    const keys = [...Array(300).keys()].map((n) => `key ${n}`);
    const added = Promise.all(keys.map((key) => addUntilTaken(queue, key)));
    for (let n = 0; n < 10; n += 1) {
      await killer.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'dakor'",
        [],
      );
      await wait(30);
    }
    await added;
    await drained(queue);
    expect(seen.size).toBe(300);
    await killer.close();
    await close();
  }, 40_000);

  test("a restart during work loses no key", async () => {
    const { queue, close } = await openQueue();
    const seen = new Set<string>();
    await queue.work(async ({ key }) => {
      await wait(5);
      seen.add(key);
      return DONE;
    });
    const keys = [...Array(300).keys()].map((n) => `key ${n}`);
    const added = Promise.all(keys.map((key) => addUntilTaken(queue, key)));
    await server.restart();
    await added;
    await server.restart();
    await drained(queue);
    expect(seen.size).toBe(300);
    await close();
  }, 60_000);

  test("on a dead line a trigger is refused in time; another worker takes the key, and the older run counts no more", async () => {
    const line = await frozenLine(server.port);
    const schema = newSchema();
    const warnings: string[] = [];
    const log = { ...QUIET, warn: (_: object, message: string) => void warnings.push(message) };
    const url = server.url.replace(`:${server.port}`, `:${line.port}`);
    const far = await openQueue({ url, schema, log });
    const { queue, close } = await openQueue({ schema });
    const older = gatedRun();
    const newer = gatedRun();
    const lost: (() => boolean)[] = [];
    await far.queue.work((job, isLost = () => false) => {
      lost.push(isLost);
      return older.run(job);
    });
    await far.queue.enqueue({ key: "a", reason: "1" });
    await until(() => older.begun.length === 1);
    expect(lost[0]?.()).toBe(false);
    line.freeze();
    const refused = await msOf(() =>
      expect(far.queue.enqueue({ key: "b", reason: "1" })).rejects.toThrow("database"),
    );
    expect(refused).toBeLessThan(2000);
    await queue.work(newer.run);
    await until(() => newer.begun.length === 1);
    expect(lost[0]?.()).toBe(true);
    await queue.enqueue({ key: "a", reason: "2" });
    older.finish({ kind: "done", wakeAt: Date.now() + 3_600_000 });
    line.thaw();
    await until(() => warnings.some((message) => message.includes("taken the key over")));
    expect(lost[0]?.()).toBe(true);
    expect((await queue.view()).running).toEqual(["a"]);
    newer.finish();
    await until(() => newer.begun.length + older.begun.length === 3);
    older.finish();
    newer.finish();
    await drained(queue);
    const [again] = [...newer.begun.slice(1), ...older.begun.slice(1)];
    expect(again).toEqual({ key: "a", reasons: ["2"], attempt: 1 });
    expect(newer.begun[0]).toEqual({ key: "a", reasons: ["1"], attempt: 2 });
    await far.close();
    await close();
    line.close();
  }, 60_000);
});
