import type { Dead, Job, OnDead, QueueLog } from "./queue.ts";

type DeadRun = { readonly dead: Dead; readonly job: Job };

/** Never fails: a key is dead, whether or not anybody could be told. */
export async function callOnDead(
  onDead: OnDead | undefined,
  { dead, job }: DeadRun,
  log: QueueLog,
): Promise<void> {
  try {
    await onDead?.(dead, job);
  } catch (error) {
    log.warn({ key: job.key, err: error }, "could not tell that this key is given up");
  }
}
