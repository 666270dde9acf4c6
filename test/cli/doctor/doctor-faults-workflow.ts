import type { Plant } from "./doctor-fault.ts";
import { GOOD_WORKFLOW } from "./doctor-stage.ts";
import { initWorkflow } from "../init-workflow.ts";

const USES = "      - uses: acme/dakor@0123456789abcdef0123456789abcdef01234567\n";
const CHECKOUT = `      - uses: actions/checkout@${"a".repeat(40)}\n`;

export const WORKFLOW_FAULTS: readonly Plant[] = [
  {
    fault: "a workflow is no YAML",
    plant: ({ workflow }) => workflow("jobs:\n", "jobs: [\n"),
    check: "workflows",
    fix: "Correct that line",
  },
  {
    fault: "a mode is called like something of JavaScript's own",
    plant: ({ write }) =>
      write(
        ".github/workflows/bot.yml",
        initWorkflow("dakor-bot.yml", `acme/dakor@${"a".repeat(40)}`).replace(
          "mode: bot",
          "mode: constructor",
        ),
      ),
    check: "job-trigger",
    fix: "Set mode to one of: gate, bot, renew",
  },
  {
    fault: "the bot may not open the report's pull request",
    plant: async ({ write, send, workflow }) => {
      // The bot looks for the job of this name.
      await workflow("    name: dakor gate\n", "    name: dakor\n");
      const uses = `acme/dakor@${"a".repeat(40)}`;
      await write(".github/workflows/bot.yml", initWorkflow("dakor-bot.yml", uses));
      const may = { can_approve_pull_request_reviews: false };
      await send("PUT", "/actions/permissions/workflow", may);
    },
    isFree: true,
    check: "actions",
    fix: "gh api --method PUT repos/acme/shop/actions/permissions/workflow",
  },
  {
    fault: "GitHub switched off what nobody committed to",
    plant: async ({ github }) => github.switchWorkflow("dakor.yml", "disabled_inactivity"),
    check: "workflow-states",
    fix: "gh workflow enable dakor.yml",
  },
  {
    fault: "a secret for telling people doesn't reach the bot",
    plant: async ({ write, bot }) => {
      await bot("mode: bot", 'mode: "bot"');
      await write(
        ".github/dakor.yml",
        "notify: { chat: { type: teams, secret: DAKOR_SECRET_TEAMS } }\n",
      );
    },
    check: "job-secrets",
    fix: "DAKOR_SECRET_TEAMS: ${{ secrets.DAKOR_SECRET_TEAMS }}. Then gh secret set DAKOR_SECRET_TEAMS",
  },
  {
    fault: "the clock runs all day",
    plant: ({ bot }) =>
      bot("  workflow_dispatch:", '  schedule:\n    - cron: "7,22 * * * *"\n  workflow_dispatch:'),
    check: "job-cost",
    level: "warning",
    fix: "dakor init writes dakor-clock.yml",
  },
  {
    fault: "what hears incidents has a schedule, with which it may be switched off",
    plant: ({ bot }) =>
      bot("  workflow_dispatch:", '  schedule:\n    - cron: "7 5 * * *"\n  workflow_dispatch:'),
    check: "job-cost",
    level: "warning",
    fix: "dakor init writes dakor-daily.yml",
  },
  {
    fault: "every comment starts a runner",
    plant: ({ bot }) => bot("    if: >-", "    env: { x: y }\n    x-if: >-"),
    check: "job-cost",
    level: "warning",
    fix: "Give the job the if:",
  },
  {
    fault: "every pull request starts a runner",
    plant: ({ bot }) => bot("    types: [closed]\n", "    types: [closed, opened]\n"),
    check: "job-cost",
    level: "warning",
    fix: "dakor init writes dakor-watch.yml",
  },
  {
    fault: "there is no clock, no watch and no daily look",
    plant: ({ bot }) => bot("name: dakor bot\n", "name: the bot\n"),
    check: "job-cost",
    level: "warning",
    fix: "dakor init writes it",
  },
  {
    fault: "the gate has a path filter",
    plant: ({ workflow }) => workflow("  merge_group:\n", "    paths: [src/**]\n  merge_group:\n"),
    check: "job-filters",
    fix: "Delete paths below pull_request_target",
  },
  {
    fault: "the gate's job has an if",
    plant: ({ workflow }) => workflow("    runs-on:", "    if: github.actor != 'x'\n    runs-on:"),
    check: "job-skippable",
    fix: "Delete if from the job gate",
  },
  {
    fault: "merge_group is missing, and there is a merge queue",
    plant: async ({ workflow, send }) => {
      await workflow("  merge_group:\n", "");
      const ruleset = { name: "Queue", enforcement: "active", rules: [{ type: "merge_queue" }] };
      await send("POST", "/rulesets", {
        ...ruleset,
        conditions: { ref_name: { include: ["refs/heads/main"], exclude: [] } },
      });
    },
    check: "job-queue",
    fix: "Add to on: merge_group:",
  },
  {
    fault: "the gate hears nothing of pull requests",
    plant: ({ workflow }) => workflow("pull_request_target:\n    types:", "push:\n    types:"),
    check: "job-trigger",
    fix: "Add to on: pull_request_target",
  },
  {
    fault: "the gate doesn't hear when the base changes",
    plant: ({ workflow }) => workflow("edited, ", ""),
    check: "job-trigger",
    fix: "Write types: [opened, reopened, synchronize, edited]",
  },
  {
    fault: "the bot doesn't find the gate's job",
    plant: ({ write }) =>
      write(
        ".github/workflows/bot.yml",
        initWorkflow("dakor-bot.yml", `acme/dakor@${"a".repeat(40)}`),
      ),
    check: "job-name",
    level: "warning",
    fix: "Write name: dakor in the gate's job",
  },
  {
    fault: "the bot doesn't hear comments",
    plant: ({ write }) =>
      write(
        ".github/workflows/bot.yml",
        initWorkflow("dakor-bot.yml", `acme/dakor@${"a".repeat(40)}`).replace(
          "issue_comment:",
          "discussion_comment:",
        ),
      ),
    check: "job-trigger",
    fix: "Add to on: issue_comment",
  },
  {
    fault: "the Action's mode doesn't exist",
    plant: ({ write }) =>
      write(".github/workflows/dakor.yml", `${GOOD_WORKFLOW}        with: { mode: gait }\n`),
    check: "job-trigger",
    fix: "Set mode to one of: gate",
  },
  {
    fault: "the job may not read pull requests",
    plant: ({ workflow }) => workflow("      pull-requests: read\n", ""),
    check: "job-permissions",
    fix: "Add to its permissions: pull-requests: read",
  },
  {
    fault: "the job may write what it needn't",
    plant: ({ workflow }) => workflow("contents: read", "contents: write"),
    check: "job-permissions",
    level: "warning",
    fix: "Write contents: read",
  },
  {
    fault: "it checks out under pull_request_target",
    plant: ({ workflow }) =>
      workflow("    steps:\n", `    steps:\n      - uses: actions/checkout@${"a".repeat(40)}\n`),
    check: "job-checkout",
    fix: "Delete the step with actions/checkout",
  },
  {
    fault: "its own Action is checked out from what it judges",
    plant: ({ workflow }) => workflow(USES, `${CHECKOUT}      - uses: ./\n`),
    check: "job-checkout",
    fix: "ref: ${{ github.event.repository.default_branch }}",
  },
  {
    fault: "its own Action is checked out from a pull request",
    plant: ({ workflow }) =>
      workflow(
        USES,
        `${CHECKOUT}        with:\n          ref: \${{ github.event.pull_request.head.sha }}\n      - uses: ./\n`,
      ),
    check: "job-checkout",
    fix: "ref: ${{ github.event.repository.default_branch }}",
  },
  {
    fault: "its own Action is checked out from another repository",
    plant: ({ workflow }) =>
      workflow(
        USES,
        `${CHECKOUT}        with:\n          repository: eve/shop\n      - uses: ./\n`,
      ),
    check: "job-checkout",
    fix: "Delete the step with actions/checkout",
  },
  {
    fault: "the Action isn't pinned",
    plant: ({ workflow }) => workflow("@0123456789abcdef0123456789abcdef01234567", "@v1"),
    check: "job-pins",
    level: "warning",
    fix: "uses: acme/dakor@<SHA>",
  },
  {
    fault: "runs are cancelled",
    plant: ({ workflow }) => workflow("cancel-in-progress: false", "cancel-in-progress: true"),
    check: "job-concurrency",
    fix: "cancel-in-progress: false",
  },
  {
    fault: "there is no concurrency",
    plant: ({ workflow }) => workflow("concurrency:\n", "x-concurrency:\n"),
    check: "job-concurrency",
    level: "warning",
    fix: "Add concurrency with a group",
  },
];
