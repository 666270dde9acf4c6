import { expect, test } from "vitest";
import { repo, startValidated } from "./start-validated.ts";

test("issues, labels, comments and reactions answer as GitHub describes them", async () => {
  const { github, as, app, problems } = await startValidated();
  const { issues, reactions } = as("lea").rest;
  await issues.createLabel({ ...repo, name: "Incident", color: "ff0000", description: "It burns" });
  await issues.updateLabel({ ...repo, name: "incident", description: "It burns badly" });
  await issues.getLabel({ ...repo, name: "INCIDENT" });
  await issues.listLabelsForRepo(repo);
  const { data: issue } = await issues.create({
    ...repo,
    title: "Checkout is down",
    body: "Since noon",
    labels: ["incident"],
    assignees: ["john"],
  });
  const at = { ...repo, issue_number: issue.number };
  expect(issue.labels).toMatchObject([{ name: "Incident" }]);
  await issues.addLabels({ ...at, labels: ["urgent"] });
  await issues.removeLabel({ ...at, name: "URGENT" });
  await issues.setLabels({ ...at, labels: ["incident", "sev1"] });
  await issues.listLabelsOnIssue(at);
  await issues.addAssignees({ ...at, assignees: ["tess"] });
  await issues.removeAssignees({ ...at, assignees: ["john"] });
  await issues.listAssignees(repo);
  await issues.checkUserCanBeAssigned({ ...repo, assignee: "tess" });

  const { data: comment } = await app.rest.issues.createComment({ ...at, body: "Watching" });
  expect(comment.user?.login).toBe("helper[bot]");
  await app.rest.issues.updateComment({ ...repo, comment_id: comment.id, body: "Still watching" });
  await issues.getComment({ ...repo, comment_id: comment.id });
  await issues.listComments(at);
  await issues.listCommentsForRepo(repo);
  await reactions.createForIssueComment({ ...repo, comment_id: comment.id, content: "eyes" });
  const again = await reactions.createForIssueComment({
    ...repo,
    comment_id: comment.id,
    content: "eyes",
  });
  expect(again.status).toBe(200);
  await reactions.listForIssueComment({ ...repo, comment_id: comment.id });
  await reactions.deleteForIssueComment({
    ...repo,
    comment_id: comment.id,
    reaction_id: again.data.id,
  });
  const { data: rocket } = await reactions.createForIssue({ ...at, content: "rocket" });
  await reactions.listForIssue(at);
  await reactions.deleteForIssue({ ...at, reaction_id: rocket.id });

  await issues.update({ ...at, title: "Checkout is slow", body: "Since ten" });
  await issues.update({ ...at, state: "closed", state_reason: "not_planned" });
  await issues.update({ ...at, state: "open" });
  const closed = await issues.update({ ...at, state: "closed", state_reason: "duplicate" });
  expect(closed.data.state_reason).toBe("duplicate");
  await issues.lock({ ...at, lock_reason: "too heated" });
  await issues.unlock(at);
  await issues.get(at);
  await issues.listForRepo({ ...repo, state: "all", labels: "incident,sev1", per_page: 10 });
  await issues.create({ ...repo, title: "Related", body: `See #${issue.number}` });
  await issues.deleteComment({ ...repo, comment_id: comment.id });
  await issues.listEvents(at);
  await issues.listEventsForRepo(repo);
  const timeline = await issues.listEventsForTimeline(at);
  expect(timeline.data.map((event) => event.event)).toEqual([
    "labeled",
    "assigned",
    "labeled",
    "unlabeled",
    "labeled",
    "assigned",
    "unassigned",
    "renamed",
    "closed",
    "reopened",
    "closed",
    "locked",
    "unlocked",
    "cross-referenced",
    "comment_deleted",
  ]);
  await issues.removeAllLabels(at);
  await issues.deleteLabel({ ...repo, name: "sev1" });
  await github.close();
  expect(problems()).toEqual([]);
});

test("files, refs and pull requests answer as GitHub describes them", async () => {
  const { github, as, problems } = await startValidated();
  const { repos, git, pulls, issues, checks } = as("lea").rest;
  const { data: main } = await git.getRef({ ...repo, ref: "heads/main" });
  await git.createRef({ ...repo, ref: "refs/heads/fix/cart", sha: main.object.sha });
  const file = { ...repo, path: "src/cart.ts", branch: "fix/cart", message: "Fix the cart" };
  await repos.createOrUpdateFileContents({ ...file, content: base64("one\n") });
  const { data: content } = await repos.getContent({ ...repo, path: file.path, ref: "fix/cart" });
  expect(content).toMatchObject({ type: "file", encoding: "base64" });
  await repos.listBranches(repo);
  await git.listMatchingRefs({ ...repo, ref: "heads/fix" });

  const { data: broken } = await issues.create({ ...repo, title: "Cart is broken" });
  const { data: pull } = await pulls.create({
    ...repo,
    title: "Mend the cart",
    body: `Fixes #${broken.number}`,
    head: "fix/cart",
    base: "main",
  });
  const at = { ...repo, pull_number: pull.number };
  await expect(
    pulls.create({ ...repo, title: "Again", head: "fix/cart", base: "main" }),
  ).rejects.toMatchObject({
    status: 422,
  });
  await repos.createOrUpdateFileContents({
    ...file,
    path: "src/more.ts",
    content: base64("two\n"),
  });
  const { data: moved } = await pulls.get(at);
  expect(moved.head.sha).not.toBe(pull.head.sha);
  expect(moved.changed_files).toBe(2);
  const { data: files } = await pulls.listFiles(at);
  expect(files.map((one) => one.filename)).toEqual(["src/cart.ts", "src/more.ts"]);
  await pulls.list({ ...repo, state: "all", head: "acme:fix/cart" });
  await pulls.listCommits(at);
  await pulls.update({ ...at, title: "Mend the whole cart" });
  await pulls.requestReviewers({ ...at, reviewers: ["john"] });
  await pulls.listRequestedReviewers(at);
  await issues.addLabels({ ...repo, issue_number: pull.number, labels: ["kind/fix"] });
  await issues.createComment({ ...repo, issue_number: pull.number, body: "Looks good" });
  const { data: asIssue } = await issues.get({ ...repo, issue_number: pull.number });
  expect(asIssue.pull_request?.url).toBe(pull.url);

  const head = { ...repo, ref: moved.head.sha };
  await repos.createCommitStatus({ ...repo, sha: moved.head.sha, state: "pending", context: "ci" });
  await repos.createCommitStatus({ ...repo, sha: moved.head.sha, state: "success", context: "ci" });
  await repos.listCommitStatusesForRef(head);
  const { data: combined } = await repos.getCombinedStatusForRef(head);
  expect(combined).toMatchObject({ state: "success", total_count: 1 });
  await checks.listForRef(head);

  const { data: merged } = await pulls.merge({ ...at, sha: moved.head.sha });
  await pulls.checkIfMerged(at);
  const { data: fixed } = await issues.get({ ...repo, issue_number: broken.number });
  expect(fixed.state).toBe("closed");
  const { data: shipped } = await repos.listPullRequestsAssociatedWithCommit({
    ...repo,
    commit_sha: merged.sha,
  });
  expect(shipped.map((one) => one.number)).toEqual([pull.number]);
  await repos.getCommit({ ...repo, ref: merged.sha });
  await repos.listCommits(repo);
  await repos.compareCommitsWithBasehead({ ...repo, basehead: `${main.object.sha}...main` });
  await repos.getBranch({ ...repo, branch: "main" });
  await git.getTree({ ...repo, tree_sha: merged.sha, recursive: "1" });
  await git.deleteRef({ ...repo, ref: "heads/fix/cart" });
  await github.close();
  expect(problems()).toEqual([]);
});

test("an App reads itself, its installation and its deliveries, and writes check runs", async () => {
  const { github, app, appItself, problems } = await startValidated();
  const { apps } = appItself.rest;
  const { data: itself } = await apps.getAuthenticated();
  expect(itself).toMatchObject({ id: 12, slug: "helper" });
  await apps.listInstallations();
  await apps.getInstallation({ installation_id: github.installationId });
  await apps.getRepoInstallation(repo);
  await apps.getOrgInstallation({ org: repo.owner });
  const { data: accessible } = await app.rest.apps.listReposAccessibleToInstallation();
  expect(accessible.repositories.map((one) => one.full_name)).toEqual(["acme/shop"]);
  const { data: main } = await app.rest.git.getRef({ ...repo, ref: "heads/main" });
  const { data: run } = await app.rest.checks.create({
    ...repo,
    name: "gate",
    head_sha: main.object.sha,
  });
  await app.rest.checks.update({
    ...repo,
    check_run_id: run.id,
    status: "completed",
    conclusion: "success",
  });
  await app.rest.checks.get({ ...repo, check_run_id: run.id });
  const { data: runs } = await app.rest.checks.listForRef({
    ...repo,
    ref: "main",
    check_name: "gate",
  });
  expect(runs.check_runs).toMatchObject([{ conclusion: "success", app: { slug: "helper" } }]);
  await app.rest.checks.rerequestRun({ ...repo, check_run_id: run.id });
  const { data: deliveries } = await apps.listWebhookDeliveries();
  expect(deliveries.map((one) => `${one.event}.${one.action}`)).toEqual([
    "check_run.rerequested",
    "check_run.completed",
    "check_run.created",
  ]);
  await apps.getWebhookDelivery({ delivery_id: deliveries[0]?.id ?? 0 });
  await app.rest.rateLimit.get();
  await app.rest.users.getByUsername({ username: "helper[bot]" });
  await github.close();
  expect(problems()).toEqual([]);
});

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
