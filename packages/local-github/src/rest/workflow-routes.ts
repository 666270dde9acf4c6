import { refuse } from "../failure.ts";
import { isoTime } from "../model.ts";
import type { CheckSuite, Json } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { nodeId, repoUrl, webUrl } from "../world.ts";
import type { WorkflowState, World } from "../world.ts";
import { parseDocument } from "yaml";
import { numberIn, page, repoPath, signedIn, textIn } from "./route.ts";
import type { Routes } from "./route.ts";
import { showAnnotation } from "../act/check-output.ts";
import { newActionsSuite, suiteOf } from "../act/check-suite.ts";
import { ACTIONS_APP, showActionsApp, showApp } from "../show/show-app.ts";
import { numberOf, textOf } from "../narrow.ts";
import { readAnswer, writeAnswer } from "./git-routes.ts";
import { forgetRuns } from "./runs-of.ts";

export interface Workflow {
  readonly id: number;
  /** ".github/workflows/dakor.yml" */
  readonly path: string;
  readonly text: string;
  readonly state: WorkflowState;
}

const FOLDER = ".github/workflows";

export interface NewJob {
  readonly sha: string;
  readonly name: string;
  readonly conclusion: "success" | "failure";
  /** What it said with `::warning::`. */
  readonly warnings?: readonly string[];
}

/** What is switched off starts nothing, whatever its triggers are. */
export function addWorkflowRoutes(app: Routes, world: World): void {
  const one = `${repoPath}/actions/workflows/:workflow`;
  app.get(`${repoPath}/actions/workflows`, async (c) => {
    signedIn(c.env.actor);
    const workflows = await workflowsOf(world);
    return c.json({
      total_count: workflows.length,
      workflows: page(c, workflows).map((workflow) => showWorkflow(world, workflow)),
    });
  });
  app.get(one, async (c) => {
    signedIn(c.env.actor);
    return c.json(showWorkflow(world, await findWorkflow(world, textIn(c, "workflow"))));
  });
  for (const [verb, state] of [
    ["enable", "active"],
    ["disable", "disabled_manually"],
  ] as const) {
    app.put(`${one}/${verb}`, async (c) => {
      permit(c.env.actor, needs.actions);
      const { path } = await findWorkflow(world, textIn(c, "workflow"));
      world.workflowStates.set(path, state);
      return c.body(null, 204);
    });
  }
}

/** The files on the default branch; a new one is active. */
export async function workflowsOf(world: World): Promise<readonly Workflow[]> {
  const { git, defaultBranch } = world;
  const head = await git.branch(defaultBranch);
  const commit = head === undefined ? undefined : await git.commit(head);
  const root = commit === undefined ? undefined : await git.tree(commit.tree);
  const github = root?.find(({ path }) => path === ".github");
  const inGithub = github === undefined ? undefined : await git.tree(github.sha);
  const folder = inGithub?.find(({ path }) => path === "workflows");
  const files = folder === undefined ? [] : ((await git.tree(folder.sha)) ?? []);
  return Promise.all(
    files
      .filter(({ path }) => /\.ya?ml$/.test(path))
      .map(async ({ path: name, sha }) => {
        const path = `${FOLDER}/${name}`;
        const id = world.workflowIds.get(path) ?? world.nextId();
        world.workflowIds.set(path, id);
        const text = (await git.blob(sha))?.toString() ?? "";
        return { id, path, text, state: world.workflowStates.get(path) ?? "active" };
      }),
  );
}

/** By number, or by the file's name. */
async function findWorkflow(world: World, asked: string): Promise<Workflow> {
  const found = (await workflowsOf(world)).find(
    ({ id, path }) => String(id) === asked || path === `${FOLDER}/${asked}`,
  );
  return found ?? refuse(404, "Not Found");
}

function showWorkflow(world: World, { id, path, text, state }: Workflow): Json {
  const name: unknown = parseDocument(text).get("name");
  const created = isoTime(world.createdAt);
  const file = path.slice(FOLDER.length + 1);
  return {
    id,
    node_id: nodeId("W", id),
    name: typeof name === "string" ? name : path,
    path,
    state,
    created_at: created,
    updated_at: created,
    url: repoUrl(world, `/actions/workflows/${id}`),
    html_url: webUrl(world, `/blob/${world.defaultBranch}/${path}`),
    badge_url: webUrl(world, `/workflows/${encodeURIComponent(file)}/badge.svg`),
  };
}

/** Workflows don't run here; whoever plays them sees which jobs should run again. A job's id is its check run's. */
export function addJobRoutes(app: Routes, world: World): void {
  app.post(`${repoPath}/actions/jobs/:id/rerun`, async (c) => {
    permit(c.env.actor, needs.actions);
    const id = numberIn(c, "id");
    if (!world.actionsRuns.has(id)) refuse(404, "Not Found");
    world.reruns.push(id);
    const { name, head_sha } = await readAnswer(world, `/check-runs/${id}`);
    await addRun(world, { name, head_sha, status: "queued" }, suiteOf(world, id));
    return c.json({}, 201);
  });
  app.get(`${repoPath}/check-runs/:id/annotations`, (c) => {
    const blob = (annotation: Json): string =>
      webUrl(world, `/blob/HEAD/${textOf(annotation["path"])}`);
    const said = world.annotations.get(numberIn(c, "id")) ?? [];
    return c.json(page(c, said).map((one) => showAnnotation(one, blob(one))));
  });
  app.get("/apps/:slug", (c) => {
    const slug = textIn(c, "slug");
    if (slug === ACTIONS_APP.slug) return c.json(showActionsApp(world));
    return slug === world.app.slug ? c.json(showApp(world)) : refuse(404, "Not Found");
  });
}

/** A job that has ended, as its check run. */
export async function addJob(world: World, job: NewJob): Promise<number> {
  const { name, sha, conclusion, warnings = [] } = job;
  const now = isoTime(world.now());
  const times = { started_at: now, completed_at: now };
  const id = await addRun(world, {
    name,
    head_sha: sha,
    status: "completed",
    conclusion,
    ...times,
  });
  world.annotations.set(id, warnings.map(warningOf));
  return id;
}

/** Where a warning names no file, GitHub names the folder of the workflows. */
function warningOf(message: string): Json {
  const place = { path: ".github", start_line: 1, end_line: 1 };
  return { ...place, annotation_level: "warning", title: "", message, raw_details: "" };
}

/** In the suite of the run that it is a part of, or as a run of its own. */
async function addRun(world: World, about: Json, suite?: CheckSuite): Promise<number> {
  const body = { ...about, external_id: crypto.randomUUID() };
  const run = await writeAnswer(world, { method: "POST", path: "/check-runs", body });
  forgetRuns(world, run);
  const id = numberOf(run["id"]);
  world.actionsRuns.add(id);
  const { id: suiteId } = suite ?? newActionsSuite(world, textOf(run["head_sha"]));
  world.suiteOfRun.set(id, suiteId);
  return id;
}
