import { expect, test } from "vitest";
import { clientOf, repo, startValidated } from "./start-validated.ts";

test.each([
  ["lea", "admin", "admin"],
  ["john", "write", "write"],
  ["tess", "read", "triage"],
  ["mia", "read", "read"],
])("%s has the permission %s and the role %s", async (username, permission, role) => {
  const { github, app, problems } = await startValidated();
  const { data } = await app.rest.repos.getCollaboratorPermissionLevel({ ...repo, username });
  expect(data).toMatchObject({ permission, role_name: role });
  await github.close();
  expect(problems()).toEqual([]);
});

test("strangers open, comment and react, but don't triage; authors close their own", async () => {
  const { github, as } = await startValidated();
  const { issues, reactions } = as("mia").rest;
  const at = { ...repo, issue_number: 1 };
  const { data: issue } = await issues.create({ ...repo, title: "Help", labels: ["incident"] });
  expect(issue.labels).toEqual([]);
  await issues.createComment({ ...at, body: "Please" });
  await reactions.createForIssue({ ...at, content: "+1" });
  await expect(issues.addLabels({ ...at, labels: ["x"] })).rejects.toMatchObject({ status: 403 });
  await expect(issues.addAssignees({ ...at, assignees: ["mia"] })).rejects.toMatchObject({
    status: 403,
  });
  await issues.update({ ...at, state: "closed" });
  await as("john").rest.issues.create({ ...repo, title: "Other" });
  await expect(issues.update({ ...repo, issue_number: 2, state: "closed" })).rejects.toMatchObject({
    status: 403,
  });
  await github.close();
});

test("an issue form's labels are put on in the author's name", async () => {
  const { github, as } = await startValidated();
  await github.openFromForm({ login: "mia", title: "Down", body: "Now", labels: ["incident"] });
  const { data } = await as("lea").rest.issues.listEvents({ ...repo, issue_number: 1 });
  expect(data).toMatchObject([
    { event: "labeled", actor: { login: "mia" }, label: { name: "incident" } },
  ]);
  await github.close();
});

test("an App writes only what it may, and comments on locked issues", async () => {
  const { github, as, app } = await startValidated({
    app: {
      slug: "helper",
      appId: 12,
      webhookSecret: "secret",
      permissions: { issues: "write", contents: "read", metadata: "read" },
      events: [],
    },
  });
  const { issues } = as("lea").rest;
  const { data: issue } = await issues.create({ ...repo, title: "One" });
  await issues.lock({ ...repo, issue_number: 1 });
  await app.rest.issues.createComment({ ...repo, issue_number: 1, body: "Still here" });
  await expect(
    as("mia").rest.issues.createComment({ ...repo, issue_number: 1, body: "Me too" }),
  ).rejects.toMatchObject({
    status: 403,
  });
  const file = { ...repo, path: "a.txt", message: "a", content: "YQ==" };
  await expect(app.rest.repos.createOrUpdateFileContents(file)).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining("Resource not accessible by integration"),
  });
  const mutation = `mutation { revertPullRequest(input: {pullRequestId: "${issue.node_id}"}) { clientMutationId } }`;
  await expect(app.graphql(mutation)).rejects.toMatchObject({ errors: [{ type: "NOT_FOUND" }] });
  await github.close();
});

test("unknown tokens are refused, and long comments too", async () => {
  const { github, as } = await startValidated();
  const stranger = clientOf(github, { auth: "ghp_nobody" });
  await expect(stranger.rest.repos.get(repo)).rejects.toMatchObject({ status: 401 });
  await expect(stranger.graphql("{ viewer { login } }")).rejects.toMatchObject({ status: 401 });
  const { issues } = as("lea").rest;
  await issues.create({ ...repo, title: "One" });
  const at = { ...repo, issue_number: 1 };
  await issues.createComment({ ...at, body: "x".repeat(65_536) });
  await expect(issues.createComment({ ...at, body: "x".repeat(65_537) })).rejects.toMatchObject({
    status: 422,
  });
  await github.close();
});
