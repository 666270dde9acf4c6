import {
  assign,
  closeIssue,
  createIssue,
  editIssue,
  lockIssue,
  reopenIssue,
  unassign,
} from "../act/change-issue.ts";
import { setLabels } from "../act/change-labels.ts";
import { authorOf, findIssue } from "../act/record.ts";
import { refuseField } from "../failure.ts";
import type { Actor, Issue, Json, StateReason } from "../model.ts";
import { isoTime } from "../model.ts";
import { isRecord, listOf, textOf, textOrNull, textsOf } from "../narrow.ts";
import { needs, permit } from "../permission.ts";
import { isIssueEvent, showIssueEvent, showTimelineEvent } from "../show/show-event.ts";
import { showFullIssue, showIssue } from "../show/show-issue.ts";
import type { World } from "../world.ts";
import { labelsOf, timelineOf } from "../world.ts";
import type { RestContext, Routes } from "./route.ts";
import { accountsNamed, numberIn, page, readBody, repoPath } from "./route.ts";

export function addIssueRoutes(app: Routes, world: World): void {
  const issuePath = `${repoPath}/issues/:number{[0-9]+}`;
  const issueIn = (c: RestContext): Issue => findIssue(world, numberIn(c, "number"));
  const shown = (c: RestContext, issue: Issue): Response =>
    c.json(showFullIssue(world, findIssue(world, issue.number)));

  app.get(`${repoPath}/issues`, (c) =>
    c.json(page(c, listIssues(world, c.req.query())).map((issue) => showIssue(world, issue))),
  );
  app.post(`${repoPath}/issues`, async (c) => {
    const body = await readBody(c);
    const issue = await createIssue(world, c.env.actor, {
      title: textOf(body["title"]),
      body: textOrNull(body["body"]),
      labels: labelNames(body["labels"]),
      assignees: accountsNamed(world, textsOf(body["assignees"])),
    });
    return c.json(showFullIssue(world, issue), 201);
  });
  app.get(`${repoPath}/issues/events`, (c) => {
    const events = [...world.timelines.values()].flat().filter(isIssueEvent).toReversed();
    return c.json(
      page(c, events).flatMap((event) => {
        const issue = world.issues.get(event.number);
        if (issue === undefined) return [];
        return [{ ...showIssueEvent(world, event), issue: showIssue(world, issue) }];
      }),
    );
  });
  app.get(issuePath, (c) => shown(c, issueIn(c)));
  app.patch(issuePath, async (c) => {
    const issue = issueIn(c);
    await patchIssue(world, c.env.actor, { issue, body: await readBody(c) });
    return shown(c, issue);
  });
  app.put(`${issuePath}/lock`, async (c) => {
    const reason = textOrNull((await readBody(c))["lock_reason"]);
    await lockIssue(world, c.env.actor, { issue: issueIn(c), isLocked: true, reason });
    return c.body(null, 204);
  });
  app.delete(`${issuePath}/lock`, async (c) => {
    await lockIssue(world, c.env.actor, { issue: issueIn(c), isLocked: false, reason: null });
    return c.body(null, 204);
  });
  app.post(`${issuePath}/assignees`, async (c) => {
    const issue = issueIn(c);
    const author = authorOf(c.env.actor, permit(c.env.actor, needs.triage));
    for (const assignee of accountsNamed(world, textsOf((await readBody(c))["assignees"]))) {
      await assign(world, author, { issue, assignee });
    }
    return c.json(showFullIssue(world, findIssue(world, issue.number)), 201);
  });
  app.delete(`${issuePath}/assignees`, async (c) => {
    const issue = issueIn(c);
    const author = authorOf(c.env.actor, permit(c.env.actor, needs.triage));
    for (const assignee of accountsNamed(world, textsOf((await readBody(c))["assignees"]))) {
      await unassign(world, author, { issue, assignee });
    }
    return shown(c, issue);
  });
  app.get(`${issuePath}/events`, (c) => {
    const events = timelineOf(world, issueIn(c).number).filter(isIssueEvent);
    return c.json(page(c, events).map((event) => showIssueEvent(world, event)));
  });
  app.get(`${issuePath}/timeline`, (c) => {
    const events = timelineOf(world, issueIn(c).number);
    return c.json(page(c, events).map((event) => showTimelineEvent(world, event)));
  });
}

async function patchIssue(
  world: World,
  actor: Actor,
  patch: { issue: Issue; body: Json },
): Promise<void> {
  const { issue, body } = patch;
  const title = textOrNull(body["title"]) ?? undefined;
  const text = body["body"] === null ? null : (textOrNull(body["body"]) ?? undefined);
  if (title !== undefined || text !== undefined) {
    await editIssue(world, actor, { issue, edit: { title, body: text } });
  }
  if (body["labels"] !== undefined) {
    await setLabels(world, actor, { issue, names: labelNames(body["labels"]) });
  }
  if (body["assignees"] !== undefined) await setAssignees(world, actor, patch);
  if (body["state"] === "closed") {
    await closeIssue(world, actor, { issue, reason: closeReason(body["state_reason"]) });
  }
  if (body["state"] === "open") await reopenIssue(world, actor, issue);
}

async function setAssignees(
  world: World,
  actor: Actor,
  patch: { issue: Issue; body: Json },
): Promise<void> {
  const { issue } = patch;
  const author = authorOf(actor, permit(actor, needs.triage));
  const wanted = accountsNamed(world, textsOf(patch.body["assignees"]));
  for (const assignee of issue.assignees.filter((one) => !wanted.includes(one))) {
    await unassign(world, author, { issue, assignee });
  }
  for (const assignee of wanted) await assign(world, author, { issue, assignee });
}

function closeReason(value: unknown): StateReason {
  if (value === undefined || value === null) return "completed";
  if (value === "completed" || value === "not_planned" || value === "duplicate") return value;
  return refuseField("Issue", "state_reason", "invalid");
}

/** Labels are sent as names or as objects with a name. */
export function labelNames(value: unknown): readonly string[] {
  return listOf(value).map((one) => (isRecord(one) ? textOf(one["name"]) : textOf(one)));
}

function listIssues(world: World, query: Readonly<Record<string, string>>): readonly Issue[] {
  const state = query["state"] ?? "open";
  const wanted = (query["labels"] ?? "").split(",").filter((name) => name !== "");
  const since = query["since"];
  const matches = (issue: Issue): boolean => {
    const names = labelsOf(world, issue).map((label) => label.name.toLowerCase());
    const creator = query["creator"];
    const assignee = query["assignee"];
    return (
      (state === "all" || issue.state === state) &&
      wanted.every((name) => names.includes(name.toLowerCase())) &&
      (since === undefined || isoTime(issue.updatedAt) >= since) &&
      (creator === undefined || issue.author.login === creator.replace("[bot]", "")) &&
      (assignee === undefined || issue.assignees.some((one) => one.login === assignee))
    );
  };
  const key = query["sort"] === "updated" ? "updatedAt" : "createdAt";
  const sign = query["direction"] === "asc" ? 1 : -1;
  return [...world.issues.values()]
    .filter(matches)
    .toSorted((a, b) => sign * (a[key] - b[key] || a.number - b.number));
}
