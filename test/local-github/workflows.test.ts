import { afterEach, beforeEach, expect, test } from "vitest";
import { isTrue } from "../../packages/local-github/src/actions/evaluate-condition.ts";
import type { Validated } from "./start-validated.ts";
import { clientOf, repo, startValidated } from "./start-validated.ts";

const FILE = "clock.yml";
const TEXT = "name: The clock\non: { schedule: [{ cron: '7 * * * *' }] }\njobs: {}\n";

let local: Validated;

beforeEach(async () => {
  local = await startValidated();
  await local.as("lea").rest.repos.createOrUpdateFileContents({
    ...repo,
    path: `.github/workflows/${FILE}`,
    message: "A clock",
    content: Buffer.from(TEXT).toString("base64"),
  });
});

afterEach(() => local.github.close());

test("workflows are listed, and switched on and off by their file or number", async () => {
  const { actions } = clientOf(local.github, {
    auth: local.github.actionsToken({ actions: "write", contents: "read" }),
  }).rest;
  const { data } = await actions.listRepoWorkflows(repo);
  expect(data).toMatchObject({
    total_count: 1,
    workflows: [{ name: "The clock", path: `.github/workflows/${FILE}`, state: "active" }],
  });
  const [{ id } = { id: 0 }] = data.workflows;
  await actions.disableWorkflow({ ...repo, workflow_id: FILE });
  const off = await actions.getWorkflow({ ...repo, workflow_id: id });
  expect(off.data.state).toBe("disabled_manually");
  await actions.enableWorkflow({ ...repo, workflow_id: id });
  const on = await actions.getWorkflow({ ...repo, workflow_id: FILE });
  expect(on.data.state).toBe("active");
  expect(local.problems()).toEqual([]);
});

test("not without the permission, and not what isn't there", async () => {
  const reader = clientOf(local.github, { auth: local.github.actionsToken({ actions: "read" }) });
  const asked = reader.rest.actions.disableWorkflow({ ...repo, workflow_id: FILE });
  await expect(asked).rejects.toMatchObject({ status: 403 });
  const { actions } = local.as("lea").rest;
  const missing = actions.enableWorkflow({ ...repo, workflow_id: "other.yml" });
  await expect(missing).rejects.toMatchObject({ status: 404 });
});

test.each<readonly [string, boolean]>([
  ["github.event_name == 'push'", true],
  ["${{ github.event_name == 'push' }}", true],
  ["github.event.nothing.there", false],
  ["!github.event.nothing.there", true],
  ["contains(github.event.labels.*.name, 'INCIDENT')", true],
  ["contains(github.event.labels.*.name, 'incid')", false],
  ["startsWith(github.event.text, '/Incident')", true],
  ["github.event.text", true],
  ["github.event.empty", false],
  ["github.event.zero", false],
])("the condition %s is %s", (condition, expected) => {
  const event = { labels: [{ name: "incident" }], text: "/incident drill", empty: "", zero: 0 };
  expect(isTrue(condition, { event_name: "push", event })).toBe(expected);
});
