import type { Job, Judgement, OnDead, RunOutcome, Queue, View } from "../../src/queue/queue.ts";

export type Rig = {
  readonly queue: Queue;
  readonly now: () => number;
  /** Lets time go by, and everything that follows. An engine with a clock of its own may scale and wait. */
  readonly advance: (ms: number) => Promise<void>;
  /** Messages logged as errors. */
  readonly errors: () => readonly string[];
  readonly close: () => Promise<void>;
};

export type RigOptions = {
  readonly concurrency?: number;
  readonly judge?: (error: unknown, now: number) => Judgement;
  readonly onDead?: OnDead;
};

/** Runs a story against a new queue, and ends it. */
export type WithRig = (options: RigOptions, story: (rig: Rig) => Promise<void>) => Promise<void>;

export const NOTHING: View = { waiting: [], running: [], asleep: [], failed: [], dead: [] };
export const DONE: RunOutcome = { kind: "done" };
export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

/** Runs that wait until the test lets them go on. */
export function gatedRun(): {
  readonly run: (job: Job) => Promise<RunOutcome>;
  readonly begun: readonly Job[];
  readonly finish: (outcome?: RunOutcome) => void;
  readonly fail: (error: Error) => void;
} {
  const begun: Job[] = [];
  const open: PromiseWithResolvers<RunOutcome>[] = [];
  return {
    begun,
    run: (job) => {
      begun.push(job);
      const gate = Promise.withResolvers<RunOutcome>();
      open.push(gate);
      return gate.promise;
    },
    finish: (outcome = DONE) => open.shift()?.resolve(outcome),
    fail: (error) => open.shift()?.reject(error),
  };
}
