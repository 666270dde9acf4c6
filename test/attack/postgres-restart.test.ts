import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresThrottle } from "../../src/app/limits/postgres-throttle.ts";
import { openDatabase } from "../../src/queue/database.ts";
import type { Queue } from "../../src/queue/queue.ts";
import { GOOD, startFake } from "../app/fake-process.ts";
import { startPostgres, type PostgresServer } from "../postgres/start-postgres.ts";
import { addUntilTaken, drained, openQueueOn, QUIET, until } from "../queue/outage-rig.ts";
import { newSchema } from "../queue/postgres-rig.ts";
import { DONE } from "../queue/rig.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

type Worked = {
  /** How often each key was run. */
  readonly runs: ReadonlyMap<string, number>;
  /** Keys that two had at the same time. */
  readonly doubled: readonly string[];
};

/** Processes that share keys, and what they did. */
async function workAll(queues: readonly Queue[], ms: number): Promise<Worked> {
  const runs = new Map<string, number>();
  const doubled: string[] = [];
  const running = new Set<string>();
  for (const queue of queues) {
    await queue.work(async ({ key }) => {
      if (running.has(key)) doubled.push(key);
      running.add(key);
      runs.set(key, (runs.get(key) ?? 0) + 1);
      await wait(ms);
      running.delete(key);
      return DONE;
    });
  }
  return { runs, doubled };
}

const keysOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `key ${n}`);

describe("PostgreSQL is restarted under load", () => {
  test("four times while two processes work: no key is lost, and none has two runs at once", async () => {
    const schema = newSchema();
    const one = await openQueueOn({ url: server.url, schema });
    const other = await openQueueOn({ url: server.url, schema });
    const worked = await workAll([one.queue, other.queue], 15);
    const added = Promise.all(
      keysOf(200).map((key, n) => addUntilTaken(n % 2 === 0 ? one.queue : other.queue, key)),
    );
    for (let n = 0; n < 4; n += 1) {
      await server.restart();
      await wait(150);
    }
    await added;
    await drained(one.queue);
    expect(worked.runs.size).toBe(200);
    expect(worked.doubled).toEqual([]);
    await one.close();
    await other.close();
  }, 90_000);

  test("with a power cut: whatever was taken in before it is run after it", async () => {
    const schema = newSchema();
    const { queue, close } = await openQueueOn({ url: server.url, schema });
    const taken: string[] = [];
    const added = keysOf(300).map(async (key, n) => {
      await wait(n);
      await queue.enqueue({ key, reason: "1" }).then(
        () => taken.push(key),
        () => undefined,
      );
    });
    await until(() => taken.length > 20);
    await server.kill();
    await server.start();
    await Promise.all(added);
    const { runs, doubled } = await workAll([queue], 1);
    await until(async () => queue.isReady());
    await drained(queue);
    expect(taken.filter((key) => !runs.has(key))).toEqual([]);
    expect(doubled).toEqual([]);
    await close();
  }, 60_000);

  test("a run that was under way is not run again by another process", async () => {
    const schema = newSchema();
    const one = await openQueueOn({ url: server.url, schema });
    const other = await openQueueOn({ url: server.url, schema });
    const { runs, doubled } = await workAll([one.queue, other.queue], 3000);
    await Promise.all(keysOf(10).map((key) => one.queue.enqueue({ key, reason: "1" })));
    await until(() => runs.size === 10);
    await server.restart();
    await until(async () => one.queue.isReady());
    await drained(one.queue);
    expect([...runs.values()]).toEqual(Array(10).fill(1));
    expect(doubled).toEqual([]);
    await one.close();
    await other.close();
  }, 60_000);

  test("a promise whose time came meanwhile is looked at once, as soon as it can be", async () => {
    const { queue, close } = await openQueueOn({ url: server.url });
    let runs = 0;
    await queue.work(async () => {
      runs += 1;
      return runs === 1 ? { kind: "done", wakeAt: Date.now() + 800 } : DONE;
    });
    await queue.enqueue({ key: "a", reason: "1" });
    await until(async () => (await queue.view()).asleep.length === 1);
    await server.kill();
    await wait(1000);
    await server.start();
    await until(() => runs === 2);
    await drained(queue);
    await wait(1200);
    expect(runs).toBe(2);
    await close();
  }, 30_000);

  test("what GitHub asked an installation to wait is not forgotten", async () => {
    const database = openDatabase({ url: server.url, log: QUIET });
    const throttle = postgresThrottle({ database, now: Date.now, paceMs: 0 });
    const asked = Date.now() + 600_000;
    await throttle.close(34, asked);
    await server.restart();
    const waits = await throttle.closedUntil(34).catch(() => throttle.closedUntil(34));
    expect(Math.abs((waits ?? 0) - asked)).toBeLessThan(5000);
    expect(await throttle.closedUntil(35)).toBeUndefined();
    await database.close();
  });

  test("a process that is told to end meanwhile ends, and another takes what it had", async () => {
    const schema = newSchema();
    const one = await openQueueOn({ url: server.url, schema });
    const other = await openQueueOn({ url: server.url, schema });
    await workAll([one.queue], 60_000);
    await Promise.all(keysOf(5).map((key) => one.queue.enqueue({ key, reason: "1" })));
    await until(async () => (await other.queue.view()).running.length === 5);
    await server.kill();
    const stopped = one.close();
    await wait(100);
    await server.start();
    await stopped;
    const { runs } = await workAll([other.queue], 1);
    await until(() => runs.size >= 5);
    expect([...runs.keys()].toSorted()).toEqual(keysOf(5));
    await other.close();
  }, 60_000);

  test("the App answers each webhook in time, with 202 or 503, and goes on by itself", async () => {
    await using app = startFake({ ...GOOD, DATABASE_URL: server.url });
    const url = await app.url();
    await app.says("issue done");
    const answers: { readonly status: number; readonly ms: number }[] = [];
    const post = async (): Promise<void> => {
      const begun = performance.now();
      const status = await app.post();
      answers.push({ status, ms: performance.now() - begun });
    };
    const load = Promise.all(
      Array.from({ length: 150 }, async (_, n) => {
        await wait(n * 20);
        await post();
      }),
    );
    await server.restart();
    await server.kill();
    await wait(300);
    await server.start();
    await load;
    expect(answers.every(({ status }) => status === 202 || status === 503)).toBe(true);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(5000);
    await until(async () => (await fetch(`${url}/readyz`)).status === 200);
    expect(await app.post()).toBe(202);
  }, 60_000);
});
