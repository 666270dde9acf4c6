import { setTimeout as wait } from "node:timers/promises";
import type { Clocks } from "./clock.ts";
import type { Database, SqlQuery } from "./database.ts";
import { decideNext, type NextDecision, type Ending, type FailureRules } from "./decide-next.ts";
import type { MergedTrigger } from "./trigger-batch.ts";
import { mergeTriggers } from "./trigger-batch.ts";
import type { Boss, Claim } from "./open-boss.ts";
import type { Job, OnDead, QueueLog } from "./queue.ts";
import type { StatementName } from "./statements.ts";
import { parseStored } from "./stored-key.ts";
import { callOnDead } from "./call-on-dead.ts";

export type SettleOptions = FailureRules & {
  readonly database: Database;
  readonly boss: Boss;
  readonly sql: Readonly<Record<StatementName, string>>;
  readonly writeTriggers: (triggers: readonly MergedTrigger[]) => Promise<void>;
  readonly log: QueueLog;
  readonly onDead: OnDead | undefined;
  readonly clock: Pick<Clocks, "now">;
  /** The run was given back, or the queue has ended: nothing is left to settle. */
  readonly isOver: (claim: Claim) => boolean;
};

type EndedRun = { readonly claim: Claim; readonly job: Job; readonly ending: Ending };

/** Gives back in how many ms the key wants its next run; Infinity: not by itself. */
export type Settle = (end: EndedRun) => Promise<number>;

const RETRY_AFTER = 500;
/** SQLSTATE classes of statements that fail again however often they are tried. */
const LASTING = /^(?:22|23|42)/;

/** Writes down what a run's end means, as soon as the database lets us; while it doesn't, the key stays taken. */
export function settler(options: SettleOptions): Settle {
  const { database, boss, sql, writeTriggers, log, onDead, clock, isOver } = options;

  async function settleOnce({ claim, job, ending }: EndedRun): Promise<Settled | undefined> {
    const triggers =
      ending.kind === "outcome" && "triggers" in ending.outcome ? ending.outcome.triggers : [];
    if (triggers !== undefined && triggers.length > 0) await writeTriggers(mergeTriggers(triggers));
    // Before the database is asked: rather a moment too late than a look for nothing.
    const own = clock.now();
    return database.transaction(async (query) => {
      const { id, retryCount } = claim;
      const [row] = await query(sql.lock, [id, retryCount]);
      if (row === undefined) return undefined;
      const now = Number(row["now"]);
      const situation = {
        stored: parseStored(row["data"]),
        attempt: job.attempt,
        run: retryCount,
        now,
        ahead: now - own,
      };
      const decision = decideNext(ending, situation, options);
      await apply(decision, claim, query);
      return { decision, now };
    });
  }

  async function apply({ next }: NextDecision, claim: Claim, query: SqlQuery): Promise<void> {
    if (next.kind === "gone") {
      await boss.remove(claim, query);
      return;
    }
    const { at, stored } = next;
    const isFailed = stored.failures > 0 && at < Infinity;
    const { id, retryCount } = claim;
    await query(sql.put, [id, retryCount, JSON.stringify(stored), at, isFailed]);
  }

  async function report({ decision, now }: Settled, { job, ending }: EndedRun): Promise<void> {
    const { verdict, next } = decision;
    if (verdict === undefined || ending.kind !== "failure") return;
    const { key, attempt, reasons } = job;
    const fields = { key, attempt, reasons };
    const failed = { ...fields, err: ending.error };
    const retryAt = next.kind === "waits" ? next.at : now;
    if (verdict === "again") log.warn({ ...failed, retryAt }, "run failed, will try again");
    else if (verdict === "forgotten") log.info(fields, "nothing there any more");
    else log.error(failed, "given up");
    if (verdict !== "dead") return;
    await callOnDead(onDead, { dead: { key, attempts: attempt, error: ending.message }, job }, log);
  }

  return async (end) => {
    const { key } = end.job;
    while (!isOver(end.claim)) {
      try {
        const settled = await settleOnce(end);
        if (settled === undefined) {
          log.warn({ key }, "somebody else has taken the key over: this run's end doesn't count");
          return Infinity;
        }
        void report(settled, end);
        const { next } = settled.decision;
        return next.kind === "gone" ? Infinity : next.at - settled.now;
      } catch (error) {
        log.warn({ key, err: error }, "could not write down how a run ended");
        if (LASTING.test(codeOf(error))) return Infinity;
        await wait(RETRY_AFTER, undefined, { ref: false });
      }
    }
    return Infinity;
  };
}

type Settled = { readonly decision: NextDecision; readonly now: number };

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
