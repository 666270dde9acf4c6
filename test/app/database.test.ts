import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres, type PostgresServer } from "../postgres/start-postgres.ts";
import { GOOD, startFake, type FakeProcess } from "./fake-process.ts";
import { startStallingProxy } from "./http/stalling-proxy.ts";

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres({ fsync: false });
});
afterAll(() => postgres.stop());

const PASSWORD = "p%40ss-word-of-the-database";

function urlAt(port: number): string {
  return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
}

async function untilReady(app: FakeProcess, status: number): Promise<void> {
  const url = await app.url();
  while ((await fetch(`${url}/readyz`)).status !== status) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Counts may be some seconds old; then the stop only takes longer. */
async function untilIdle(app: FakeProcess): Promise<void> {
  const url = await app.url();
  const idle = '"waiting":0,"running":0';
  while (!(await (await fetch(`${url}/healthz`)).text()).includes(idle)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function memoryOf(app: FakeProcess): Promise<number> {
  const text = await (await fetch(await app.metricsUrl())).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
}

describe("the App on PostgreSQL", () => {
  test("while the database hangs: 503 in time, nothing piles up, and it goes on by itself (F37)", async () => {
    await using line = await startStallingProxy(postgres.port);
    const DATABASE_URL = urlAt(line.port);
    await using app = startFake({ ...GOOD, DATABASE_URL, LOG_LEVEL: "trace" });
    const url = await app.url();
    await untilReady(app, 200);
    expect(await app.post()).toBe(202);

    line.stall();
    const begun = performance.now();
    expect(await app.post()).toBe(503);
    // Two seconds are promised; the rest is for a busy machine.
    expect(performance.now() - begun).toBeLessThan(4000);
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(4000) });
    expect(await response.json()).toEqual({
      isReady: false,
      problems: ["The database of the queue does not answer."],
    });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const before = await memoryOf(app);
    const statuses = await Promise.all(Array.from({ length: 1500 }, () => app.post()));
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect((await memoryOf(app)) - before).toBeLessThan(200 * 1024 * 1024);

    line.mend();
    await untilReady(app, 200);
    expect(await app.post()).toBe(202);
    expect(app.output()).not.toMatch(/p(?:%40|@)ss-word-of-the-database/);
  });

  test("that can't be reached ends the start with 1, and without its password", async () => {
    await using app = startFake({ ...GOOD, DATABASE_URL: urlAt(1) });
    expect(await app.ended).toBe(1);
    const last = app.output().trimEnd().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({
      level: 60,
      msg: "the database in DATABASE_URL can't be used",
      err: { code: "ECONNREFUSED" },
    });
    expect(app.output()).not.toContain("ss-word");
  });

  test("stops in order also when the database is gone", async () => {
    const own = await startPostgres({ fsync: false });
    await using app = startFake({ ...GOOD, DATABASE_URL: urlAt(own.port) });
    await untilReady(app, 200);
    await app.says("issue done");
    await untilIdle(app);
    await own.stop();
    await untilReady(app, 503);
    app.kill("SIGTERM");
    expect(await app.ended).toBe(0);
    expect(app.output()).toContain("stopped");
    // A run whose end could not be written down is waited for as long as any other.
  }, 40_000);
});
