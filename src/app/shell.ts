import type { Instant } from "../core/time.ts";
import type { Place, Ref, Target } from "./key.ts";

/** What a run of one issue or pull request found. */
export type Seen = {
  readonly wakeAt?: Instant;
  /** The writes changed what the plan was made from: look once more. */
  readonly again: boolean;
  /** It wrote something. */
  readonly wrote: boolean;
  /** Others in the same repository whose state may follow from this one. */
  readonly related?: readonly {
    readonly kind: "issue" | "pull" | "check";
    readonly number: number;
  }[];
  /** What the gate depends on here; another text than last time means other verdicts. */
  readonly gate?: string;
};

/** What a merge queue's group, or a push, brought in. */
export type Range = Place & {
  readonly number?: number;
  readonly base: string;
  readonly sha: string;
};

/**
 * The App's only way to GitHub; each run is `apply(github, renderWrites(plan(await read(...))))`.
 * Failures are exceptions as Octokit throws them: classify-failure.ts knows them.
 */
export type Shell = {
  /** The App's slug: its bot's login without "[bot]". */
  readonly self: () => Promise<string>;
  readonly installations: () => Promise<readonly number[]>;
  /** All of one installation that may have missed something: unreported incidents, linked pull requests. */
  readonly sweep: (installation: number) => Promise<readonly Target[]>;
  readonly runIssue: (issue: Ref) => Promise<Seen>;
  readonly runPull: (pull: Ref) => Promise<Seen>;
  /** Whether one pull request may merge. */
  readonly check: (pull: Ref) => Promise<Seen>;
  /** Whether each open pull request of a repository may merge. */
  readonly renew: (place: Place) => Promise<Seen>;
  /** The same for those with this head, whose check is asked to run again. */
  readonly checkHead: (head: Place & { readonly sha: string }) => Promise<Seen>;
  readonly checkGroup: (group: Range) => Promise<Seen>;
  /** Whether a push to the default branch went past the gate. */
  readonly lookAtPush: (push: Range) => Promise<Seen>;
};
