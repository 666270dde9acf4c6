import type { HeardEvent } from "../../core/plan/jobs-of-event.ts";
import type { Instant } from "../../core/time/time.ts";
import type { BoardProblem } from "../../text/comments/board-problem.ts";
import type { RepoId, ItemId, KeyTarget } from "./key.ts";
import type { RepositoryName } from "../webhook/repository-names.ts";

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
  /** Labels or state were put right: what was judged meanwhile is judged again. */
  readonly isRepaired?: true;
};

/** What a merge queue's group, or a push, brought in. */
export type Range = RepoId & {
  readonly number?: number;
  readonly base: string;
  readonly sha: string;
};

export type AppSweep = {
  readonly installations: readonly number[];
  /** Failed webhooks that were taken in. */
  readonly deliveries: number;
  readonly requests: number;
  /** Why not all failed webhooks could be taken in; the sweep goes on without. */
  readonly problem?: unknown;
};

export type InstallationSweep = {
  readonly targets: readonly KeyTarget[];
  readonly repositories: readonly (RepositoryName & Pick<RepoId, "repository">)[];
  /** What was looked at, and how many requests that took. */
  readonly counts: {
    /** Incidents that are open or not reported. */
    readonly incidents: number;
    /** Other issues with an unanswered command. */
    readonly comments: number;
    /** Pull requests without a check. */
    readonly pulls: number;
    readonly requests: number;
  };
  /** More had changed than one sweep looks at. */
  readonly isCut: boolean;
};

/**
 * The App's only way to GitHub; each run is `apply(github, renderWrites(plan(await read(...))))`.
 * Failures are exceptions as Octokit throws them: classify-failure.ts knows them.
 */
export type Shell = {
  /** The App's slug: its bot's login without "[bot]". */
  readonly self: () => Promise<string>;
  /** What a webhook tells of names and permissions. */
  readonly learn: (event: HeardEvent) => void;
  /** A token of this installation was refused: the next run asks for a new one. */
  readonly doubtTokens: (installation: number) => void;
  /** Takes in the webhooks that failed, and tells which installations to sweep. */
  readonly sweepApp: () => Promise<AppSweep>;
  /** All of one installation that a webhook may have been lost of. */
  readonly sweep: (installation: number) => Promise<InstallationSweep>;
  readonly runIssue: (issue: ItemId) => Promise<Seen>;
  /** Says on an incident's board what could not be done. */
  readonly tellTrouble: (issue: ItemId, trouble: BoardProblem) => Promise<void>;
  readonly runPull: (pull: ItemId) => Promise<Seen>;
  /** Takes up what was said on a pull request's page. */
  readonly runPage: (pull: ItemId) => Promise<Seen>;
  /** Whether one pull request may merge. */
  readonly check: (pull: ItemId) => Promise<Seen>;
  /** Whether each open pull request of a repository may merge. */
  readonly renew: (place: RepoId) => Promise<Seen>;
  /** The same for those with this head, whose check is asked to run again. */
  readonly checkHead: (head: RepoId & { readonly sha: string }) => Promise<Seen>;
  readonly checkGroup: (group: Range) => Promise<Seen>;
  /** Whether a push to the default branch went past the gate. */
  readonly lookAtPush: (push: Range) => Promise<Seen>;
};
