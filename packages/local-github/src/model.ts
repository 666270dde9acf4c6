export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";
export type Permissions = Readonly<Record<string, string>>;
export type Json = Readonly<Record<string, unknown>>;
export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

/** A Bot's login is kept without "[bot]": REST adds it, GraphQL does not. */
export interface Account {
  readonly id: number;
  readonly nodeId: string;
  readonly login: string;
  readonly kind: "User" | "Bot" | "Organization" | "Team";
  /** Another one from the day on that somebody joins, leaves or is promoted. */
  role: Role;
}

/** Who sends a request: nobody, a person, the App itself (JWT), or an installation of an App. */
export type Actor =
  | { readonly kind: "anonymous" }
  | { readonly kind: "user"; readonly account: Account }
  | { readonly kind: "app" }
  | {
      readonly kind: "installation";
      readonly account: Account;
      readonly permissions: Permissions;
    };

export interface Label {
  readonly id: number;
  readonly nodeId: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly isDefault: boolean;
  readonly createdAt: number;
}

export interface Pull {
  readonly id: number;
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly isDraft: boolean;
  readonly merge: {
    readonly at: number;
    readonly by: Account;
    readonly sha: string;
  } | null;
  readonly reviewers: readonly Account[];
}

/** An issue, or a pull request: GitHub numbers, labels, locks and discusses both alike. */
export interface Issue {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: Account;
  readonly byApp: boolean;
  readonly state: "open" | "closed";
  readonly stateReason: StateReason | null;
  readonly isLocked: boolean;
  readonly lockReason: string | null;
  readonly labels: readonly number[];
  readonly assignees: readonly Account[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly closedBy: Account | null;
  readonly editedAt: number | null;
  readonly editor: Account | null;
  /** Every text that it had, once there is more than one. */
  readonly edits: readonly ContentEdit[];
  readonly pull: Pull | null;
}

export interface ContentEdit {
  readonly nodeId: string;
  readonly at: number;
  readonly editor: Account;
  readonly body: string;
}

export type PullRequest = Issue & { readonly pull: Pull };

export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly author: Account;
  readonly byApp: boolean;
  readonly body: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly editedAt: number | null;
  readonly editor: Account | null;
  readonly minimized: string | null;
  /** Whoever wrote it last may see the organization's teams: their mentions reach somebody. */
  readonly seesTeams: boolean;
}

export type EventData =
  | { readonly kind: "commented"; readonly comment: number }
  | { readonly kind: "labeled" | "unlabeled"; readonly label: Label }
  | { readonly kind: "assigned" | "unassigned"; readonly assignee: Account }
  | {
      readonly kind: "closed";
      readonly reason: StateReason | null;
      readonly closer: Closer | null;
    }
  | { readonly kind: "reopened" }
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | { readonly kind: "cross-referenced"; readonly source: number }
  | { readonly kind: "locked"; readonly reason: string | null }
  | { readonly kind: "unlocked" }
  | { readonly kind: "comment_deleted"; readonly author: Account; readonly comment: number }
  | { readonly kind: "marked_as_duplicate"; readonly canonical: number }
  | { readonly kind: "converted_to_discussion" }
  | { readonly kind: "merged"; readonly sha: string }
  | {
      readonly kind: "base_ref_changed" | "automatic_base_change_succeeded";
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: "base_ref_force_pushed" | "base_ref_deleted" }
  | { readonly kind: "review_requested"; readonly reviewer: Account };

export type Closer =
  | { readonly kind: "pull"; readonly number: number }
  | { readonly kind: "commit"; readonly sha: string };

export interface TimelineEvent {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly actor: Account;
  readonly byApp: boolean;
  readonly at: number;
  readonly data: EventData;
}

export interface Reaction {
  readonly id: number;
  readonly nodeId: string;
  readonly subject: string;
  readonly content: string;
  readonly author: Account;
  readonly at: number;
}

export interface CheckSuite {
  readonly id: number;
  readonly sha: string;
  readonly owner: "app" | "actions";
  readonly createdAt: number;
}

/** What has become of an issue whose number leads to nothing here any more. */
export type Gone =
  | { readonly kind: "deleted" }
  | { readonly kind: "transferred"; readonly repository: number; readonly number: number };

export interface Status {
  readonly id: number;
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly at: number;
}

export function isPull(issue: Issue): issue is PullRequest {
  return issue.pull !== null;
}

/** GitHub's timestamps have whole seconds. */
export function isoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

export function isoTimeOrNull(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}
