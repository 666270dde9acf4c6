import { refuse } from "../failure.ts";
import type { Json } from "../model.ts";
import { isoTime } from "../model.ts";
import { needs, permit } from "../permission.ts";
import type { WorkflowState, World } from "../world.ts";
import { nodeId, repoUrl, webUrl } from "../world.ts";
import { parseDocument } from "yaml";
import type { Routes } from "./route.ts";
import { page, repoPath, signedIn, textIn } from "./route.ts";

export interface Workflow {
  readonly id: number;
  /** ".github/workflows/dakor.yml" */
  readonly path: string;
  readonly text: string;
  readonly state: WorkflowState;
}

const FOLDER = ".github/workflows";

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
