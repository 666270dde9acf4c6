import { setTimeout as wait } from "node:timers/promises";
import { PgBoss, type Db } from "pg-boss";
import type { Database, SqlQuery } from "./database.ts";
import type { QueueLog } from "./queue.ts";
import { QUEUE } from "./statements.ts";
import { parseStored, type StoredKey } from "./stored-key.ts";

/** One run of one key by this process. */
export type Claim = {
  readonly id: string;
  readonly key: string;
  /** pg-boss's number of the run: whoever comes with an older one has lost the key. */
  readonly retryCount: number;
  readonly stored: StoredKey;
};

/** What we use of pg-boss. */
export type Boss = {
  readonly fetch: (most: number) => Promise<readonly Claim[]>;
  /** Says that these runs are alive; gives back those that are still ours. */
  readonly touch: (claims: readonly Claim[]) => Promise<readonly Claim[]>;
  /** Within a transaction that has locked this run's row. */
  readonly remove: (claim: Claim, query: SqlQuery) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type BossOptions = {
  readonly database: Database;
  readonly schema: string;
  readonly log: QueueLog;
};

/** The database may start at the same time as we do. */
const ATTEMPTS = 5;
const STOP_WITHIN = 2000;

/** Creates or migrates the tables. Two processes may do so at once: pg-boss takes an advisory lock. */
export async function openBoss({ database, schema, log }: BossOptions): Promise<Boss> {
  const boss = new PgBoss({
    db: { executeSql: database.unhurried },
    schema,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // How many keys wait is ours to tell, by metric; a large number is no fault.
    warningQueueSize: Number.MAX_SAFE_INTEGER,
  });
  boss.on("error", (error) => log.warn({ err: error }, "upkeep of the queue's tables failed"));
  boss.on("warning", ({ message, data }) => log.warn({ data }, message));
  await boss.start({ attempts: ATTEMPTS });
  await boss.createQueue(QUEUE, { policy: "exclusive" });
  const hurried = throughQuery(database.query);

  return {
    fetch: async (most) => {
      const jobs = await boss.fetch<object>(QUEUE, {
        batchSize: most,
        includeMetadata: true,
        db: hurried,
      });
      return jobs.map(({ id, singletonKey, retryCount, data }) => {
        return { id, key: singletonKey ?? "", retryCount, stored: parseStored(data) };
      });
    },
    touch: async (claims) => {
      // One by one: a statement that locks several rows in any order can deadlock with triggers for them.
      const held: Claim[] = [];
      for (const claim of claims) {
        const touched = await boss.touch(QUEUE, [attemptOf(claim)], { db: hurried });
        // pg-boss answers how many it were; its types leave that out.
        if (!("affected" in touched) || touched.affected !== 0) held.push(claim);
      }
      return held;
    },
    remove: async ({ id }, query) => {
      await boss.deleteJob(QUEUE, id, { db: throughQuery(query) });
    },
    // Upkeep may hang on a dead line, where nothing of ours depends on it.
    stop: () =>
      Promise.race([
        boss.stop({ graceful: false, close: false }),
        wait(STOP_WITHIN, undefined, { ref: false }),
      ]),
  };
}

function attemptOf({ id, retryCount }: Claim): { id: string; retryCount: number } {
  return { id, retryCount };
}

function throughQuery(query: SqlQuery): Db {
  return { executeSql: async (sql, values = []) => ({ rows: [...(await query(sql, values))] }) };
}
