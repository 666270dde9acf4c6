import { CONFIG_PATH, TEMPLATE_PATH } from "../../core/config/config.ts";
import { aliased } from "../client/ask-each.ts";
import type { Aliased } from "../client/ask-each.ts";

/** The reaction by which this bot says that it understood a command. */
export const OWN_REACTION = "THUMBS_UP";

export const REPOSITORY_FIELDS = `
  fragment RepositoryFields on Repository {
    id name url isPrivate
    owner { login }
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:${CONFIG_PATH}") { ...FileText }
    template: object(expression: "HEAD:${TEMPLATE_PATH}") { ...FileText }
  }
  fragment FileText on GitObject { __typename ... on Blob { text } }`;

/** An issue's own words, and what they were before: the newest edits are the ones that count. */
export const ISSUE_WORDS = `
    id number url title body state createdAt
    author { ...PersonFields }
    userContentEdits(first: 20) { nodes { id editedAt diff editor { ...PersonFields } } }`;

/** Those that nobody can push out by editing again and again: the bot remembers what it learned from them. */
export const FIRST_EDITS = `firstEdits: userContentEdits(last: 5) {
    nodes { id editedAt diff editor { ...PersonFields } }
  }`;

export const PERSON_FIELDS = `fragment PersonFields on Actor { __typename login }`;

/** A pull request's own words. */
export const PULL_WORDS = `
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    labels(first: 20) { nodes { name } }`;

export const PULL_FIELDS = `
  fragment PullFields on PullRequest {
    ${PULL_WORDS}
    mergedBy { ...PersonFields }
    comments(first: 20) { ...LinkComments }
    revertedBy: timelineItems(last: 20, itemTypes: [CROSS_REFERENCED_EVENT]) {
      nodes {
        ... on CrossReferencedEvent {
          source {
            ... on PullRequest {
              number url title body headRefName isCrossRepository mergedAt
              author { ...PersonFields }
            }
          }
        }
      }
    }
  }
  fragment LinkComments on IssueCommentConnection {
    pageInfo { hasNextPage endCursor }
    nodes { id body url createdAt lastEditedAt author { ...PersonFields } editor { ...PersonFields } }
  }`;

/** What happens to an issue, and what is read of it. */
const EVENTS = {
  ISSUE_COMMENT: `... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
        reactionGroups { content viewerHasReacted createdAt }
      }`,
  LABELED_EVENT: `... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }`,
  UNLABELED_EVENT: `... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }`,
  ASSIGNED_EVENT: `... on AssignedEvent {
        id createdAt actor { ...PersonFields } assignee { ...PersonFields }
      }`,
  UNASSIGNED_EVENT: `... on UnassignedEvent {
        id createdAt actor { ...PersonFields } assignee { ...PersonFields }
      }`,
  CLOSED_EVENT: `... on ClosedEvent {
        id createdAt stateReason
        actor { ...PersonFields }
        closer { ... on PullRequest { number repository { id } author { ...PersonFields } } }
      }`,
  REOPENED_EVENT: `... on ReopenedEvent { id createdAt actor { ...PersonFields } }`,
  RENAMED_TITLE_EVENT: `... on RenamedTitleEvent {
        id createdAt actor { ...PersonFields } previousTitle currentTitle
      }`,
} as const;

/** They decide nothing about a merge, so only the bot reads them. */
const FURTHER_EVENTS = {
  CROSS_REFERENCED_EVENT: `... on CrossReferencedEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        source { ... on PullRequest { ...PullFields } }
      }`,
  MARKED_AS_DUPLICATE_EVENT: `... on MarkedAsDuplicateEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        canonical { ... on Issue { number } }
      }`,
  COMMENT_DELETED_EVENT: `... on CommentDeletedEvent {
        id createdAt
        actor { ...PersonFields }
        deletedCommentAuthor { ...PersonFields }
      }`,
} as const;

type Timeline = {
  readonly fragment: string;
  readonly firstPage: string;
  /** After the query's variable `$after`. */
  readonly laterPage: string;
};

/** The timeline that the gate judges an incident by. */
export const GATE_TIMELINE = timelineOfEvents(EVENTS);
/** All that the bot reads of an incident; it wants `PULL_FIELDS` too. */
export const TIMELINE = timelineOfEvents({ ...EVENTS, ...FURTHER_EVENTS });

function timelineOfEvents(events: Readonly<Record<string, string>>): Timeline {
  const page = (cursor: string): string =>
    `timelineItems(first: 100${cursor}, itemTypes: [${Object.keys(events).join(", ")}]) { ...TimelineFields }`;
  return {
    fragment: `
  fragment TimelineFields on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ${Object.values(events).join("\n      ")}
    }
  }`,
    firstPage: page(""),
    laterPage: page(", after: $after"),
  };
}

/** A field for each label: `label0: label(name: $label0) { id name }`. */
export function labelFields(names: readonly string[]): Aliased {
  return aliased(names, {
    alias: "label",
    field: "label(name: $label) { id name }",
    types: { label: "String!" },
    values: (label) => ({ label }),
  });
}
