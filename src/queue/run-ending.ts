import { messageOf, type Decision, type Ending, type Situation } from "./decide.ts";
import type { Job, OnDead, QueueLog, Run } from "./queue.ts";

export async function endingOf(run: Run, job: Job, isLost: () => boolean): Promise<Ending> {
  try {
    return { kind: "outcome", outcome: await run(job, isLost) };
  } catch (error) {
    return { kind: "failure", error };
  }
}

export type Settled = Pick<Situation, "job" | "ahead"> & {
  readonly ending: Ending;
  readonly decision: Decision;
};

/** Tells the log what a failed run means, and whoever wants to know that a key is dead. Never fails. */
export async function reportFailure(
  { job, ending, decision, ahead }: Settled,
  onDead: OnDead | undefined,
  log: QueueLog,
): Promise<void> {
  const { next, verdict } = decision;
  if (verdict === undefined || ending.kind !== "failure") return;
  const { key, attempt, reasons } = job;
  const fields = { key, attempt, reasons };
  const failed = { ...fields, err: ending.error };
  if (verdict === "again") {
    const retryAt = next === undefined ? undefined : next.due - ahead;
    log.warn({ ...failed, retryAt }, "run failed, will try again");
  } else if (verdict === "forgotten") log.info(fields, "nothing there any more");
  else log.error(failed, "given up");
  if (verdict !== "dead") return;
  try {
    await onDead?.({ key, attempts: attempt, error: messageOf(ending.error) }, job);
  } catch (error) {
    log.warn({ key, err: error }, "could not tell that this key is given up");
  }
}
