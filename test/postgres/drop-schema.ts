import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../../src/queue/database.ts";

/** Drops a queue's schema once nothing that the queue had sent is under way there: the two would wait for each other. */
export async function dropSchema(database: Database, schema: string): Promise<void> {
  const busy = `SELECT FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()
    AND datname = current_database() AND strpos(query, $1) > 0`;
  while ((await database.unhurried(busy, [schema])).rows.length > 0) await sleep(3);
  await database.unhurried(`DROP SCHEMA ${schema} CASCADE`);
}
