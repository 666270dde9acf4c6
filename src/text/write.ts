import type { CloseReason } from "../core/model/timeline.ts";

/** One change to make on GitHub, in its final words. `subject`, `id`, `issue`, `pull` are GraphQL node ids. */
export type Write =
  | { readonly type: "add-comment"; readonly subject: string; readonly body: string }
  | { readonly type: "edit-comment"; readonly id: string; readonly body: string }
  | { readonly type: "delete-comment"; readonly id: string }
  | { readonly type: "react"; readonly subject: string }
  | { readonly type: "add-label"; readonly subject: string; readonly label: string }
  | { readonly type: "remove-label"; readonly subject: string; readonly label: string }
  | {
      readonly type: "close";
      readonly issue: string;
      readonly as: CloseReason;
      /** Number of the issue that it duplicates. */
      readonly duplicateOf?: number;
    }
  | { readonly type: "reopen"; readonly issue: string }
  | {
      readonly type: "revert";
      readonly pull: string;
      readonly title: string;
      readonly body: string;
      readonly asked: AskedRevert;
    }
  | { readonly type: "create-branch"; readonly branch: string; readonly oid: string }
  /** A branch whose pull request is merged begins anew at the default branch's tip. */
  | {
      readonly type: "move-branch";
      readonly branch: string;
      readonly ref: string;
      readonly oid: string;
    }
  | {
      readonly type: "commit-file";
      readonly branch: string;
      /** The branch's tip as it was read: a commit by anybody else in between makes this fail. */
      readonly expectedOid: string;
      readonly path: string;
      readonly text: string;
      readonly message: string;
    }
  | {
      readonly type: "open-pull";
      readonly head: string;
      readonly base: string;
      readonly title: string;
      readonly body: string;
    }
  | {
      readonly type: "request-reviewers";
      readonly pull: number;
      readonly users: readonly string[];
      /** Slugs of the owner's teams. */
      readonly teams: readonly string[];
    };

/** Who wants which pull request to be rolled back, where, and as which kludge. */
export type AskedRevert = {
  readonly issue: string;
  readonly by: string;
  readonly kludge: string;
  readonly source: string;
  readonly pull: number;
  readonly url: string;
  /** What it would be merged into. */
  readonly branch: string;
};

/** Name, colour and purpose of every label that this bot makes. */
export type LabelStyle = { readonly color: string; readonly description: string };
