import type { Write } from "../../text/write.ts";
import type { GraphqlError } from "../client/failure.ts";
import type { RepoRef, Variables } from "../client/github.ts";
import { OWN_REACTION } from "../read/query-parts.ts";
import { defined } from "../../core/model/defined.ts";

export type GraphqlWrite = Exclude<Write, { readonly type: "request-reviewers" }>;

/** What must be known before a write can be said in GitHub's terms. */
export type Known = {
  readonly target: RepoRef;
  /** Node ids of issues by number, for duplicates. */
  readonly issueIds: ReadonlyMap<number, string>;
};

/** One field of a mutation. */
export type Mutation = {
  readonly field: string;
  readonly inputType: string;
  readonly input: Variables;
  /** The same for an Enterprise Server that doesn't know all of it. */
  readonly older?: Variables;
};

type Rule = {
  readonly field: string;
  readonly inputType: string;
  /** Whether the next plan depends on what this made. */
  readonly isFollowedUp?: true;
  /** It changes branches, which most runs may not. */
  readonly isOnBranch?: true;
  /** A refusal that means that what was wished is so already. */
  readonly alreadySo?: (error: GraphqlError) => boolean;
};

/** How each write is made, and which of GitHub's refusals mean that nothing is left to do. */
const RULES = {
  "add-comment": { field: "addComment", inputType: "AddCommentInput" },
  "edit-comment": { field: "updateIssueComment", inputType: "UpdateIssueCommentInput" },
  "delete-comment": {
    field: "deleteIssueComment",
    inputType: "DeleteIssueCommentInput",
    alreadySo: isNotFound,
  },
  react: { field: "addReaction", inputType: "AddReactionInput", alreadySo: isNotFound },
  "add-label": { field: "addLabelsToLabelable", inputType: "AddLabelsToLabelableInput" },
  "remove-label": {
    field: "removeLabelsFromLabelable",
    inputType: "RemoveLabelsFromLabelableInput",
    alreadySo: isNotFound,
  },
  close: { field: "closeIssue", inputType: "CloseIssueInput", alreadySo: says(/already closed/i) },
  reopen: {
    field: "reopenIssue",
    inputType: "ReopenIssueInput",
    alreadySo: says(/already open|not closed/i),
  },
  revert: {
    field: "revertPullRequest",
    isOnBranch: true,
    inputType: "RevertPullRequestInput",
    isFollowedUp: true,
    alreadySo: says(/already (?:been reverted|exists)/i),
  },
  "create-branch": {
    field: "createRef",
    isOnBranch: true,
    inputType: "CreateRefInput",
    isFollowedUp: true,
    alreadySo: says(/already exists/i),
  },
  "move-branch": {
    field: "updateRef",
    isOnBranch: true,
    inputType: "UpdateRefInput",
  },
  "commit-file": {
    field: "createCommitOnBranch",
    isOnBranch: true,
    inputType: "CreateCommitOnBranchInput",
  },
  "open-pull": {
    field: "createPullRequest",
    inputType: "CreatePullRequestInput",
    isFollowedUp: true,
    alreadySo: says(/pull request already exists/i),
  },
} as const satisfies Record<GraphqlWrite["type"], Rule>;

export function ruleOf(write: GraphqlWrite): Rule {
  return RULES[write.type];
}

/** Whether it takes the permission to write contents. */
export function needsContents(write: Write): boolean {
  return write.type !== "request-reviewers" && ruleOf(write).isOnBranch === true;
}

/** A write in GitHub's terms; undefined when its label doesn't exist. */
export function mutationOf(write: GraphqlWrite, known: Known): Mutation | undefined {
  const input = inputOf(write, known);
  if (input === undefined) return undefined;
  const { field, inputType } = ruleOf(write);
  const older = olderOf(write);
  return { field, inputType, input, ...(older && { older }) };
}

/** An issue can be closed as a duplicate on GitHub Enterprise Server 3.17 and later. */
function olderOf(write: GraphqlWrite): Variables | undefined {
  const isNewer = write.type === "close" && write.as === "duplicate";
  return isNewer ? { issueId: write.issue, stateReason: "NOT_PLANNED" } : undefined;
}

function inputOf(write: GraphqlWrite, known: Known): Variables | undefined {
  const { repository } = known.target;
  switch (write.type) {
    case "add-comment":
      return { subjectId: write.subject, body: write.body };
    case "edit-comment":
      return { id: write.id, body: write.body };
    case "delete-comment":
      return { id: write.id };
    case "react":
      return { subjectId: write.subject, content: OWN_REACTION };
    case "add-label":
    case "remove-label": {
      const id = labelId(known.target, write.label);
      return id === undefined ? undefined : { labelableId: write.subject, labelIds: [id] };
    }
    case "close":
      return closeInput(write, known);
    case "reopen":
      return { issueId: write.issue };
    case "revert":
      return { pullRequestId: write.pull, title: write.title, body: write.body };
    case "create-branch":
      return { repositoryId: repository.id, name: `refs/heads/${write.branch}`, oid: write.oid };
    case "move-branch":
      return { refId: write.ref, oid: write.oid, force: true };
    case "commit-file":
      return commitInput(write, known.target);
    case "open-pull":
      return {
        repositoryId: repository.id,
        headRefName: write.head,
        baseRefName: write.base,
        title: write.title,
        body: write.body,
      };
  }
}

export function labelId(target: RepoRef, label: string): string | undefined {
  const name = label.toLowerCase();
  return Object.hasOwn(target.labelIds, name) ? target.labelIds[name] : undefined;
}

function closeInput(write: Extract<Write, { readonly type: "close" }>, known: Known): Variables {
  const { duplicateOf } = write;
  const duplicate = duplicateOf === undefined ? undefined : known.issueIds.get(duplicateOf);
  return {
    issueId: write.issue,
    stateReason: write.as.toUpperCase(),
    ...defined({ duplicateIssueId: duplicate }),
  };
}

function commitInput(
  write: Extract<Write, { readonly type: "commit-file" }>,
  { repository }: RepoRef,
): Variables {
  const [headline = "", ...rest] = write.message.split("\n");
  const body = rest.join("\n").trim();
  return {
    branch: {
      repositoryNameWithOwner: `${repository.owner}/${repository.name}`,
      branchName: write.branch,
    },
    expectedHeadOid: write.expectedOid,
    message: { headline, ...(body === "" ? {} : { body }) },
    fileChanges: {
      additions: [
        { path: write.path, contents: Buffer.from(write.text, "utf8").toString("base64") },
      ],
    },
  };
}

function isNotFound(error: GraphqlError): boolean {
  return error.type === "NOT_FOUND";
}

function says(words: RegExp): (error: GraphqlError) => boolean {
  return (error) => error.type === "UNPROCESSABLE" && words.test(error.message);
}
