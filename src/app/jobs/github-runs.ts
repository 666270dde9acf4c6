import type { HeardEvent, RepoJob } from "../../core/plan/jobs-of-event.ts";
import type { ChatAnswer } from "../../core/plan/plan-answer.ts";
import type { ItemRef } from "../../github/client/github.ts";
import type { AnswerResult } from "../../github/run-answer.ts";
import type { RunResult } from "../../github/run-result.ts";
import type { BoardProblem } from "../../text/comments/board-problem.ts";
import type { RepoId, ItemId, KeyTarget } from "./key.ts";
import type { RepositoryName } from "../webhook/repository-names.ts";

type AppSweep = {
  readonly installations: readonly number[];
  /** Failed webhooks that were taken in. */
  readonly deliveries: number;
  readonly requests: number;
  /** Why not all failed webhooks could be taken in; the sweep goes on without. */
  readonly problem?: unknown;
};

type InstallationSweep = {
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
export type GitHubRuns = {
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
  readonly run: (job: RepoJob & RepoId) => Promise<RunResult>;
  /** Passes on to an incident what somebody said of it in a chat. */
  readonly answer: (
    incident: ItemRef,
    answer: ChatAnswer,
  ) => Promise<AnswerResult & { readonly issue: ItemId }>;
  /** Says on an incident's board what could not be done. */
  readonly reportProblem: (issue: ItemId, problem: BoardProblem) => Promise<void>;
};
