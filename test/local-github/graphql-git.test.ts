import { expect, test } from "vitest";
import { idsOf, repo, startValidated } from "./start-validated.ts";

test("refs and commits are made, moved and deleted, and a stale head is refused", async () => {
  const { github, as, app, problems } = await startValidated();
  const ids = await idsOf(app);
  const commit = `createCommitOnBranch(input: {
    branch: {repositoryNameWithOwner: "acme/shop", branchName: "topic/a"}, expectedHeadOid: $head,
    message: {headline: "Change", body: "More"},
    fileChanges: {additions: [{path: "a.txt", contents: "YQ=="}], deletions: [{path: "README.md"}]}
  }) { commit { oid message tree { entries { name } } } ref { id } }`;
  const made = await app.graphql<Made>(
    `mutation($repo: ID!, $head: GitObjectID!) {
      createRef(input: {repositoryId: $repo, name: "refs/heads/topic/a", oid: $head}) { ref { id name } }
      ${commit}
    }`,
    ids,
  );
  expect(made.createCommitOnBranch.commit).toMatchObject({
    message: "Change\n\nMore",
    tree: { entries: [{ name: "a.txt" }] },
  });
  const stale = app.graphql(`mutation($head: GitObjectID!) { ${commit} }`, { head: ids.head });
  await expect(stale).rejects.toMatchObject({ errors: [{ type: "STALE_DATA" }] });

  const { id } = made.createRef.ref;
  const back = `mutation($id: ID!, $head: GitObjectID!, $force: Boolean!) {
    updateRef(input: {refId: $id, oid: $head, force: $force}) { ref { target { oid } } }
  }`;
  await expect(app.graphql(back, { id, head: ids.head, force: false })).rejects.toMatchObject({
    errors: [{ type: "UNPROCESSABLE" }],
  });
  await app.graphql(back, { id, head: ids.head, force: true });

  const { oid } = made.createCommitOnBranch.commit;
  await app.graphql(back, { id, head: oid, force: false });
  await as("lea").rest.pulls.create({ ...repo, title: "Topic", head: "topic/a", base: "main" });
  await app.graphql(`mutation($id: ID!) { deleteRef(input: {refId: $id}) { clientMutationId } }`, {
    id,
  });
  const answer: unknown = await app.graphql(`{ repository(owner: "acme", name: "shop") {
    ref(qualifiedName: "refs/heads/topic/a") { id }
    pullRequests(first: 1, headRefName: "topic/a") { nodes { state headRefOid } }
    object(expression: "main:") { ... on Tree { entries { path type object { ... on Blob { text } } } } }
  } }`);
  expect(answer).toEqual({
    repository: {
      ref: null,
      pullRequests: { nodes: [{ state: "CLOSED", headRefOid: oid }] },
      object: { entries: [{ path: "README.md", type: "blob", object: { text: "# shop\n" } }] },
    },
  });
  const pushes = github.deliveries().filter((one) => one.event === "push");
  expect(
    pushes.map((one) => [one.payload["created"], one.payload["forced"], one.payload["deleted"]]),
  ).toEqual([
    [true, false, false],
    [false, false, false],
    [false, true, false],
    [false, false, false],
    [false, false, true],
  ]);
  await github.close();
  expect(problems()).toEqual([]);
});

interface Made {
  readonly createRef: { readonly ref: { readonly id: string } };
  readonly createCommitOnBranch: { readonly commit: { readonly oid: string } };
}

test("a pull request is made, merged and reverted through GraphQL", async () => {
  const { github, as, app, problems } = await startValidated();
  const { data: issue } = await as("lea").rest.issues.create({ ...repo, title: "Broken" });
  const ids = await idsOf(app);
  const made = await app.graphql<{ createPullRequest: { pullRequest: { id: string } } }>(
    `mutation($repo: ID!, $head: GitObjectID!, $text: Base64String!) {
      createRef(input: {repositoryId: $repo, name: "refs/heads/fix", oid: $head}) { ref { name } }
      createCommitOnBranch(input: {
        branch: {repositoryNameWithOwner: "acme/shop", branchName: "fix"}, expectedHeadOid: $head,
        message: {headline: "Fix"}, fileChanges: {additions: [{path: "a/b.txt", contents: $text}]}
      }) { commit { oid message } }
      createPullRequest(input: {
        repositoryId: $repo, baseRefName: "main", headRefName: "fix", title: "Fix it", body: "Closes #1"
      }) { pullRequest { id changedFiles files(first: 5) { nodes { path changeType } } } }
    }`,
    { ...ids, text: Buffer.from("hello").toString("base64") },
  );
  const { pullRequest } = made.createPullRequest;
  expect(pullRequest).toMatchObject({
    files: { nodes: [{ path: "a/b.txt", changeType: "ADDED" }] },
  });
  const merged: unknown = await app.graphql(
    `mutation($pull: ID!, $john: ID!) {
      updatePullRequest(input: {pullRequestId: $pull, title: "Mend it"}) { pullRequest { title } }
      requestReviews(input: {pullRequestId: $pull, userIds: [$john]}) { pullRequest { number } }
      closePullRequest(input: {pullRequestId: $pull}) { pullRequest { state } }
      reopenPullRequest(input: {pullRequestId: $pull}) { pullRequest { state } }
      mergePullRequest(input: {pullRequestId: $pull}) { pullRequest { state mergeCommit { oid } } }
      revertPullRequest(input: {pullRequestId: $pull}) {
        revertPullRequest { title body headRefName files(first: 5) { nodes { path changeType } } }
      }
    }`,
    { ...ids, pull: pullRequest.id },
  );
  expect(merged).toMatchObject({
    closePullRequest: { pullRequest: { state: "CLOSED" } },
    mergePullRequest: { pullRequest: { state: "MERGED" } },
    revertPullRequest: {
      revertPullRequest: {
        title: 'Revert "Mend it"',
        body: "Reverts acme/shop#2",
        headRefName: "revert-2-fix",
        files: { nodes: [{ path: "a/b.txt", changeType: "DELETED" }] },
      },
    },
  });
  const events: unknown = await app.graphql(
    `{ repository(owner: "acme", name: "shop") { issue(number: ${issue.number}) {
      state timelineItems(first: 9) { nodes {
        ... on CrossReferencedEvent { willCloseTarget source { ... on PullRequest { number merged } } }
        ... on ClosedEvent { stateReason closer { ... on PullRequest { number } } }
      } } } } }`,
  );
  expect(events).toMatchObject({
    repository: {
      issue: {
        state: "CLOSED",
        timelineItems: {
          nodes: [
            { willCloseTarget: true, source: { number: 2, merged: true } },
            { stateReason: "COMPLETED", closer: { number: 2 } },
          ],
        },
      },
    },
  });
  await github.close();
  expect(problems()).toEqual([]);
});
