import type { RepoJob } from "../core/plan/jobs-of-event.ts";
import type { Instant } from "../core/time/time.ts";

/** What one run did, and what follows from it. */
export type RunResult = {
  readonly wrote: boolean;
  /** The writes changed what the plan was made from, or something could not be read: run the same job once more. */
  readonly again: boolean;
  /** When something falls due. */
  readonly wakeAt?: Instant | undefined;
  /** Jobs of the same repository whose state may follow from this one. */
  readonly related?: readonly RepoJob[];
  /** What the gate depends on here: when it is another text, all open pull requests are judged again. */
  readonly gate?: string | undefined;
  /** Labels or state were put right: what was judged meanwhile is judged again, whatever the gate depends on. */
  readonly isRepaired?: boolean | undefined;
  /** A workflow's job was still judging, perhaps by what it had read before: what it will say isn't known. */
  readonly isPending?: boolean;
  /** The bot that it was left to; nothing was written. */
  readonly leftTo?: string;
};

export const NOTHING_DONE: RunResult = { wrote: false, again: false };

export function issueJobs(numbers: readonly number[]): readonly RepoJob[] {
  return numbers.map((number) => ({ kind: "issue", number }));
}
