import { at, list, text } from "../../../github/client/narrow.ts";
import {
  closePull,
  headOf,
  makeBranch,
  makePull,
  removeBranch,
  wordsOf,
  writeFile,
} from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";
import { until } from "../stage.ts";
import type { Stage } from "../stage.ts";

const EDITS = 7;

export const redJob: LiveQuestion = {
  name: "red-job",
  asks: "What counts on a commit with a red job and a green published check of one name?",
  expected: "both stand there, and the commit is red",
  makes: "one branch with a workflow whose job fails, and a check of the same name",
  play: async (stage) => {
    const { main, slug, app, mark } = stage;
    if (app === undefined)
      return unasked("only an App publishes checks: set APP_ID and PRIVATE_KEY");
    const source = workflow(
      "push",
      `{ name: ${mark}, runs-on: ubuntu-latest, steps: [{ run: exit 1 }] }`,
    );
    const played = await playWorkflow(stage, { name: "red", text: source });
    if ("why" in played) return unasked(played.why);
    const checks = await app.narrowed({ checks: "write" });
    const check = {
      name: mark,
      head_sha: played.sha,
      status: "completed",
      conclusion: "success",
    } as const;
    await checks.rest.checks.create({ ...slug, ...check });
    const answer = await main.graphql(ROLLUP, { ...slug, sha: played.sha });
    const rollup = at(answer, "repository", "object", "statusCheckRollup");
    const found = list(at(rollup, "contexts", "nodes"))
      .map(conclusionOf)
      .toSorted();
    const state = String(at(rollup, "state"));
    return seen(
      `${found.join(" and ")}; the commit is ${state}`,
      found.length === 2 && state === "FAILURE",
    );
  },
};

export const suiteOrder: LiveQuestion = {
  name: "suite-order",
  asks: `In which order are the suites of ${EDITS} workflow runs on one commit listed?`,
  expected: "the oldest first",
  makes: `one pull request, edited ${EDITS} times, with a workflow that runs at each`,
  play: async (stage) => {
    const { main, slug, defaultBranch } = stage;
    const source = workflow(EDITED, QUIET);
    const played = await playWorkflow(stage, { name: "edits", text: source });
    if ("why" in played) return unasked(played.why);
    const asked = { head: played.branch, base: defaultBranch, title: "edited" };
    const pull = await makePull(stage, asked);
    for (let edit = 1; edit <= EDITS; edit += 1) {
      await main.rest.pulls.update({ ...slug, pull_number: pull.number, body: `Edit ${edit}` });
    }
    const suites = await until(stage, async () => {
      const found = await suitesOf(stage, played.sha);
      return found.length >= EDITS ? found : undefined;
    });
    if (suites === undefined) return unasked(`fewer than ${EDITS} runs came in time`);
    const isOldestFirst = suites.toSorted().join() === suites.join();
    const isNewestFirst = suites.toSorted().toReversed().join() === suites.join();
    const order = isOldestFirst ? "the oldest first" : isNewestFirst ? "the newest first" : "mixed";
    return seen(`${order}: ${suites.join(", ")}`, isOldestFirst);
  },
};

export const jobPull: LiveQuestion = {
  name: "job-pull",
  asks: "Do workflows run on a pull request that a job's own token opened?",
  expected: "not before somebody approves them",
  makes: "one branch with a workflow that opens a pull request",
  play: async (stage) => {
    const { main, slug, mark } = stage;
    const head = `${mark}-by-job`;
    const source = workflow("[push, pull_request]", opening(stage, head));
    const played = await playWorkflow(stage, { name: "job", text: source, branches: [head] });
    if ("why" in played) return unasked(played.why);
    const { data } = await main.rest.pulls.list({ ...slug, head: `${slug.owner}:${head}` });
    const [pull] = data;
    if (pull === undefined) {
      return unasked(
        "the job opened none: may workflows open pull requests? (Settings, Actions, General)",
      );
    }
    stage.afterwards(() => removeBranch(stage, head));
    stage.afterwards(() => closePull(stage, pull.number));
    const run = await until(stage, async () => {
      const runs = await main.rest.actions.listWorkflowRunsForRepo({
        ...slug,
        head_sha: pull.head.sha,
      });
      return runs.data.workflow_runs.find(({ event }) => event === "pull_request");
    });
    if (run === undefined) return seen("no run at all", false);
    const state = run.conclusion ?? run.status ?? "";
    return seen(state, state === "action_required");
  },
};

type Workflow = {
  /** Of the branch, and of the workflow's file. */
  readonly name: string;
  readonly text: string;
  /** Writes on GitHub that the workflow makes, to be undone. */
  readonly branches?: readonly string[];
};

type Played = { readonly branch: string; readonly sha: string };

function workflow(events: string, job: string): string {
  return `name: dakor live\non: ${events}\npermissions: { contents: write, pull-requests: write }\njobs:\n  live: ${job}\n`;
}

const QUIET = "{ runs-on: ubuntu-latest, steps: [{ run: exit 0 }] }";
const EDITED = "{ push: {}, pull_request: { types: [edited] } }";

/** A job that pushes a branch and opens a pull request with it, once. */
function opening({ defaultBranch }: Stage, head: string): string {
  const lines = [
    `git switch -c ${head}`,
    "git -c user.name=dakor -c user.email=dakor@localhost commit --allow-empty -m 'By a job'",
    `git push origin ${head}`,
    `gh pr create --head ${head} --base ${defaultBranch} --title '${head}' --body 'By a job'`,
  ];
  return `
    if: github.event_name == 'push' && github.ref_name != '${head}'
    runs-on: ubuntu-latest
    env: { GH_TOKEN: "\${{ github.token }}" }
    steps:
      - uses: actions/checkout@v4
      - run: |
${lines.map((line) => `          ${line}`).join("\n")}`;
}

/** A check run's, or a status's. */
function conclusionOf(context: unknown): string {
  return text(at(context, "conclusion")) || text(at(context, "state"));
}

async function suitesOf({ main, slug }: Stage, sha: string): Promise<readonly string[]> {
  const answer = await main.graphql(SUITES, { ...slug, sha });
  const suites = list(at(answer, "repository", "object", "checkSuites", "nodes"));
  return suites
    .filter((suite) => at(suite, "app", "slug") === "github-actions")
    .map((suite) => text(at(suite, "createdAt")));
}

const ROLLUP = `query Rollup($owner: String!, $repo: String!, $sha: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $sha) {
      ... on Commit {
        statusCheckRollup {
          state
          contexts(first: 20) { nodes { ... on CheckRun { conclusion } ... on StatusContext { state } } }
        }
      }
    }
  }
}`;

const SUITES = `query Suites($owner: String!, $repo: String!, $sha: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $sha) {
      ... on Commit { checkSuites(first: 20) { nodes { createdAt app { slug } } } }
    }
  }
}`;

/** Lets a workflow run on a branch of its own; where none runs, why. Its runs are deleted afterwards. */
async function playWorkflow(
  stage: Stage,
  { name, text: content, branches = [] }: Workflow,
): Promise<Played | { readonly why: string }> {
  const { main, slug, mark } = stage;
  if (!(await hasActions(stage))) return { why: "there is no GitHub Actions here, or it is off" };
  const branch = await makeBranch(stage, name);
  for (const made of branches) stage.afterwards(() => removeBranch(stage, made));
  try {
    const path = `.github/workflows/${mark}-${name}.yml`;
    await writeFile(stage, { branch, path, content });
  } catch (thrown) {
    const needs = "the token needs the scope workflow, an App's the permission Workflows: write";
    return { why: `no workflow can be written: ${needs} (${wordsOf(thrown)})` };
  }
  stage.afterwards(() => removeRuns(stage, branch));
  const sha = await headOf(stage, branch);
  const run = await until(stage, async () => {
    const { data } = await main.rest.actions.listWorkflowRunsForRepo({ ...slug, branch });
    return data.workflow_runs.find(({ status }) => status === "completed");
  });
  return run === undefined ? { why: "no workflow ran to its end in time" } : { branch, sha };
}

async function hasActions({ main, slug }: Stage): Promise<boolean> {
  try {
    const { data } = await main.rest.actions.listWorkflowRunsForRepo({ ...slug, per_page: 1 });
    return Array.isArray(data.workflow_runs);
  } catch {
    return false;
  }
}

async function removeRuns({ main, slug }: Stage, branch: string): Promise<void> {
  const { data } = await main.rest.actions.listWorkflowRunsForRepo({ ...slug, branch });
  for (const { id } of data.workflow_runs) {
    await main.rest.actions.deleteWorkflowRun({ ...slug, run_id: id });
  }
}
