import { AsyncLocalStorage } from "node:async_hooks";
import type { RunOutcome, Run } from "../../queue/queue.ts";

/** What every line names that is logged meanwhile, whoever logs it. */
type Trace = {
  readonly key?: string;
  /** GitHub's X-GitHub-Delivery. */
  readonly deliveries: readonly string[];
};

const traces = new AsyncLocalStorage<Trace>();
const DELIVERY = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;
/** What follows from a burst follows from its last ones as well. */
const HANDED_ON = 3;

export function inTrace<T>(trace: Trace, call: () => T): T {
  return traces.run(trace, call);
}

export function currentTrace(): Trace | undefined {
  return traces.getStore();
}

/** A trigger's reason names the delivery that it comes from. */
export function deliveriesOf(reasons: readonly string[]): readonly string[] {
  return [...new Set(reasons.flatMap((reason) => reason.match(DELIVERY) ?? []))];
}

/** Its lines name key and deliveries; so do the reasons of what follows from it. */
export function traced(run: Run): Run {
  return async (job, isLost) => {
    const deliveries = deliveriesOf(job.reasons);
    const outcome = await inTrace({ key: job.key, deliveries }, () => run(job, isLost));
    return handOn(outcome, deliveries.slice(-HANDED_ON));
  };
}

function handOn(outcome: RunOutcome, deliveries: readonly string[]): RunOutcome {
  if (outcome.kind !== "done" || outcome.triggers === undefined || deliveries.length === 0) {
    return outcome;
  }
  const after = ` after ${deliveries.join(" ")}`;
  const triggers = outcome.triggers.map((trigger) => ({
    ...trigger,
    reason: `${trigger.reason}${after}`,
  }));
  return { ...outcome, triggers };
}
