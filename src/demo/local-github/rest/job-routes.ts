import { refuse } from "../failure.ts";
import { needs, permit } from "../permission.ts";
import { ACTIONS_APP, showActionsApp, showApp } from "../show/show-app.ts";
import type { World } from "../world.ts";
import { webUrl } from "../world.ts";
import type { Json } from "../model.ts";
import { isoTime } from "../model.ts";
import { numberOf } from "../narrow.ts";
import { readAnswer, writeAnswer } from "./git-routes.ts";
import { forgetRuns } from "./runs-of.ts";
import type { Routes } from "./route.ts";
import { numberIn, page, repoPath, textIn } from "./route.ts";

export interface NewJob {
  readonly sha: string;
  readonly name: string;
  readonly conclusion: "success" | "failure";
  /** What it said with `::warning::`. */
  readonly warnings?: readonly string[];
}

/** Workflows don't run here; whoever plays them sees which jobs should run again. A job's id is its check run's. */
export function addJobRoutes(app: Routes, world: World): void {
  app.post(`${repoPath}/actions/jobs/:id/rerun`, async (c) => {
    permit(c.env.actor, needs.actions);
    const id = numberIn(c, "id");
    if (!world.actionsRuns.has(id)) refuse(404, "Not Found");
    world.reruns.push(id);
    const { name, head_sha } = await readAnswer(world, `/check-runs/${id}`);
    await addRun(world, { name, head_sha, status: "queued" });
    return c.json({}, 201);
  });
  app.get(`${repoPath}/check-runs/:id/annotations`, (c) => {
    const said = world.jobWarnings.get(numberIn(c, "id")) ?? [];
    return c.json(page(c, said).map((message) => showWarning(world, message)));
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
  world.jobWarnings.set(id, warnings);
  return id;
}

/** Where a warning names no file, GitHub names the folder of the workflows. */
function showWarning(world: World, message: string): Json {
  return {
    path: ".github",
    blob_href: webUrl(world, "/blob/HEAD/.github"),
    start_line: 1,
    end_line: 1,
    start_column: null,
    end_column: null,
    annotation_level: "warning",
    title: "",
    message,
    raw_details: "",
  };
}

async function addRun(world: World, about: Json): Promise<number> {
  const body = { ...about, external_id: crypto.randomUUID() };
  const run = await writeAnswer(world, { method: "POST", path: "/check-runs", body });
  forgetRuns(world, run);
  const id = numberOf(run["id"]);
  world.actionsRuns.add(id);
  return id;
}
