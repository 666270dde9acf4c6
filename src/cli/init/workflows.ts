// `dakor init` writes these, and the pages that show them are compared with them.

/** `uses` is the Action, with a tag or a commit. The job's name is the check's, and the bot looks for it. */
export function gateWorkflow({ uses }: { readonly uses: string }): string {
  return `name: dakor
on:
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
    permissions:
      checks: read
      contents: read
      issues: read
      pull-requests: read
    steps:
      - uses: ${uses}
`;
}

export function botWorkflow({
  uses,
  branch,
}: {
  readonly uses: string;
  readonly branch: string;
}): string {
  return `name: dakor bot
on:
  issues:
    types: [opened, edited, labeled, unlabeled, assigned, unassigned, closed, reopened]
  issue_comment:
    types: [created, edited, deleted]
  pull_request_target:
    types: [opened, edited, closed, reopened]
  push:
    branches: [${branch}]
  schedule:
    - cron: "7,22,37,52 * * * *"
  workflow_dispatch:
    inputs:
      issue:
        description: Number of the incident to look at; all of them when empty
        required: false
        type: string
permissions: {}
concurrency:
  group: dakor-bot-\${{ github.event.issue.number || github.event.pull_request.number || github.ref }}
  cancel-in-progress: false
  queue: max
jobs:
  bot:
    name: dakor bot
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: write
      checks: write
      contents: write
      issues: write
      pull-requests: write
    steps:
      - uses: ${uses}
        with:
          mode: bot
          issue: \${{ inputs.issue }}
`;
}
