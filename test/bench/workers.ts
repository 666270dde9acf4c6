import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase, type Database } from "../../src/queue/database.ts";
import { keyTable } from "../../src/queue/key-table.ts";
import { memoryQueue } from "../../src/queue/memory.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import type { Queue } from "../../src/queue/queue.ts";
import { startServer, type Server } from "../burst/start-server.ts";
import { startPostgres } from "../postgres/start-postgres.ts";

const WORKER = fileURLToPath(new URL("servers/bench-worker.ts", import.meta.url));
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Milliseconds that a run waits for GitHub. */
const RUN = 100;
const KEYS = 1500;
const AGAIN = 50;

type Place = { readonly url: string; readonly database: Database };

/** What several processes on one database do for each other. */
export async function benchWorkers(): Promise<void> {
  const server = await startPostgres();
  const database = openDatabase({ url: server.url, log });
  const where = { url: server.url, database };
  try {
    let one = 0;
    for (const workers of [1, 2, 4]) {
      const perSecond = await throughput(where, workers);
      one ||= perSecond;
      const ratio = (perSecond / one).toFixed(2);
      write(`${workers} workers: ${perSecond.toFixed(0)} runs/s of ${RUN} ms each, ${ratio} x one`);
    }
    write(
      `a dead worker's key runs again after ${(await takeover(where)).toFixed(1)} s (target 11)`,
    );
    const queues = {
      memory: memoryQueue({ log }),
      PostgreSQL: await postgresQueue({ database, log, schema: "bench_again" }),
    };
    for (const [name, queue] of Object.entries(queues)) {
      const gaps = await gapsBetweenRuns(queue);
      const most = Math.max(...gaps).toFixed(1);
      write(
        `${name}: the next run of a key begins ${most} ms after the last one's end at most (target 100)`,
      );
      await queue.stop({ within: 1000 });
    }
  } finally {
    await database.close();
    await server.stop();
  }
}

async function throughput({ url, database }: Place, workers: number): Promise<number> {
  const schema = `bench_${workers}`;
  const queue = await postgresQueue({ database, log, schema });
  const started = await startWorkers(workers, [url, schema, String(RUN)]);
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: KEYS }, (_, index) =>
      queue.enqueue({ key: `key ${index}`, reason: "bench" }),
    ),
  );
  while (await isBusy(database, schema)) await wait(20);
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all(started.map((worker) => worker.kill("SIGKILL")));
  await queue.stop({ within: 1000 });
  return KEYS / seconds;
}

/** Seconds from the death of a worker until its key has run. */
async function takeover({ url, database }: Place): Promise<number> {
  const schema = "bench_takeover";
  const [first] = await startWorkers(1, [url, schema, "0"]);
  const queue = await postgresQueue({ database, log, schema });
  await queue.enqueue({ key: "deadly", reason: "bench" });
  const isRunning = async (): Promise<boolean> => (await queue.view()).running.length > 0;
  while (!(await isRunning())) await wait(20);
  const [second] = await startWorkers(1, [url, schema, "0"]);
  await first?.kill("SIGKILL");
  const begun = performance.now();
  while (await isBusy(database, schema)) await wait(20);
  const seconds = (performance.now() - begun) / 1000;
  await second?.kill("SIGKILL");
  await queue.stop({ within: 1000 });
  return seconds;
}

/** Milliseconds from each run's end to the next one's begin, when a trigger came in between. */
async function gapsBetweenRuns(queue: Queue): Promise<readonly number[]> {
  const gaps: number[] = [];
  const all = Promise.withResolvers<void>();
  let ended = 0;
  await queue.work(async ({ key }) => {
    if (ended > 0) gaps.push(performance.now() - ended);
    if (gaps.length === AGAIN) all.resolve();
    else await queue.enqueue({ key, reason: "once more" });
    await wait(10);
    ended = performance.now();
    return { kind: "done" };
  });
  await queue.enqueue({ key: "again", reason: "bench" });
  await all.promise;
  return gaps;
}

async function isBusy(database: Database, schema: string): Promise<boolean> {
  const [row] = await database.query(`SELECT count(*)::int AS left FROM ${keyTable(schema)}`, []);
  return row?.["left"] !== 0;
}

async function startWorkers(count: number, args: readonly string[]): Promise<readonly Server[]> {
  const environment = { PATH: process.env["PATH"] };
  return Promise.all(Array.from({ length: count }, () => startServer(WORKER, environment, args)));
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) await benchWorkers();
