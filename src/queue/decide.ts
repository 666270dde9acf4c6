import { pauseAfter, type Retry } from "../core/model/retry.ts";
import { REASONS_KEPT, type Job, type Judgement, type RunOutcome } from "./queue.ts";

/**
 * What an engine keeps of a key: what it waits for or, during a run, what was asked for since that began.
 * Times are milliseconds of the engine's own clock.
 */
export type KeyState = {
  /** Why it runs next; empty while it only sleeps until the time that its last run asked for. */
  readonly reasons: readonly string[];
  /** When it runs next. Infinity: not by itself; a key that doesn't run and never will is dead. */
  readonly due: number;
  /** Triggers can't bring it forward before this. */
  readonly heldUntil: number;
  readonly failures: number;
  readonly error: string;
};

export const NOTHING_ASKED = { reasons: [], due: Infinity } as const;
export const NEW_KEY: KeyState = { ...NOTHING_ASKED, heldUntil: -Infinity, failures: 0, error: "" };

/** How a run ended. */
export type Ending =
  | { readonly kind: "outcome"; readonly outcome: RunOutcome }
  | { readonly kind: "failure"; readonly error: unknown };

export type Situation = {
  readonly job: Job;
  /** The key at the end of the run. */
  readonly state: KeyState;
  readonly now: number;
  /** By how much the engine's clock is ahead of the process's, of which outcomes and judgements speak. */
  readonly ahead: number;
};

export type Decision = {
  /** Undefined: there is nothing to keep of the key. */
  readonly next: KeyState | undefined;
  /** Undefined: the run didn't fail. */
  readonly verdict?: "again" | "forgotten" | "given up" | "dead";
};

export type FailureRules = {
  /** `now` and the answer are of the process's clock. */
  readonly judge: (error: unknown, now: number) => Judgement;
  /** Its pause is also the shortest time between a failure and the next try, whoever asks. */
  readonly retry: Retry;
  readonly random: () => number;
};

/** A trigger wants a run at `at`, or as soon as the key may run after that. */
export function decideTriggered(state: KeyState, reason: string, at: number): KeyState {
  return {
    ...state,
    reasons: mergeReasons(state.reasons, [reason]),
    due: Math.min(state.due, Math.max(at, state.heldUntil)),
  };
}

export function decideEnded(ending: Ending, situation: Situation, rules: FailureRules): Decision {
  if (ending.kind === "failure") return decideFailed(ending.error, situation, rules);
  const { job, state, ahead } = situation;
  const { outcome } = ending;
  if (outcome.kind === "postponed") {
    const due = outcome.to + ahead;
    const reasons = mergeReasons(job.reasons, state.reasons);
    return { next: { ...state, reasons, due, heldUntil: due, failures: job.attempt - 1 } };
  }
  const due = Math.min((outcome.wakeAt ?? Infinity) + ahead, state.due);
  return { next: due === Infinity ? undefined : { ...NEW_KEY, reasons: state.reasons, due } };
}

function decideFailed(
  error: unknown,
  { job, state, now, ahead }: Situation,
  { judge, retry, random }: FailureRules,
): Decision {
  const { at, tries = retry.tries, isForgotten = false } = judge(error, now - ahead);
  const named = at === undefined ? undefined : at + ahead;
  const heldUntil = named ?? now + retry.pause;
  const failed = { failures: job.attempt, error: messageOf(error), heldUntil };
  const triggered = Math.max(state.due, heldUntil);
  if (job.attempt < Math.min(tries, retry.tries)) {
    const due = Math.min(named ?? now + pauseAfter(retry, job.attempt, random()), triggered);
    const reasons = mergeReasons(job.reasons, state.reasons);
    return { next: { ...failed, reasons, due }, verdict: "again" };
  }
  const next = { ...failed, reasons: state.reasons, due: triggered };
  const isOver = triggered === Infinity;
  if (isForgotten) return { next: isOver ? undefined : next, verdict: "forgotten" };
  return { next, verdict: isOver ? "dead" : "given up" };
}

/** The next run of a key; `lost`: runs since the last end whose workers were lost. */
export function nextJob(
  key: string,
  { reasons, failures }: Pick<KeyState, "reasons" | "failures">,
  lost = 0,
): Job {
  return {
    key,
    reasons: reasons.length === 0 ? ["wake"] : reasons,
    attempt: failures + lost + 1,
  };
}

/** The latest reasons, each once. */
export function mergeReasons(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].slice(-REASONS_KEPT);
}

const ERROR_KEPT = 500;

/** PostgreSQL takes neither NUL nor half a character, and what it can't take would block the key for ever. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").slice(0, ERROR_KEPT).toWellFormed();
}

export function messageOf(error: unknown): string {
  return storableText(error instanceof Error ? error.message : String(error));
}
