// `dakor init` writes these, and the pages that show them are compared with them.
import { CONFIG_PATH } from "../../core/config/config.ts";
import { KLUDGE_LABEL } from "../../core/model/phase.ts";
import { MODE_PERMISSIONS, permissionWords, workflowName } from "../../core/model/permission.ts";
import { SWITCHED } from "../../github/installation/workflow-switches.ts";

/** `uses` is the Action, with a tag or a commit; `branch` the default one. */
type WorkflowOptions = {
  readonly uses: string;
  readonly branch: string;
  /** Names of the secrets with which people outside GitHub are told. */
  readonly secrets?: readonly string[];
};

/** The job's name is the check's, and the bot looks for it. */
function gateWorkflow({ uses }: Pick<WorkflowOptions, "uses">): string {
  return `name: dakor
on:
  # Runs this file as it is on the default branch, so no pull request edits its own judge. Nothing of it is checked out.
  pull_request_target:
    types: [opened, reopened, synchronize, edited, ready_for_review]
  merge_group:
permissions: {}
concurrency:
  group: dakor-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: false
  queue: max
jobs:
  gate:
    name: dakor
    runs-on: ubuntu-latest
    timeout-minutes: 5
    # It only reads: the token of a fork's pull request is enough.
    permissions:
${permissionLines("gate")}
    steps:
      - uses: ${uses}
`;
}

/** Hears what is said on incidents. It has no schedule: GitHub switches such files off in quiet public repositories. */
function botWorkflow(options: WorkflowOptions): string {
  const { branch } = options;
  return `name: dakor bot
on:
  issues:
    types: [opened, edited, labeled, unlabeled, assigned, unassigned, closed, reopened]
  issue_comment:
    types: [created, edited, deleted]
  # Its token may also answer on pull requests of forks. Nothing of a pull request is checked out or run.
  pull_request_target:
    types: [closed]
  push:
    branches: [${branch}]
    paths: [${CONFIG_PATH}, ".github/workflows/dakor*.yml"]
  workflow_dispatch:
    inputs:
      issue:
        description: Number of the incident to look at; all of them when empty
        required: false
        type: string
${CONCURRENCY}
jobs:
  bot:
    name: dakor bot
    # A skipped job costs nothing: only incidents, what makes one, and whatever may be a revert start a runner.
    if: >-
      github.event_name == 'push' || github.event_name == 'workflow_dispatch' ||
      (github.event_name == 'issues' && (
        contains(github.event.issue.labels.*.name, 'incident') ||
        github.event.label.name == 'incident' || startsWith(github.event.label.name, 'dakor:') ||
        startsWith(github.event.issue.body, '/incident'))) ||
      (github.event_name == 'pull_request_target' && github.event.pull_request.merged && (
        contains(github.event.pull_request.title, 'revert') ||
        contains(github.event.pull_request.title, 'reapply') ||
        startsWith(github.event.pull_request.head.ref, 'revert-') ||
        contains(github.event.pull_request.body, 'reverts') ||
        contains(github.event.pull_request.labels.*.name, '${KLUDGE_LABEL}'))) ||
      (github.event_name == 'issue_comment' && github.event.sender.type != 'Bot' && (
        startsWith(github.event.comment.body, '/dakor') || (!github.event.issue.pull_request && (
          contains(github.event.issue.labels.*.name, 'incident') ||
          startsWith(github.event.comment.body, '/incident')))))
${job(options)}          issue: \${{ inputs.issue }}
`;
}

/** Pull requests and pushes, which start no runner while every incident has its report. */
function watchWorkflow(options: WorkflowOptions): string {
  const { branch } = options;
  return `name: dakor watch
# The bot switches this workflow on while an incident has no report, and off when none is left.
on:
  # Its token may also answer on pull requests of forks. Nothing of a pull request is checked out or run.
  pull_request_target:
    types: [opened, edited, closed, reopened]
  issue_comment:
    types: [created, edited, deleted]
  push:
    branches: [${branch}]
${CONCURRENCY}
jobs:
  bot:
    name: dakor bot
    # Of comments only commands on pull requests; the bot's own workflow hears the others.
    if: >-
      github.event_name != 'issue_comment' ||
      (github.event.issue.pull_request && github.event.sender.type != 'Bot' &&
        !startsWith(github.event.comment.body, '/dakor') && (
        startsWith(github.event.comment.body, '/') || startsWith(github.event.changes.body.from, '/')))
${job(options)}`;
}

/** For what falls due. */
function clockWorkflow(options: WorkflowOptions): string {
  return `name: dakor clock
# The bot switches this workflow on while an incident isn't restored, and off when none is left.
on:
  schedule:
    - cron: "7,22,37,52 * * * *"
${CONCURRENCY}
jobs:
  bot:
    name: dakor bot
${job(options)}`;
}

/** Makes good whatever was missed. */
function dailyWorkflow(options: WorkflowOptions): string {
  return `name: dakor daily
# Always on. In a public repository GitHub switches it off 60 days after the last commit: each run puts that off again.
on:
  schedule:
    - cron: "23 5 * * *"
${CONCURRENCY}
jobs:
  bot:
    name: dakor bot
${job(options)}`;
}

const CONCURRENCY = `permissions: {}
concurrency:
  group: dakor-bot-\${{ github.event.issue.number || github.event.pull_request.number || github.ref }}
  cancel-in-progress: false
  queue: max`;

function job({ uses, secrets = [] }: WorkflowOptions): string {
  const passed = secrets.map((name) => `          ${name}: \${{ secrets.${name} }}\n`);
  const env = passed.length === 0 ? "" : `        env:\n${passed.join("")}`;
  return `    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
${permissionLines("bot")}
    steps:
      - uses: ${uses}
${env}        with:
          mode: bot
`;
}

/** One line for each, with what it is written for. */
function permissionLines(mode: "gate" | "bot"): string {
  return Object.entries(MODE_PERMISSIONS[mode])
    .map(([name, level]) => {
      const words = permissionWords(name);
      const why = level === "write" ? ` # ${words.job ?? words.write ?? ""}` : "";
      return `      ${workflowName(name)}: ${level}${why}`;
    })
    .join("\n");
}

/** By the names of their files in .github/workflows. */
export function workflowFiles(options: WorkflowOptions): Readonly<Record<string, string>> {
  return {
    "dakor.yml": gateWorkflow(options),
    "dakor-bot.yml": botWorkflow(options),
    [SWITCHED.pulls]: watchWorkflow(options),
    [SWITCHED.clock]: clockWorkflow(options),
    [SWITCHED.daily]: dailyWorkflow(options),
  };
}
