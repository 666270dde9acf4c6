import { expect, test } from "vitest";
import { jobsOfWorkflow } from "../../src/action/jobs-of-workflow.ts";

const BASE = {
  repository: { id: 99, name: "shop", owner: { login: "acme" }, default_branch: "main" },
  sender: { login: "lea" },
};
const INCIDENT = { number: 42, body: "", labels: [{ name: "incident" }] };
const PAGE = { number: 7, body: "", labels: [], pull_request: {} };
const SHA = "0a".repeat(20);
const OTHERS = [
  { kind: "others", all: false },
  { kind: "gate", isWhole: false },
];

test.each<[string, string, object, readonly object[]]>([
  ["an incident", "issues", { action: "edited", issue: INCIDENT }, [{ kind: "issue", number: 42 }]],
  ["any other issue", "issues", { action: "opened", issue: { ...INCIDENT, labels: [] } }, []],
  ["an incident that is gone", "issues", { action: "deleted", issue: INCIDENT }, []],
  [
    "an incident that is elsewhere",
    "issues",
    {
      action: "transferred",
      issue: INCIDENT,
      changes: {
        new_issue: { number: 7 },
        new_repository: { id: 77, name: "store", owner: { login: "acme" } },
      },
    },
    [],
  ],
  [
    "a command on a pull request's page",
    "issue_comment",
    { action: "created", issue: PAGE, comment: { body: "/fix" } },
    [{ kind: "page", number: 7 }],
  ],
  [
    "a bot's words there",
    "issue_comment",
    { action: "created", issue: PAGE, comment: { body: "/fix" }, sender: { login: "other[bot]" } },
    [],
  ],
  [
    "a pull request",
    "pull_request_target",
    { action: "closed", pull_request: { number: 7 } },
    [{ kind: "pull", number: 7 }],
  ],
  [
    "a push",
    "push",
    { ref: "refs/heads/main", before: SHA, after: SHA },
    [{ kind: "push", base: SHA, sha: SHA }],
  ],
  ["a push to another branch", "push", { ref: "refs/heads/x", before: SHA, after: SHA }, []],
])("%s makes the same work as for the App, before all else", (...[, name, payload, jobs]) => {
  const inputs = { mode: "bot", issue: undefined } as const;
  expect(jobsOfWorkflow(name, { ...BASE, ...payload }, inputs)).toEqual([...jobs, ...OTHERS]);
});
