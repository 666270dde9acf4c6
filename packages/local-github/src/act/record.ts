import { refuse } from "../failure.ts";
import type {
  Account,
  Actor,
  EventData,
  Issue,
  Json,
  PullRequest,
  TimelineEvent,
} from "../model.ts";
import { isPull } from "../model.ts";
import { showIssue } from "../show/show-issue.ts";
import { showPull } from "../show/show-pull.ts";
import type { World } from "../world.ts";
import { nodeId, timelineOf } from "../world.ts";

/** A person or bot in action: `byApp` says whether an installation token was used. */
export interface Author {
  readonly account: Account;
  readonly byApp: boolean;
}

export function authorOf(actor: Actor, account: Account): Author {
  return { account, byApp: actor.kind === "installation" };
}

const eventPrefix: Readonly<Record<EventData["kind"], string>> = {
  commented: "IC",
  labeled: "LE",
  unlabeled: "UNLE",
  assigned: "AE",
  unassigned: "UAE",
  closed: "CE",
  reopened: "REE",
  renamed: "RTE",
  "cross-referenced": "CRE",
  locked: "LOE",
  unlocked: "ULOE",
  comment_deleted: "CDE",
  marked_as_duplicate: "MADE",
  converted_to_discussion: "CTDE",
  merged: "ME",
  base_ref_changed: "BRCE",
  automatic_base_change_succeeded: "ABCSE",
  base_ref_force_pushed: "BFPE",
  base_ref_deleted: "BRDE",
  review_requested: "RRE",
};

export function record(
  world: World,
  author: Author,
  entry: { number: number; data: EventData },
): TimelineEvent {
  const id = world.nextId();
  const event: TimelineEvent = {
    id,
    nodeId: nodeId(eventPrefix[entry.data.kind], id),
    number: entry.number,
    actor: author.account,
    byApp: author.byApp,
    at: world.now(),
    data: entry.data,
  };
  world.timelines.set(entry.number, [...timelineOf(world, entry.number), event]);
  return event;
}

export function forget(
  world: World,
  number: number,
  isForgotten: (event: TimelineEvent) => boolean,
): void {
  const kept = timelineOf(world, number).filter((event) => !isForgotten(event));
  world.timelines.set(number, kept);
}

export function findIssue(world: World, number: number): Issue {
  const isDeleted = world.gone.get(number)?.kind === "deleted";
  return (
    world.issues.get(number) ??
    (isDeleted ? refuse(410, "This issue was deleted") : refuse(404, "Not Found"))
  );
}

/** A discussion was made of it: what is left can only be read. */
export function isConverted(world: World, { number }: Issue): boolean {
  return timelineOf(world, number).some(({ data }) => data.kind === "converted_to_discussion");
}

export function findPull(world: World, number: number): PullRequest {
  const issue = world.issues.get(number);
  return issue !== undefined && isPull(issue) ? issue : refuse(404, "Not Found");
}

/** Stores the change and moves `updated_at`. */
export function update(world: World, issue: Issue, change: Partial<Issue>): Issue {
  const current = findIssue(world, issue.number);
  const updated = { ...current, updatedAt: world.now(), ...change };
  world.issues.set(issue.number, updated);
  return updated;
}

/** `issues.*`, or for a pull request `pull_request.*` */
export async function emitIssue(
  world: World,
  issue: Issue,
  message: { readonly action: string; readonly sender: Account; readonly more?: Json },
): Promise<void> {
  const current = findIssue(world, issue.number);
  const body = isPull(current)
    ? { number: current.number, pull_request: await showPull(world, current) }
    : { issue: showIssue(world, current) };
  world.emit({
    event: isPull(current) ? "pull_request" : "issues",
    action: message.action,
    sender: message.sender,
    body: { ...body, ...message.more },
  });
}
