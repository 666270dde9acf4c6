import { CONFIG_PATH, TEMPLATE_PATH } from "../../core/config/config.ts";
import { aliased } from "../client/ask-each.ts";
import type { Aliased } from "../client/ask-each.ts";

/** The reaction by which this bot says that it understood a command. */
export const OWN_REACTION = "THUMBS_UP";

export const REPOSITORY_FIELDS = `
  fragment RepositoryFields on Repository {
    id name url
    owner { login }
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:${CONFIG_PATH}") { ...FileText }
    template: object(expression: "HEAD:${TEMPLATE_PATH}") { ...FileText }
  }
  fragment FileText on GitObject { __typename ... on Blob { text } }`;

/** What an issue's text was before; the newest edits are the ones that count. */
export const EDITS = `userContentEdits(first: 20) {
    nodes { id editedAt diff editor { ...PersonFields } }
  }`;

/** Those that nobody can push out by editing again and again: the bot remembers what it learned from them. */
export const FIRST_EDITS = `firstEdits: userContentEdits(last: 5) {
    nodes { id editedAt diff editor { ...PersonFields } }
  }`;

export const PERSON_FIELDS = `fragment PersonFields on Actor { __typename login }`;

export const PULL_FIELDS = `
  fragment PullFields on PullRequest {
    id number url title body state createdAt closedAt mergedAt
    headRefName headRefOid isCrossRepository
    author { ...PersonFields }
    mergedBy { ...PersonFields }
    labels(first: 20) { nodes { name } }
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

const TIMELINE_TYPES = [
  "ISSUE_COMMENT",
  "LABELED_EVENT",
  "UNLABELED_EVENT",
  "ASSIGNED_EVENT",
  "UNASSIGNED_EVENT",
  "CLOSED_EVENT",
  "REOPENED_EVENT",
  "RENAMED_TITLE_EVENT",
  "CROSS_REFERENCED_EVENT",
  "MARKED_AS_DUPLICATE_EVENT",
  "COMMENT_DELETED_EVENT",
].join(", ");

/** The arguments of a timeline's page; `after` is the query's variable for the later ones. */
export function timelinePage(after?: "$after"): string {
  const cursor = after === undefined ? "" : `, after: ${after}`;
  return `timelineItems(first: 100${cursor}, itemTypes: [${TIMELINE_TYPES}]) { ...TimelineFields }`;
}

export const TIMELINE_FIELDS = `
  fragment TimelineFields on IssueTimelineItemsConnection {
    pageInfo { hasNextPage endCursor }
    nodes {
      __typename
      ... on IssueComment {
        id createdAt body url lastEditedAt
        author { ...PersonFields }
        editor { ...PersonFields }
        reactionGroups { content viewerHasReacted createdAt }
      }
      ... on LabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on UnlabeledEvent { id createdAt actor { ...PersonFields } label { name } }
      ... on AssignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on UnassignedEvent { id createdAt actor { ...PersonFields } assignee { ...PersonFields } }
      ... on ClosedEvent {
        id createdAt stateReason
        actor { ...PersonFields }
        closer { ... on PullRequest { number repository { id } author { ...PersonFields } } }
      }
      ... on ReopenedEvent { id createdAt actor { ...PersonFields } }
      ... on RenamedTitleEvent { id createdAt actor { ...PersonFields } previousTitle currentTitle }
      ... on CrossReferencedEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        source { ... on PullRequest { ...PullFields } }
      }
      ... on MarkedAsDuplicateEvent {
        id createdAt isCrossRepository
        actor { ...PersonFields }
        canonical { ... on Issue { number } }
      }
      ... on CommentDeletedEvent {
        id createdAt
        actor { ...PersonFields }
        deletedCommentAuthor { ...PersonFields }
      }
    }
  }`;

/** A field for each label: `label0: label(name: $label0) { id name }`. */
export function labelFields(names: readonly string[]): Aliased {
  return aliased(names, {
    alias: "label",
    field: "label(name: $label) { id name }",
    types: { label: "String!" },
    values: (label) => ({ label }),
  });
}
