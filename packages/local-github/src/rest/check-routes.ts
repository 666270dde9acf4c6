import { checkOutput } from "../act/check-output.ts";
import { appSuite, oldestActionsSuite, suiteOf } from "../act/check-suite.ts";
import { refuse, refuseField } from "../failure.ts";
import type { Account, Json, Status } from "../model.ts";
import { isoTime } from "../model.ts";
import { listOf, numberOf, recordOf, textOf, textOrNull } from "../narrow.ts";
import { needs, permit } from "../permission.ts";
import { showAccount } from "../show/show-account.ts";
import { ACTIONS_APP, showActionsApp, showApp } from "../show/show-app.ts";
import { showRepository } from "../show/show-repository.ts";
import { checkLength } from "../text-length.ts";
import type { World } from "../world.ts";
import { repoUrl, webUrl } from "../world.ts";
import { readAnswer, writeAnswer } from "./git-routes.ts";
import { forgetRuns, runsOf } from "./runs-of.ts";
import type { RestContext, Routes } from "./route.ts";
import { numberIn, page, readBody, repoPath, textIn } from "./route.ts";

export function addCheckRoutes(app: Routes, world: World): void {
  app.post(`${repoPath}/check-runs`, async (c) => {
    const sender = permit(c.env.actor, needs.checks);
    const body = withTimes(world, await readBody(c));
    const output = recordOf(body["output"]);
    checkOutput(output);
    const made = await writeAnswer(world, { method: "POST", path: "/check-runs", body });
    const id = numberOf(made["id"]);
    const sha = textOf(made["head_sha"]);
    if (isActions(sender)) world.actionsRuns.add(id);
    const suite = isActions(sender) ? oldestActionsSuite(world, sha) : appSuite(world, sha);
    world.suiteOfRun.set(id, suite.id);
    world.annotations.set(id, listOf(output["annotations"]).map(recordOf));
    const run = showRun(world, made);
    forgetRuns(world, run);
    emitRun(world, sender, { action: "created", run });
    if (run["status"] === "completed") emitRun(world, sender, { action: "completed", run });
    return c.json(run, 201);
  });
  app.patch(`${repoPath}/check-runs/:id`, async (c) => {
    const sender = permit(c.env.actor, needs.checks);
    const path = `/check-runs/${textIn(c, "id")}`;
    const before = present(world, numberIn(c, "id"));
    if (world.actionsRuns.has(numberIn(c, "id")) !== isActions(sender)) {
      refuse(403, "check run can only be modified by the GitHub App that created it.");
    }
    const wasCompleted = (await readAnswer(world, path))["status"] === "completed";
    const body = withTimes(world, await readBody(c));
    checkOutput(recordOf(body["output"]));
    const annotations = [...before, ...listOf(recordOf(body["output"])["annotations"])];
    const output = { ...recordOf(body["output"]), annotations };
    const whole = body["output"] === undefined ? body : { ...body, output };
    const run = showRun(world, await writeAnswer(world, { method: "PATCH", path, body: whole }));
    world.annotations.set(numberIn(c, "id"), annotations.map(recordOf));
    forgetRuns(world, run);
    if (run["status"] === "completed" && !wasCompleted) {
      emitRun(world, sender, { action: "completed", run });
    }
    return c.json(run);
  });
  app.get(`${repoPath}/check-runs/:id`, async (c) => {
    present(world, numberIn(c, "id"));
    return c.json(showRun(world, await readAnswer(world, `/check-runs/${textIn(c, "id")}`)));
  });
  app.post(`${repoPath}/check-runs/:id/rerequest`, async (c) => {
    const sender = permit(c.env.actor, needs.statuses);
    const run = showRun(world, await readAnswer(world, `/check-runs/${textIn(c, "id")}`));
    emitRun(world, sender, { action: "rerequested", run });
    return c.json({}, 201);
  });
  app.get(`${repoPath}/commits/:ref{.+}/check-runs`, async (c) => {
    const { app_id, check_name, status, filter } = c.req.query();
    const all = await runsOf(world, await resolve(world, textIn(c, "ref")));
    const runs = (filter === "all" ? all : newestOfNames(world, all))
      .map((run) => showRun(world, run))
      .filter((run) => app_id === undefined || String(recordOf(run["app"])["id"]) === app_id)
      .filter((run) => check_name === undefined || run["name"] === check_name)
      .filter((run) => status === undefined || run["status"] === status);
    return c.json({ total_count: runs.length, check_runs: page(c, runs) });
  });
  addStatusRoutes(app, world);
}

/** The annotations of a run that is still there. */
function present(world: World, id: number): readonly Json[] {
  if (suiteOf(world, id) === undefined) refuse(404, "Not Found");
  return world.annotations.get(id) ?? [];
}

/** The newest of a name in each suite. */
function newestOfNames(world: World, runs: readonly Json[]): readonly Json[] {
  const key = (run: Json): string =>
    `${suiteOf(world, numberOf(run["id"]))?.id} ${textOf(run["name"])}`;
  return [...new Map(runs.map((run) => [key(run), run])).values()];
}

/** Whoever names a conclusion has completed it. */
function withTimes(world: World, body: Json): Json {
  const now = isoTime(world.now());
  const isCompleted = body["status"] === "completed" || body["conclusion"] !== undefined;
  const completed = { completed_at: now, status: "completed" };
  return { started_at: now, ...(isCompleted ? completed : {}), ...body };
}

function showRun(world: World, run: Json): Json {
  const id = String(run["id"]);
  const html = webUrl(world, `/runs/${id}`);
  const url = repoUrl(world, `/check-runs/${id}`);
  return {
    ...run,
    html_url: html,
    details_url: textOrNull(run["details_url"]) ?? html,
    output: { ...recordOf(run["output"]), annotations_url: `${url}/annotations` },
    check_suite: { ...recordOf(run["check_suite"]), id: suiteOf(world, Number(id))?.id },
    app: appOf(world, run),
  };
}

function appOf(world: World, run: Json): Json {
  return world.actionsRuns.has(numberOf(run["id"])) ? showActionsApp(world) : showApp(world);
}

function isActions({ login, kind }: Account): boolean {
  return kind === "Bot" && login === ACTIONS_APP.slug;
}

function emitRun(world: World, sender: Account, message: { action: string; run: Json }): void {
  const { action, run } = message;
  const suite = recordOf(run["check_suite"]);
  const full = {
    ...suite,
    before: null,
    after: run["head_sha"],
    status: run["status"],
    conclusion: run["conclusion"],
    app: appOf(world, run),
    pull_requests: [],
    created_at: isoTime(world.now()),
    updated_at: isoTime(world.now()),
  };
  world.emit({
    event: "check_run",
    action,
    sender,
    body: { check_run: { ...run, check_suite: full } },
  });
}

function addStatusRoutes(app: Routes, world: World): void {
  const statusesOf = async (c: RestContext): Promise<readonly Status[]> => {
    const sha = await resolve(world, textIn(c, "ref"));
    return world.statuses.filter((one) => one.sha === sha).toReversed();
  };
  app.post(`${repoPath}/statuses/:sha`, async (c) => {
    const creator = permit(c.env.actor, needs.statuses);
    const body = await readBody(c);
    const state = textOf(body["state"]);
    if (!["error", "failure", "pending", "success"].includes(state))
      refuseField("Status", "state", "invalid");
    const description = textOf(body["description"]);
    checkLength("Status", "description", { text: description, most: 140 });
    const sha = await resolve(world, textIn(c, "sha"));
    if ((await world.git.commit(sha)) === undefined) {
      refuse(422, `No commit found for SHA: ${sha}`);
    }
    const status: Status = {
      id: world.nextId(),
      sha,
      state,
      context: textOrNull(body["context"]) ?? "default",
      description: textOrNull(body["description"]),
      targetUrl: textOrNull(body["target_url"]),
      creator,
      at: world.now(),
    };
    world.statuses.push(status);
    return c.json(showStatus(world, status), 201);
  });
  app.get(`${repoPath}/commits/:ref{.+}/statuses`, async (c) =>
    c.json(page(c, await statusesOf(c)).map((one) => showStatus(world, one))),
  );
  app.get(`${repoPath}/commits/:ref{.+}/status`, async (c) => {
    const sha = await resolve(world, textIn(c, "ref"));
    const latest = new Map((await statusesOf(c)).toReversed().map((one) => [one.context, one]));
    const statuses = [...latest.values()];
    const url = repoUrl(world, `/commits/${sha}`);
    return c.json({
      state: combined(statuses),
      statuses: page(c, statuses).map((one) => {
        const { creator: _, ...shown } = showStatus(world, one);
        return { ...shown, required: null };
      }),
      sha,
      total_count: statuses.length,
      repository: showRepository(world),
      commit_url: url,
      url: `${url}/status`,
    });
  });
}

async function resolve(world: World, ref: string): Promise<string> {
  return (await world.git.resolve(ref)) ?? refuse(404, "Not Found");
}

function combined(statuses: readonly Status[]): string {
  if (statuses.some((one) => one.state === "failure" || one.state === "error")) return "failure";
  return statuses.length > 0 && statuses.every((one) => one.state === "success")
    ? "success"
    : "pending";
}

function showStatus(world: World, status: Status): Json {
  return {
    url: repoUrl(world, `/statuses/${status.sha}`),
    avatar_url: `${world.origin}/avatars/u/${status.creator.id}`,
    id: status.id,
    node_id: `SC_kwDO${status.id}`,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: isoTime(status.at),
    updated_at: isoTime(status.at),
    creator: showAccount(world, status.creator),
  };
}
