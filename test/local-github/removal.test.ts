import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, permissions, repo, startValidated } from "./start-validated.ts";
import type { Validated } from "./start-validated.ts";

let validated: Validated;

beforeAll(async () => {
  validated = await startValidated();
});
afterAll(() => validated.github.close());

const DELETE = `mutation Delete($id: ID!) { deleteIssue(input: { issueId: $id }) { clientMutationId } }`;
const COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { clientMutationId }
}`;
const REVERT = `mutation Revert($id: ID!) {
  revertPullRequest(input: { pullRequestId: $id }) { revertPullRequest { number } }
}`;

test("only an administrator deletes an issue, whose number is not given again", async () => {
  const [lea, john] = [validated.as("lea"), validated.as("john")];
  const { data: issue } = await john.rest.issues.create({ ...repo, title: "By mistake" });
  const place = { ...repo, issue_number: issue.number };
  await john.rest.issues.createComment({ ...place, body: "Indeed" });
  const id = issue.node_id;
  await expect(john.graphql(DELETE, { id })).rejects.toMatchObject({
    errors: [{ type: "FORBIDDEN" }],
  });
  await expect(validated.app.graphql(DELETE, { id })).rejects.toMatchObject({
    errors: [{ type: "FORBIDDEN" }],
  });
  expect(validated.problems()).toEqual([]);
  await lea.graphql(DELETE, { id });
  await expect(lea.rest.issues.get(place)).rejects.toMatchObject({ status: 410 });
  const { data: next } = await john.rest.issues.create({ ...repo, title: "The next" });
  expect(next.number).toBe(issue.number + 1);
  expect(validated.github.deliveries().map(({ action }) => action)).toContain("deleted");
});

test("an App without Workflows: write changes no workflow, in whichever way", async () => {
  const { app, as } = validated;
  const lea = as("lea");
  const path = ".github/workflows/test.yml";
  const content = Buffer.from("on: push\n").toString("base64");
  const { data: main } = await lea.rest.git.getRef({ ...repo, ref: "heads/main" });
  await lea.rest.git.createRef({ ...repo, ref: "refs/heads/ci", sha: main.object.sha });
  const file = { ...repo, path, content, message: "CI", branch: "ci" };
  const refused = /refusing to allow a GitHub App to create or update workflow/;
  await expect(app.rest.repos.createOrUpdateFileContents(file)).rejects.toThrow(refused);
  const input = {
    branch: { repositoryNameWithOwner: "acme/shop", branchName: "ci" },
    message: { headline: "CI" },
    expectedHeadOid: main.object.sha,
    fileChanges: { additions: [{ path, contents: content }] },
  };
  await expect(app.graphql(COMMIT, { input })).rejects.toThrow(refused);
  await lea.rest.repos.createOrUpdateFileContents(file);
  const { data: pull } = await lea.rest.pulls.create({
    ...repo,
    title: "CI",
    head: "ci",
    base: "main",
  });
  await lea.rest.pulls.merge({ ...repo, pull_number: pull.number });
  await expect(app.graphql(REVERT, { id: pull.node_id })).rejects.toThrow(refused);
  const token = validated.github.actionsToken({ ...permissions, workflows: "write" });
  await clientOf(validated.github, { auth: token }).graphql(REVERT, { id: pull.node_id });
});

test("the App's webhook address is read and set by the App itself", async () => {
  const { appItself, as } = validated;
  expect((await appItself.rest.apps.getWebhookConfigForApp()).data.url).toBe("");
  const url = "https://elsewhere.invalid/";
  const { data } = await appItself.request("PATCH /app/hook/config", { data: { url } });
  expect(data).toEqual({ content_type: "json", insecure_ssl: "0", secret: "********", url });
  await expect(as("lea").request("GET /app/hook/config")).rejects.toMatchObject({ status: 401 });
});
