import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { isBotWorkflow } from "./lint-bot-workflow.ts";
import { isWorkflow, lintWorkflow } from "./lint-workflow.ts";
import { blocksIn, markdownPages } from "./pages.ts";

const blocks = markdownPages().flatMap((page) => blocksIn(page, "yaml"));
const workflows = blocks.filter(({ text }) => isWorkflow(text) && !isBotWorkflow(text));
const [recommended = { text: "" }] = workflows.filter(({ text }) => text.includes("queue: max"));

describe("every workflow that we recommend (T33)", () => {
  test.each(workflows)("$page:$line", ({ text }) => {
    expect(lintWorkflow(text)).toEqual([]);
  });

  test("is looked at", () => {
    expect(workflows.length).toBeGreaterThanOrEqual(3);
    expect(recommended.text).toContain("pull_request_target:");
  });
});

/** Rules for Prometheus are looked at in run-it.test.ts. */
const configurations = blocks.filter(
  ({ text }) => !isWorkflow(text) && !text.startsWith("groups:"),
);

test.each(configurations)("the configuration at $page:$line is valid", ({ text }) => {
  expect(parseConfig(text).problems).toEqual([]);
});

test("the ruleset asks for the App's own check (T27)", () => {
  const [ruleset] = markdownPages().flatMap((page) => blocksIn(page, "json"));
  expect(JSON.parse(ruleset?.text ?? "")).toMatchObject({
    enforcement: "active",
    rules: [
      {
        type: "required_status_checks",
        parameters: {
          required_status_checks: [{ context: "dakor", integration_id: expect.any(Number) }],
        },
      },
    ],
  });
});

/** What goes wrong elsewhere, each put into our own workflow. */
describe("the lint finds", () => {
  const last = "      - uses: OWNER/dakor@SHA\n";
  test.each<readonly [string, string, string, string]>([
    [
      "a path filter",
      "  merge_group:\n",
      "    paths: [src/**]\n  merge_group:\n",
      "pull_request_target has a paths filter",
    ],
    [
      "a branch filter",
      "  merge_group:\n",
      "  merge_group:\n    branches: [main]\n",
      "merge_group has a branches filter",
    ],
    ["no merge queue", "  merge_group:\n", "", "it doesn't hear merge_group"],
    ["no retargeting", "edited, ", "", "pull_request_target doesn't hear edited"],
    ["no pushes", "synchronize, ", "", "pull_request_target doesn't hear synchronize"],
    [
      "both events",
      "  merge_group:\n",
      "  merge_group:\n  pull_request:\n    types: [opened, reopened, synchronize, edited]\n",
      "it hears not just one of pull_request and pull_request_target",
    ],
    [
      "a job that may be skipped",
      "    name: dakor\n",
      "    name: dakor\n    if: github.actor != 'bot'\n",
      "the job has if",
    ],
    [
      "a job that waits for another",
      "    name: dakor\n",
      "    name: dakor\n    needs: [build]\n",
      "the job has needs",
    ],
    [
      "a job that may fail",
      "    name: dakor\n",
      "    name: dakor\n    continue-on-error: true\n",
      "the job has continue-on-error",
    ],
    ["another name", "    name: dakor\n", "    name: Check\n", "the job is not called dakor"],
    ["all permissions", "permissions: {}\n", "", "the workflow's permissions are not {}"],
    [
      "permissions to write",
      "      issues: read\n",
      "      issues: write\n",
      "the job may more or less than read",
    ],
    ["too few permissions", "      checks: read\n", "", "the job may more or less than read"],
    [
      "cancelled runs",
      "cancel-in-progress: false",
      "cancel-in-progress: true",
      "runs are cancelled",
    ],
    ["one waiting run only", "  queue: max\n", "", "a waiting run is cancelled by the next"],
    ["no end", "    timeout-minutes: 5\n", "", "the job has no timeout-minutes"],
    [
      "a checkout",
      last,
      `      - uses: actions/checkout@${"a".repeat(40)}\n${last}`,
      "it checks out what it must not trust",
    ],
    [
      "an Action that moves",
      last,
      `${last}      - uses: some/action@v1\n`,
      "some/action@v1 is not pinned",
    ],
    ["a branch of ours", "dakor@SHA", "dakor@main", "OWNER/dakor@main is not pinned"],
    ["no gate at all", last, "      - run: true\n", "it doesn't use the gate"],
    [
      "an output in a script (T53)",
      last,
      `${last}      - run: echo \${{ steps.gate.outputs.result }}\n`,
      "a script has an expression in it",
    ],
    [
      "open on errors",
      last,
      `${last}        with: { on-error: allow }\n`,
      "it lets go when GitHub can't be read",
    ],
    [
      "a step that may be skipped",
      last,
      `${last}        if: always()\n`,
      "a step may be skipped or fail",
    ],
  ])("%s", (...[, from, to, problem]) => {
    const broken = recommended.text.replace(from, () => to);
    expect(broken).not.toBe(recommended.text);
    expect(lintWorkflow(broken)).toContain(problem);
  });
});
