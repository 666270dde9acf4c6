import { setTimeout as sleep } from "node:timers/promises";
import { RETRIES, type Retry } from "../core/model/retry.ts";
import { claimsOf, type Claim } from "./claims.ts";
import { systemClock, type Clocks } from "./clock.ts";
import { countKeys, viewKeys } from "./count-keys.ts";
import type { Database } from "./database.ts";
import { createTable, keyTable, newsChannel, statements } from "./key-table.ts";
import type { Judgement, OnDead, Queue, QueueLog, Trigger } from "./queue.ts";
import { startRunLoop, type RunLoop } from "./run-loop.ts";
import { settler } from "./settle-run.ts";
import { mergeTriggers, triggerBatch, type MergedTrigger } from "./trigger-batch.ts";

type PostgresQueueOptions = {
  /** Stays open: whoever opened it closes it, after the queue has stopped. */
  readonly database: Database;
  readonly log: QueueLog;
  /** What a failed run means, `now` being this process's time; by default: try again later. */
  readonly judge?: (error: unknown, now: number) => Judgement;
  /** Keys worked on at the same time by this process. */
  readonly concurrency?: number;
  readonly retry?: Retry;
  readonly random?: () => number;
  /** Several Apps may share a database, each with its own schema. */
  readonly schema?: string;
  readonly onDead?: OnDead;
  /** Of this process: the database has its own, and only differences pass from one to the other. */
  readonly clock?: Pick<Clocks, "now">;
};

/** Any number of processes share the keys; what was added survives all of them. */
export async function postgresQueue(options: PostgresQueueOptions): Promise<Queue> {
  const { database, log, judge = () => ({}), concurrency = 8, retry = RETRIES.job } = options;
  const { random = Math.random, schema = "dakor", clock = systemClock, onDead } = options;
  const sql = statements(keyTable(schema));
  let loop: RunLoop | undefined;
  const claims = claimsOf(database, sql);
  await create(database, schema);
  const news = newsChannel(schema);
  const endListening = await database.listen(news, () => {
    if (loop?.hasRoom()) void loop.ring();
  });
  const enqueue = triggerBatch(writeTriggers);
  const given = new Set<Claim>();
  const count = countKeys(database, sql.count);
  let telling: Promise<void> | undefined;
  let isTold = true;
  let stopping: Promise<readonly string[]> | undefined;

  const isOver = (claim: Claim): boolean => given.has(claim);
  const settle = settler({
    judge,
    retry,
    random,
    claims,
    log,
    onDead,
    clock,
    enqueueAll,
    isOver,
  });

  async function enqueueAll(triggers: readonly Trigger[]): Promise<void> {
    if (triggers.length > 0) await writeTriggers(mergeTriggers(triggers));
  }

  async function writeTriggers(triggers: readonly MergedTrigger[]): Promise<void> {
    const now = clock.now();
    const due = triggers.map(({ at, ...trigger }) => ({
      ...trigger,
      wait: at === null ? 0 : at - now,
    }));
    await database.query(sql.enqueue, [JSON.stringify(due)]);
    loop?.lookIn(Math.min(...due.map(({ wait }) => wait)));
    if (loop?.hasRoom()) loop.look();
    else tellOthers();
  }

  /** Messages of one moment are one: NOTIFY makes commits wait for each other. */
  function tellOthers(): void {
    isTold = false;
    telling ??= tell().finally(() => {
      telling = undefined;
      if (!isTold) tellOthers();
    });
  }

  async function tell(): Promise<void> {
    while (!isTold) {
      isTold = true;
      // Whoever misses it looks within a second anyway.
      await database.query("SELECT pg_notify($1, '')", [news]).catch(() => undefined);
    }
  }

  async function stop(within: number): Promise<readonly string[]> {
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, within);
    await Promise.race([loop?.stop(), late.promise]);
    clearTimeout(timer);
    const unfinished = loop?.claims() ?? [];
    for (const claim of unfinished) given.add(claim);
    loop?.end();
    const keys = new Set(unfinished.map(({ job }) => job.key));
    try {
      for (const claim of unfinished) await claims.release(claim);
      for (const key of (await viewKeys(database, sql.view)).waiting) keys.add(key);
      tellOthers();
      await telling;
    } catch (error) {
      log.warn({ err: error }, "could not give keys back; they are taken over after a while");
    }
    await endListening();
    return [...keys];
  }

  return {
    enqueue: async (trigger) => {
      if (stopping !== undefined) return false;
      await enqueue(trigger);
      return true;
    },
    work: async (run) => {
      if (loop !== undefined) throw new Error("This queue has its worker already.");
      loop = startRunLoop({ claims, run, settle, retry, concurrency, log, tellOthers });
    },
    stop: async ({ within }) => {
      // The flag is set before the first await in here, so nothing slips in between.
      stopping ??= Promise.resolve().then(() => stop(within));
      return stopping;
    },
    view: () => viewKeys(database, sql.view),
    count,
    isReady: async () => stopping === undefined && (await database.isReady()),
    again: async (key) => {
      if (stopping !== undefined) return false;
      const revived = await database.query(sql.again, [key]);
      if (loop?.hasRoom()) loop.look();
      else tellOthers();
      return revived.length > 0;
    },
  };
}

/** The database may start at the same time as we do. */
async function create(database: Database, schema: string, attempt = 1): Promise<void> {
  try {
    await database.unhurried(createTable(schema));
  } catch (error) {
    if (attempt >= RETRIES.table.tries) throw error;
    await sleep(RETRIES.table.pause);
    await create(database, schema, attempt + 1);
  }
}
