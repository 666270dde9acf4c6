import type { Instant } from "../core/time.ts";
import type { Ref, Target } from "./key.ts";

/** What a run of one issue or pull request found. */
export type Seen = {
  readonly wakeAt?: Instant;
  /** The writes changed what the plan was made from: look once more. */
  readonly again: boolean;
  /** It wrote something. */
  readonly wrote: boolean;
  /** Others in the same repository whose state may follow from this one. */
  readonly related?: readonly { readonly kind: "issue" | "pull"; readonly number: number }[];
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
};
