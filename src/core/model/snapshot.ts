import type { Config, ConfigReading } from "../config/config.ts";
import type { Incident } from "./incident.ts";
import type { PastDrill } from "../report/drill-score.ts";
import type { Role } from "./role.ts";
import type { OwnBots } from "./own-bots.ts";
import type { Instant } from "../time/time.ts";
import type { Person, TimelineEvent } from "./timeline.ts";

export type Repository = {
  /** GraphQL node id. */
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly url: string;
  readonly defaultBranch: string;
  /** Not everybody may read it. */
  readonly isPrivate: boolean;
  /** Commit at the tip of the default branch; absent in an empty repository. */
  readonly headOid?: string;
};

/** One text that an issue had; without a body where somebody removed it from GitHub's history. */
export type Edit = { readonly at: Instant; readonly by: Person; readonly body?: string };

export type Issue = {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly author: Person;
  readonly createdAt: Instant;
  /** What became of its text, oldest first, the first text included; none where it is as it was written. */
  readonly edits?: readonly Edit[];
  readonly state: "open" | "closed";
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
};

export type Pull = {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly author: Person;
  readonly state: "open" | "closed" | "merged";
  readonly createdAt: Instant;
  readonly closedAt?: Instant;
  readonly mergedAt?: Instant;
  readonly mergedBy?: Person;
  readonly head: string;
  readonly headOid: string;
  /** The head branch lies in the same repository, not in a fork. */
  readonly isLocal: boolean;
  readonly labels: readonly string[];
  /** What this bot's own comments on it say about incidents. */
  readonly links: readonly PullLink[];
  /** By what else is said on it: ids of comments, keys of this bot's answers. */
  readonly signs?: readonly string[];
  /** Pull requests that say they revert this one. */
  readonly revertedBy: readonly number[];
  /** Those of them that are merged. */
  readonly reverts?: readonly {
    readonly number: number;
    readonly by: Person;
    readonly at: Instant;
  }[];
};

/**
 * A pull request's part in an incident, from the marker in this bot's own comment on the pull request. "named" only
 * repeats there what a command on the incident says; "kludge" is the link itself.
 */
export type PullLink = {
  readonly incident: number;
  readonly role: "kludge" | "named" | "undo" | "asked";
  readonly at: Instant;
};

/** What there is of the report: its branch, its pull request, and the file as it stands on the branch. */
export type ReportState = {
  readonly branch: string;
  /** Commit at the branch's tip; absent where the branch doesn't exist. */
  readonly branchOid?: string;
  /** GraphQL node id of the branch, where it exists. */
  readonly branchId?: string;
  readonly pull?: Pull;
  readonly file?: { readonly path: string; readonly text: string };
  /** The incident's report on the default branch: what lets merges go, if it is complete. */
  readonly published?: { readonly path: string; readonly text: string };
  /** Somebody asked to review it, or did. */
  readonly hasReviewers: boolean;
};

/** How many files of the default branch each pattern matched when it was first held. */
export type FileCounts = {
  readonly matched: ReadonlyMap<string, number>;
  /** Of so many files. */
  readonly of: number;
  /** GitHub lists all files, or only the first hundred thousand. */
  readonly isWhole: boolean;
};

/** All that the rules may know of one incident: plain data, read at one moment. */
export type Snapshot = {
  readonly now: Instant;
  readonly ownBots: OwnBots;
  readonly repository: Repository;
  readonly config: ConfigReading;
  /** The team's own report template (Liquid), if there is one. */
  readonly reportTemplate?: string;
  readonly issue: Issue;
  readonly timeline: readonly TimelineEvent[];
  /** Roles of everybody whose words count here, by lower-case login; absent means not asked: no permission. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Every pull request that a command names or that is linked to this incident, as far as it exists. */
  readonly pulls: readonly Pull[];
  readonly report: ReportState;
  /** Counted just now; left out where nothing has to be. */
  readonly files?: FileCounts;
  /** The last drills before this one, the newest first; read when a drill ends. */
  readonly drills?: readonly PastDrill[];
};

/** What the rules may know of a pull request that could be a rollback. */
export type PullSnapshot = {
  readonly ownBots: OwnBots;
  readonly now: Instant;
  readonly repository: Repository;
  readonly config: Config;
  readonly pull: Pull;
  /** Names of its first files. */
  readonly files: readonly string[];
  readonly authorRole: Role;
  /** The repository's unreported incidents. */
  readonly incidents: readonly Incident[];
};
