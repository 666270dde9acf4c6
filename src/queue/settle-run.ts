import { setTimeout as wait } from "node:timers/promises";
import { RETRIES } from "../core/model/retry.ts";
import type { Claim, Claims } from "./claims.ts";
import type { Clocks } from "./clock.ts";
import { decideEnded, type Decision, type Ending, type FailureRules } from "./decide.ts";
import type { OnDead, QueueLog, Trigger } from "./queue.ts";
import { reportFailure, type Settled } from "./run-ending.ts";

type SettleOptions = FailureRules & {
  readonly claims: Claims;
  readonly enqueueAll: (triggers: readonly Trigger[]) => Promise<void>;
  readonly log: QueueLog;
  readonly onDead: OnDead | undefined;
  readonly clock: Pick<Clocks, "now">;
  /** The run was given back: nothing is left to settle. */
  readonly isOver: (claim: Claim) => boolean;
};

/** Gives back in how many ms the key wants its next run; Infinity: not by itself. */
export type Settle = (claim: Claim, ending: Ending) => Promise<number>;

/** SQLSTATE classes of statements that fail again however often they are tried. */
const LASTING = /^(?:22|23|42)/;

/** Writes down what a run's end means, as soon as the database lets us; while it doesn't, the key stays taken. */
export function settler(options: SettleOptions): Settle {
  const { claims, enqueueAll, log, onDead, clock, isOver } = options;

  async function settleOnce(claim: Claim, ending: Ending): Promise<Settled | undefined> {
    const { job } = claim;
    if (ending.kind === "outcome" && ending.outcome.kind === "done") {
      await enqueueAll(ending.outcome.triggers ?? []);
    }
    // Before the database is asked: rather a moment too late than a run for nothing.
    const own = clock.now();
    let settled: Settled | undefined;
    const isOurs = await claims.settle(claim, (state, now) => {
      const ahead = now - own;
      const decision: Decision = decideEnded(ending, { job, state, now, ahead }, options);
      settled = { job, ending, decision, ahead };
      return decision.next;
    });
    return isOurs ? settled : undefined;
  }

  return async (claim, ending) => {
    const { key } = claim.job;
    while (!isOver(claim)) {
      try {
        const settled = await settleOnce(claim, ending);
        if (settled === undefined) {
          log.warn({ key }, "somebody else has taken the key over: this run's end doesn't count");
          return Infinity;
        }
        void reportFailure(settled, onDead, log);
        const { next } = settled.decision;
        return next === undefined ? Infinity : next.due - settled.ahead - clock.now();
      } catch (error) {
        log.warn({ key, err: error }, "could not write down how a run ended");
        if (LASTING.test(codeOf(error))) return Infinity;
        await wait(RETRIES.settle.pause, undefined, { ref: false });
      }
    }
    return Infinity;
  };
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
