import { at, list, text } from "../../../github/client/narrow.ts";
import { makeIssue } from "../make.ts";
import { seen } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";

/** In the order in which one request makes them. */
const WANTED = [
  "LockedEvent",
  "UnlockedEvent",
  "IssueComment",
  "RenamedTitleEvent",
  "ClosedEvent",
  "ReopenedEvent",
];

export const eventOrder: LiveQuestion = {
  name: "event-order",
  asks: "In which order does the timeline show what happened within one second?",
  expected: "in the order in which it happened",
  makes: "one issue, with six changes in one request",
  play: async ({ main, slug, ...stage }) => {
    const issue = await makeIssue({ main, slug, ...stage }, "many changes at once");
    await main.graphql(CHANGES, { id: issue.id, title: `${stage.mark}: renamed` });
    const answer = await main.graphql(TIMELINE, { ...slug, number: issue.number });
    const nodes = list(at(answer, "repository", "issue", "timelineItems", "nodes"));
    const kinds = nodes.map((node) => text(at(node, "__typename")));
    const seconds = new Set(nodes.map((node) => text(at(node, "createdAt"))));
    const isExpected = kinds.join() === WANTED.join();
    return seen(`${kinds.join(", ")} (within ${seconds.size} s)`, isExpected);
  },
};

const CHANGES = `mutation Changes($id: ID!, $title: String!) {
  lock: lockLockable(input: { lockableId: $id }) { clientMutationId }
  unlock: unlockLockable(input: { lockableId: $id }) { clientMutationId }
  comment: addComment(input: { subjectId: $id, body: "One of six." }) { clientMutationId }
  rename: updateIssue(input: { id: $id, title: $title }) { clientMutationId }
  close: closeIssue(input: { issueId: $id }) { clientMutationId }
  reopen: reopenIssue(input: { issueId: $id }) { clientMutationId }
}`;

const TIMELINE = `query Timeline($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      timelineItems(
        first: 20
        itemTypes: [LOCKED_EVENT, UNLOCKED_EVENT, ISSUE_COMMENT, RENAMED_TITLE_EVENT, CLOSED_EVENT, REOPENED_EVENT]
      ) {
        nodes {
          __typename
          ... on LockedEvent { createdAt }
          ... on UnlockedEvent { createdAt }
          ... on IssueComment { createdAt }
          ... on RenamedTitleEvent { createdAt }
          ... on ClosedEvent { createdAt }
          ... on ReopenedEvent { createdAt }
        }
      }
    }
  }
}`;
