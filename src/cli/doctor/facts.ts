import type { Result } from "../../core/model/result.ts";
import type { Files } from "./read-here.ts";
import type { ActionsSettings, BranchRules } from "../../github/read/read-rules.ts";
import type { AppFacts } from "../../github/installation/app-facts.ts";
import type { Remote } from "./read-remote.ts";

/** Why something isn't known. */
type Unseen = {
  readonly why: string;
  /** HTTP's, where GitHub answered. */
  readonly status?: number;
};

export type Readable<T> = Result<T, Unseen>;

export type HeldPulls = {
  readonly open: number;
  readonly held: readonly number[];
  /** Whether all that are open were looked at. */
  readonly isAll: boolean;
};

/** All that the checks look at, read at one moment. */
export type Facts = {
  /** "acme/shop"; undefined where it is not known which repository is meant. */
  readonly slug: string | undefined;
  /** In the work tree; undefined where there is none. */
  readonly here: Files | undefined;
  readonly remote: Readable<Remote>;
  readonly rules: Readable<BranchRules>;
  readonly actions: Readable<ActionsSettings>;
  /** "active" or why not, by the names of the workflows' files; none that may not be seen. */
  readonly states: Readable<ReadonlyMap<string, string>>;
  /** What is wrong with the App's settings in the environment; undefined where there are none. */
  readonly settings: readonly string[] | undefined;
  readonly app: Readable<AppFacts>;
  readonly held: Readable<HeldPulls>;
  /** Those of "acme/dakor@v1" in the workflows that GitHub doesn't know: their jobs can't start. */
  readonly unknownActions: Readable<readonly string[]>;
  /** Seconds that this machine's clock is ahead of GitHub's. */
  readonly clock: Readable<number>;
};

/** The files that are looked at: those at hand, else those of the default branch. */
export function filesOf({ here, remote }: Facts): Files | undefined {
  return here ?? (remote.ok ? remote.value.files : undefined);
}
