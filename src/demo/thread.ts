/** An issue or a pull request as GitHub's pages show it. */
export interface ShownThread {
  readonly kind: "issue" | "pull";
  readonly number: number;
  readonly nodeId: string;
  readonly title: string;
  readonly body: string;
  readonly author: ShownPerson;
  readonly at: string;
  readonly state: "open" | "closed" | "merged";
  readonly stateReason: string | undefined;
  readonly labels: readonly ShownLabel[];
  readonly assignees: readonly ShownPerson[];
  readonly reviewers: readonly ShownPerson[];
  /** Branches; pull requests only. */
  readonly head: string | undefined;
  readonly base: string | undefined;
  readonly reactions: readonly Reaction[];
  readonly timeline: readonly Entry[];
}

export interface ShownPerson {
  readonly login: string;
  readonly isBot: boolean;
}

export interface ShownLabel {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
}

export interface Reaction {
  readonly content: string;
  readonly count: number;
}

export interface ShownComment {
  readonly kind: "comment";
  readonly id: number;
  readonly author: ShownPerson;
  readonly at: string;
  readonly isEdited: boolean;
  readonly body: string;
  readonly reactions: readonly Reaction[];
}

export interface Reference {
  readonly number: number;
  readonly title: string;
  readonly isPull: boolean;
  readonly isMerged: boolean;
}

/** What a timeline shows between comments; `kind` is REST's event name. */
export type Happening = {
  readonly actor: ShownPerson;
  readonly at: string;
} & (
  | { readonly kind: "labeled" | "unlabeled"; readonly label: ShownLabel }
  | { readonly kind: "assigned" | "unassigned" | "review_requested"; readonly person: ShownPerson }
  | { readonly kind: "renamed"; readonly from: string; readonly to: string }
  | { readonly kind: "closed"; readonly reason: string | undefined }
  | { readonly kind: "merged"; readonly commit: string }
  | { readonly kind: "cross-referenced"; readonly source: Reference }
  | { readonly kind: "reopened" | "locked" | "unlocked" | "comment_deleted" }
);

export type Entry = ShownComment | Happening;

export function commentsOf(thread: ShownThread): readonly ShownComment[] {
  return thread.timeline.filter((entry) => entry.kind === "comment");
}
