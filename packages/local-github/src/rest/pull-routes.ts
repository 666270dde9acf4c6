import { closeIssue, editIssue, reopenIssue } from "../act/change-issue.ts";
import { createPull, mergePull, requestReviews } from "../act/change-pull.ts";
import { findPull } from "../act/record.ts";
import { editBase } from "../act/retarget.ts";
import { refuse } from "../failure.ts";
import type { Actor, Json, PullRequest } from "../model.ts";
import { isPull } from "../model.ts";
import { textOf, textOrNull, textsOf } from "../narrow.ts";
import {
  changesOf,
  pullsWith,
  showPull,
  showReviewers,
  showSimplePull,
} from "../show/show-pull.ts";
import { teamsNamed } from "../team.ts";
import type { World } from "../world.ts";
import { repoUrl, webUrl } from "../world.ts";
import { readAnswer } from "./git-routes.ts";
import type { RestContext, Routes } from "./route.ts";
import { accountsNamed, numberIn, page, readBody, repoPath, textIn } from "./route.ts";

export function addPullRoutes(app: Routes, world: World): void {
  const path = `${repoPath}/pulls/:number{[0-9]+}`;
  const pullIn = (c: RestContext): PullRequest => findPull(world, numberIn(c, "number"));

  app.get(`${repoPath}/pulls`, (c) =>
    c.json(page(c, listPulls(world, c.req.query())).map((pull) => showSimplePull(world, pull))),
  );
  app.post(`${repoPath}/pulls`, async (c) => {
    const body = await readBody(c);
    const pull = await createPull(world, c.env.actor, {
      title: textOf(body["title"]),
      body: textOrNull(body["body"]),
      head: textOf(body["head"]),
      base: textOf(body["base"]),
      isDraft: body["draft"] === true,
    });
    return c.json(await showPull(world, pull), 201);
  });
  app.get(path, async (c) => c.json(await showPull(world, pullIn(c))));
  app.patch(path, async (c) => {
    const pull = pullIn(c);
    await patchPull(world, c.env.actor, { pull, body: await readBody(c) });
    return c.json(await showPull(world, pullIn(c)));
  });
  app.get(`${path}/files`, async (c) => {
    const pull = pullIn(c);
    const { files } = await changesOf(world, pull);
    return c.json(page(c, files).map((file) => showFile(world, file.raw, pull.pull.headSha)));
  });
  app.get(`${path}/commits`, async (c) => {
    const { ahead } = await changesOf(world, pullIn(c));
    const shown = page(c, ahead).map(async (sha) => readAnswer(world, `/commits/${sha}`));
    return c.json(await Promise.all(shown));
  });
  app.get(`${path}/merge`, (c) => {
    if (pullIn(c).pull.merge === null) return refuse(404, "Not Found");
    return c.body(null, 204);
  });
  app.put(`${path}/merge`, async (c) => {
    const body = await readBody(c);
    const title = textOrNull(body["commit_title"]);
    const message = textOrNull(body["commit_message"]);
    const expectedHead = textOrNull(body["sha"]);
    const merged = await mergePull(world, c.env.actor, {
      issue: pullIn(c),
      method: mergeMethod(body["merge_method"]),
      ...(title === null ? {} : { title }),
      ...(message === null ? {} : { message }),
      ...(expectedHead === null ? {} : { expectedHead }),
    });
    const sha = merged.pull.merge?.sha ?? "";
    return c.json({ sha, merged: true, message: "Pull Request successfully merged" });
  });
  app.get(`${path}/requested_reviewers`, (c) => c.json(showReviewers(world, pullIn(c))));
  app.post(`${path}/requested_reviewers`, async (c) => {
    const body = await readBody(c);
    const users = textsOf(body["reviewers"]);
    const known = accountsNamed(world, users);
    if (known.length < users.length) {
      refuse(422, "Reviews may only be requested from collaborators.");
    }
    const reviewers = [
      ...known,
      ...teamsNamed(world, c.env.actor, textsOf(body["team_reviewers"])),
    ];
    await requestReviews(world, c.env.actor, { issue: pullIn(c), reviewers });
    return c.json(showSimplePull(world, pullIn(c)), 201);
  });
  app.get(`${repoPath}/commits/:sha/pulls`, async (c) => {
    const pulls = await pullsWith(world, textIn(c, "sha"));
    return c.json(page(c, pulls).map((pull) => showSimplePull(world, pull)));
  });
}

async function patchPull(
  world: World,
  actor: Actor,
  patch: { pull: PullRequest; body: Json },
): Promise<void> {
  const { pull, body } = patch;
  const title = textOrNull(body["title"]) ?? undefined;
  const text = textOrNull(body["body"]) ?? undefined;
  if (title !== undefined || text !== undefined) {
    await editIssue(world, actor, { issue: pull, edit: { title, body: text } });
  }
  const base = textOrNull(body["base"]);
  if (base !== null) await editBase(world, actor, { issue: pull, base });
  if (body["state"] === "closed")
    await closeIssue(world, actor, { issue: pull, reason: "completed" });
  if (body["state"] === "open") {
    if (pull.pull.merge !== null) refuse(422, "A merged pull request cannot be reopened.");
    await reopenIssue(world, actor, pull);
  }
}

function listPulls(world: World, query: Readonly<Record<string, string>>): readonly PullRequest[] {
  const state = query["state"] ?? "open";
  const head = query["head"]?.replace(`${world.owner.login}:`, "");
  const base = query["base"];
  const matches = (issue: PullRequest): boolean =>
    (state === "all" || issue.state === state) &&
    (head === undefined || issue.pull.headRef === head) &&
    (base === undefined || issue.pull.baseRef === base);
  const key = query["sort"] === "updated" ? "updatedAt" : "createdAt";
  const sign =
    (query["direction"] ?? (query["sort"] === undefined ? "desc" : "asc")) === "asc" ? 1 : -1;
  return [...world.issues.values()]
    .filter(isPull)
    .filter(matches)
    .toSorted((a, b) => sign * (a[key] - b[key] || a.number - b.number));
}

function mergeMethod(value: unknown): "merge" | "squash" | "rebase" {
  return value === "squash" || value === "rebase" ? value : "merge";
}

function showFile(world: World, raw: Json, headSha: string): Json {
  const path = textOf(raw["filename"]).split("/").map(encodeURIComponent).join("/");
  return {
    ...raw,
    blob_url: webUrl(world, `/blob/${headSha}/${path}`),
    raw_url: webUrl(world, `/raw/${headSha}/${path}`),
    contents_url: repoUrl(world, `/contents/${path}?ref=${headSha}`),
  };
}
