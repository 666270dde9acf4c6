import { showAnnotation } from "../act/check-output.ts";
import { newActionsSuite, suiteOf } from "../act/check-suite.ts";
import { refuse } from "../failure.ts";
import { needs, permit } from "../permission.ts";
import { ACTIONS_APP, showActionsApp, showApp } from "../show/show-app.ts";
import type { World } from "../world.ts";
import { webUrl } from "../world.ts";
import type { CheckSuite, Json } from "../model.ts";
import { isoTime } from "../model.ts";
import { numberOf, textOf } from "../narrow.ts";
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
