/** Something may have changed under `key`; `at` (ms since 1970): look no earlier than then. */
export type Trigger = {
  readonly key: string;
  readonly reason: string;
  readonly at?: number;
};

/** One run of one key: every reason that came in since its last run, and which try this is (from 1). */
export type Job = {
  readonly key: string;
  readonly reasons: readonly string[];
  readonly attempt: number;
};

export type RunOutcome =
  /** `wakeAt` (ms since 1970) replaces what an earlier run of this key asked for; left out, it sleeps. */
  | { readonly kind: "done"; readonly wakeAt?: number; readonly triggers?: readonly Trigger[] }
  /** Nothing was tried, so no try is used up; triggers can't bring it forward. */
  | { readonly kind: "postponed"; readonly to: number };

/** `isLost`: another process may have the key by now, so the run must not change anything any more. */
export type Run = (job: Job, isLost?: () => boolean) => Promise<RunOutcome>;

/** What a failure means for the key. */
export type Judgement = {
  /** The failure itself named the time (ms since 1970) of the next try: triggers can't bring it forward. */
  readonly at?: number;
  /** Tries in all, this one included, before the key is given up: where they are fewer than the queue's. */
  readonly tries?: number;
  /** Give up without a trace: there is nothing left to look at. */
  readonly isForgotten?: true;
};

export type Dead = {
  readonly key: string;
  readonly attempts: number;
  readonly error: string;
};

/** At most 1,000 keys of each state; `count` tells how many there are. */
export type View = {
  /** Ready to run, or with a reason to run later: a trigger's time, a retry. */
  readonly waiting: readonly string[];
  readonly running: readonly string[];
  /** Nothing to do before the time that their last run asked for. */
  readonly asleep: readonly string[];
  /** The waiting ones whose last run failed. */
  readonly failed: readonly Dead[];
  readonly dead: readonly Dead[];
};

/** How many keys are in each state; may be some seconds old. Failed ones count as waiting too. */
export type Counts = {
  readonly waiting: number;
  readonly running: number;
  readonly asleep: number;
  readonly failed: number;
  readonly dead: number;
};

/** Called when a key is given up, with the last run; its own failure is only logged. */
export type OnDead = (dead: Dead, job: Job) => Promise<void>;

/** A thousand triggers for one key make one run; their reasons are only for the log. */
export const REASONS_KEPT = 20;
/** Keys that a view lists of each state. */
export const KEYS_SHOWN = 1000;

/** Fits pino's logger. */
export type QueueLog = {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};

/**
 * Keys that want a look, each worked on by one run at a time. A key is opaque; what there is to do is found by
 * the run, which reads the present state. So many triggers for a key make one run, and a trigger that arrives during
 * a run makes exactly one more.
 */
export type Queue = {
  /** False: the queue has stopped, the trigger is not taken. A dead key gets one more try per trigger. */
  readonly enqueue: (trigger: Trigger) => Promise<boolean>;
  /** Starts the runs; once per queue. */
  readonly work: (run: Run) => Promise<void>;
  /**
   * Takes nothing more, waits for running ones at most `within` ms, and gives back the keys that were not
   * finished (still running ones included).
   */
  readonly stop: (options: { readonly within: number }) => Promise<readonly string[]>;
  readonly view: () => Promise<View>;
  readonly count: () => Promise<Counts>;
  /** Whether a trigger would be taken now. */
  readonly isReady: () => Promise<boolean>;
  /** Gives a dead key all its tries again; false when it isn't dead. */
  readonly again: (key: string) => Promise<boolean>;
};
