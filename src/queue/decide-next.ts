import { backoffDelay, type Backoff } from "./backoff.ts";
import { DEFAULT_TRIES, type Judgement, type RunOutcome } from "./queue.ts";
import { mergeReasons, type StoredKey } from "./stored-key.ts";

/** How a run ended. */
export type Ending =
  | { readonly kind: "outcome"; readonly outcome: RunOutcome }
  | { readonly kind: "failure"; readonly error: unknown; readonly message: string };

/** What becomes of the key. */
export type Next =
  | { readonly kind: "gone" }
  /** `at` in ms since 1970; dead is waiting without end. */
  | { readonly kind: "waits"; readonly at: number; readonly stored: StoredKey };

export type NextDecision = {
  readonly next: Next;
  /** Undefined: the run didn't fail. */
  readonly verdict?: "again" | "forgotten" | "given up" | "dead";
};

export type Situation = {
  readonly stored: StoredKey;
  /** Which try of the key this run was, from 1, and which run of its row. */
  readonly attempt: number;
  readonly run: number;
  /** The database's time, ms since 1970. */
  readonly now: number;
  /** By how much the database's clock is ahead of this process's, which an outcome's times are of. */
  readonly ahead: number;
};

export type FailureRules = {
  readonly judge: (error: unknown, now: number) => Judgement;
  readonly backoff: Backoff;
  readonly random: () => number;
};

export function decideNext(
  ending: Ending,
  situation: Situation,
  rules: FailureRules,
): NextDecision {
  if (ending.kind === "failure") return decideFailed(ending, situation, rules);
  const { stored, attempt, now, ahead } = situation;
  const { outcome } = ending;
  if (outcome.kind === "postponed") {
    const at = outcome.to + ahead;
    const reasons = mergeReasons(stored.reasons, stored.next);
    const { error } = stored;
    return { next: waits(situation, { reasons, at, error, failures: attempt - 1, heldUntil: at }) };
  }
  const at = Math.min((outcome.wakeAt ?? Infinity) + ahead, triggeredAt(stored));
  if (at === Infinity) return { next: { kind: "gone" } };
  const reasons = stored.next.length === 0 && at <= now ? ["wake"] : stored.next;
  return { next: waits(situation, { reasons, at, error: "" }) };
}

function decideFailed(
  { error, message }: Ending & { readonly kind: "failure" },
  situation: Situation,
  { judge, backoff, random }: FailureRules,
): NextDecision {
  const { stored, attempt, now } = situation;
  const judgement = judge(error, now);
  const heldUntil = judgement.at ?? now + backoff.base;
  const triggered = Math.max(triggeredAt(stored), heldUntil);
  const failed = { failures: attempt, error: message, heldUntil };
  if (attempt < (judgement.tries ?? DEFAULT_TRIES)) {
    const at = Math.min(judgement.at ?? now + backoffDelay(backoff, attempt, random), triggered);
    const reasons = mergeReasons(stored.reasons, stored.next);
    return { next: waits(situation, { ...failed, reasons, at }), verdict: "again" };
  }
  const next = waits(situation, { ...failed, reasons: stored.next, at: triggered });
  if (judgement.isForgotten) {
    return { next: triggered < Infinity ? next : { kind: "gone" }, verdict: "forgotten" };
  }
  return { next, verdict: triggered < Infinity ? "given up" : "dead" };
}

function triggeredAt({ next, nextAt }: StoredKey): number {
  return next.length === 0 ? Infinity : (nextAt ?? 0);
}

function waits(
  { run }: Situation,
  { at, ...kept }: Partial<StoredKey> & { readonly at: number },
): Next {
  const fresh = { next: [], nextAt: undefined, failures: 0, error: "", heldUntil: undefined };
  return { kind: "waits", at, stored: { ...fresh, reasons: [], ...kept, endedRuns: run } };
}
