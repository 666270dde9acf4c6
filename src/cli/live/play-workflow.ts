import { removeBranch, headOf, makeBranch, wordsOf, writeFile } from "./make.ts";
import type { Stage } from "./stage.ts";
import { until } from "./stage.ts";

type Workflow = {
  /** Of the branch, and of the workflow's file. */
  readonly name: string;
  readonly text: string;
  /** Writes on GitHub that the workflow makes, to be undone. */
  readonly branches?: readonly string[];
};

type Played = { readonly branch: string; readonly sha: string };

/** Lets a workflow run on a branch of its own; where none runs, why. Its runs are deleted afterwards. */
export async function playWorkflow(
  stage: Stage,
  { name, text, branches = [] }: Workflow,
): Promise<Played | { readonly why: string }> {
  const { main, slug, mark } = stage;
  if (!(await hasActions(stage))) return { why: "there is no GitHub Actions here, or it is off" };
  const branch = await makeBranch(stage, name);
  for (const made of branches) stage.afterwards(() => removeBranch(stage, made));
  try {
    const path = `.github/workflows/${mark}-${name}.yml`;
    await writeFile(stage, { branch, path, content: text });
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
