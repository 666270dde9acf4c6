import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../../src/queue/database.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import type { Queue, QueueLog } from "../../src/queue/queue.ts";
import { newSchema } from "./postgres-rig.ts";

export const QUIET: QueueLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export type QueueOf = {
  readonly url: string;
  readonly schema?: string;
  readonly log?: QueueLog;
};

export type OpenQueue = { readonly queue: Queue; readonly close: () => Promise<void> };

/** A queue as one process has it, with connections of its own. */
export async function openQueueOn(options: QueueOf): Promise<OpenQueue> {
  const { url, schema = newSchema(), log = QUIET } = options;
  const database = openDatabase({ url, log });
  const queue = await postgresQueue({ database, log, schema });
  return {
    queue,
    close: async () => {
      await queue.stop({ within: 0 });
      await database.close();
    },
  };
}

/** As its callers do: a trigger that wasn't taken is brought again. */
export async function addUntilTaken(queue: Queue, key: string): Promise<void> {
  try {
    await queue.enqueue({ key, reason: "1" });
  } catch {
    await wait(50);
    await addUntilTaken(queue, key);
  }
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20);
}

export async function drained(queue: Queue): Promise<void> {
  await until(async () => {
    const { waiting, running } = await queue.view();
    return waiting.length + running.length === 0;
  });
}
