/**
 * What github.com's schema (npm @octokit/graphql-schema 15.26.1) has and that of spring 2024 (15.25.0) had not, of the
 * part that `graphql-kept.ts` names. GitHub Enterprise Server 3.14 came half a year later: what fits that schema fits
 * 3.14 and all since. `node test/github-description/compare.ts <schema.graphql>` prints it.
 */
export const OLDEST_SERVER_LACKS: readonly string[] = [
  "CloseIssueInput.duplicateIssueId",
  "CreateIssueInput.parentIssueId",
  "Issue.stateReason.enableDuplicate",
  "IssueClosedStateReason.DUPLICATE",
  "IssueStateReason.DUPLICATE",
  "IssueTimelineItemsItemType.PARENT_ISSUE_ADDED_EVENT",
  "IssueTimelineItemsItemType.PARENT_ISSUE_REMOVED_EVENT",
  "IssueTimelineItemsItemType.SUB_ISSUE_ADDED_EVENT",
  "IssueTimelineItemsItemType.SUB_ISSUE_REMOVED_EVENT",
  "PullRequestTimelineItemsItemType.PARENT_ISSUE_ADDED_EVENT",
  "PullRequestTimelineItemsItemType.PARENT_ISSUE_REMOVED_EVENT",
  "PullRequestTimelineItemsItemType.SUB_ISSUE_ADDED_EVENT",
  "PullRequestTimelineItemsItemType.SUB_ISSUE_REMOVED_EVENT",
];
