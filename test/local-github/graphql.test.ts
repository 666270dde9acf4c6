import { expect, test } from "vitest";
import { idsOf, repo, startValidated } from "./start-validated.ts";

test("an issue's conversation reads as on GitHub", async () => {
  const { github, as, app } = await startValidated();
  const { issues } = as("lea").rest;
  await issues.create({ ...repo, title: "Down", body: "Help", labels: ["incident"] });
  await app.rest.issues.createComment({ ...repo, issue_number: 1, body: "Board" });
  await issues.create({ ...repo, title: "Other", body: "```\n#1\n```\nlike `#1`" });
  await issues.create({ ...repo, title: "Related", body: `see ${github.url}/acme/shop/issues/1` });
  await issues.update({ ...repo, issue_number: 1, title: "All down", assignees: ["john"] });
  const { data: comment } = await issues.createComment({ ...repo, issue_number: 1, body: "oops" });
  await issues.deleteComment({ ...repo, comment_id: comment.id });
  await issues.update({ ...repo, issue_number: 1, state: "closed", state_reason: "duplicate" });
  const answer: unknown = await app.graphql(conversation, { number: 1, first: 4 });
  expect(answer).toMatchObject({
    viewer: { login: "helper[bot]" },
    repository: {
      issue: {
        author: { __typename: "User", login: "lea" },
        stateReason: "DUPLICATE",
        timelineItems: {
          totalCount: 7,
          pageInfo: { hasNextPage: true },
          nodes: [
            { __typename: "LabeledEvent", actor: { login: "lea" }, label: { name: "incident" } },
            {
              __typename: "IssueComment",
              author: { __typename: "Bot", login: "helper" },
              body: "Board",
              viewerDidAuthor: true,
            },
            {
              __typename: "CrossReferencedEvent",
              source: { __typename: "Issue", number: 3 },
              isCrossRepository: false,
              willCloseTarget: false,
            },
            { __typename: "RenamedTitleEvent", previousTitle: "Down", currentTitle: "All down" },
          ],
        },
      },
    },
  });
  await github.close();
});

test("mutations of one request run in order, and each fails alone", async () => {
  const { github, as } = await startValidated();
  const lea = as("lea");
  await lea.rest.issues.create({ ...repo, title: "One" });
  const { data } = await lea.rest.issues.get({ ...repo, issue_number: 1 });
  const response = await fetch(`${github.url}/api/graphql`, {
    method: "POST",
    headers: { authorization: `token ${github.tokenOf("lea")}` },
    body: JSON.stringify({
      query: `mutation($id: ID!) {
        a: addComment(input: {subjectId: $id, body: "first"}) { commentEdge { node { body } } }
        b: addComment(input: {subjectId: "I_none", body: "lost"}) { clientMutationId }
        c: addComment(input: {subjectId: $id, body: "second"}) { commentEdge { node { body } } }
      }`,
      variables: { id: data.node_id },
    }),
  });
  expect(await response.json()).toMatchObject({
    data: { b: null, c: { commentEdge: { node: { body: "second" } } } },
    errors: [{ type: "NOT_FOUND", path: ["b"] }],
  });
  const { data: comments } = await lea.rest.issues.listComments({ ...repo, issue_number: 1 });
  expect(comments.map((one) => one.body)).toEqual(["first", "second"]);
  await github.close();
});

test("every mutation on issues does what it says and tells it", async () => {
  const { github, as, app } = await startValidated();
  const { issues } = as("lea").rest;
  const { data: incident } = await issues.create({ ...repo, title: "One" });
  const { data: label } = await issues.createLabel({ ...repo, name: "red", color: "ff0000" });
  const { data: comment } = await app.rest.issues.createComment({
    ...repo,
    issue_number: 1,
    body: "hi",
  });
  const { data: gone } = await app.rest.issues.createComment({
    ...repo,
    issue_number: 1,
    body: "bye",
  });
  const [issue, ids] = [incident.node_id, await idsOf(app)];
  const before = github.deliveries().length;
  const answer: unknown = await app.graphql(
    `mutation($issue: ID!, $label: ID!, $repo: ID!, $john: ID!, $comment: ID!, $gone: ID!) {
      updateIssueComment(input: {id: $comment, body: "hello"}) {
        issueComment { body editor { login } lastEditedAt }
      }
      deleteIssueComment(input: {id: $gone}) { clientMutationId }
      addReaction(input: {subjectId: $comment, content: EYES}) { reaction { content } subject { id } }
      removeReaction(input: {subjectId: $comment, content: EYES}) { reaction { content } }
      addLabelsToLabelable(input: {labelableId: $issue, labelIds: [$label]}) {
        labelable { labels(first: 5) { nodes { name } } }
      }
      removeLabelsFromLabelable(input: {labelableId: $issue, labelIds: [$label]}) {
        labelable { labels(first: 5) { totalCount } }
      }
      createLabel(input: {repositoryId: $repo, name: "blue", color: "0000ff"}) { label { name } }
      updateIssue(input: {id: $issue, title: "Two", body: "Text"}) { issue { title body } }
      addAssigneesToAssignable(input: {assignableId: $issue, assigneeIds: [$john]}) {
        assignable { assignees(first: 5) { nodes { login } } }
      }
      closeIssue(input: {issueId: $issue, stateReason: NOT_PLANNED}) { issue { state stateReason } }
      reopenIssue(input: {issueId: $issue}) { issue { state stateReason } }
      lockLockable(input: {lockableId: $issue, lockReason: RESOLVED}) { lockedRecord { locked } }
    }`,
    { issue, label: label.node_id, comment: comment.node_id, gone: gone.node_id, ...ids },
  );
  expect(answer).toMatchObject({
    updateIssueComment: { issueComment: { body: "hello", editor: { login: "helper" } } },
    addLabelsToLabelable: { labelable: { labels: { nodes: [{ name: "red" }] } } },
    removeLabelsFromLabelable: { labelable: { labels: { totalCount: 0 } } },
    updateIssue: { issue: { title: "Two", body: "Text" } },
    addAssigneesToAssignable: { assignable: { assignees: { nodes: [{ login: "john" }] } } },
    closeIssue: { issue: { state: "CLOSED", stateReason: "NOT_PLANNED" } },
    reopenIssue: { issue: { state: "OPEN", stateReason: "REOPENED" } },
    lockLockable: { lockedRecord: { locked: true } },
  });
  expect(
    github
      .deliveries()
      .slice(before)
      .map((one) => `${one.event}.${one.action}`),
  ).toEqual([
    "issue_comment.edited",
    "issue_comment.deleted",
    "issues.labeled",
    "issues.unlabeled",
    "label.created",
    "issues.edited",
    "issues.assigned",
    "issues.closed",
    "issues.reopened",
    "issues.locked",
  ]);
  await github.close();
});

test.each([
  ["no bounds", "issues { totalCount }", "MISSING_PAGINATION_BOUNDARIES"],
  ["too many", "issues(first: 101) { totalCount }", "EXCESSIVE_PAGINATION"],
  ["an issue that is none", "issue(number: 9) { id }", "NOT_FOUND"],
])("a query with %s is refused", async (_, field, type) => {
  const { github, app } = await startValidated();
  const query = `{ repository(owner: "acme", name: "shop") { ${field} } }`;
  await expect(app.graphql(query)).rejects.toMatchObject({ errors: [{ type }] });
  await expect(
    app.graphql(`{ repository(owner: "acme", name: "shop") { nonsense } }`),
  ).rejects.toThrow("Field 'nonsense' doesn't exist on type 'Repository'");
  await github.close();
});

const conversation = `query($number: Int!, $first: Int!) {
  viewer { login }
  repository(owner: "ACME", name: "shop") {
    issue(number: $number) {
      author { __typename login }
      stateReason
      timelineItems(first: $first) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          __typename
          ... on LabeledEvent { actor { login } label { name } }
          ... on IssueComment { author { __typename login } body viewerDidAuthor }
          ... on CrossReferencedEvent {
            source { __typename ... on Issue { number } } isCrossRepository willCloseTarget
          }
          ... on RenamedTitleEvent { previousTitle currentTitle }
        }
      }
    }
  }
}`;
