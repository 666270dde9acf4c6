import { parseConfig } from "../src/core/config/parse-config.ts";
import { parseMarker } from "../src/core/model/marker.ts";
import { closesIssue, revertedNumber } from "../src/core/gate/revert.ts";
import type { Person, TimelineEvent } from "../src/core/model/timeline.ts";
import { bodyOf, personOf, rewrite } from "./happen-on-comment.ts";
import { happenOnReport } from "./happen-on-report.ts";
import type { Step } from "./story-schema.ts";
import {
  addEvent,
  addPull,
  mapPage,
  mapPull,
  newPull,
  nextId,
  withIssue,
  withPull,
  withSnapshot,
} from "./world.ts";
import type { World } from "./world.ts";

/** What somebody does in a story, or what changes around it. */
export function happen(before: World, step: Step, named: Map<string, string>): World {
  const { id, world } = nextId(before, "E");
  const by = personOf(step.by);
  const base = { id, at: world.snapshot.now, by };
  if (step.comment !== undefined && step.edit === undefined) {
    if (step.as !== undefined) named.set(step.as, id);
    const comment = {
      ...base,
      type: "commented",
      body: bodyOf(step.comment),
      url: `https://github.com/acme/shop/${step.on === undefined ? "issues/42" : `pull/${step.on}`}#${id}`,
      isOwn: false,
      hasOwnReaction: false,
    } as const;
    return step.on === undefined
      ? addEvent(world, comment)
      : mapPage(world, step.on, (comments) => [...comments, comment]);
  }
  if (step.edit !== undefined || step.delete !== undefined) return rewrite(world, step, named);
  if (step.transfer !== undefined) return transferred(world, named);
  const changed = happenAround(world, step, by) ?? happenOnPull(world, step, by);
  return changed ?? happenOnReport(world, step) ?? happenOnIssue(world, step, base);
}

/** What changes without an entry in the timeline. */
function happenAround(world: World, step: Step, by: Person): World | undefined {
  const { snapshot } = world;
  if (step.config !== undefined) return withSnapshot(world, { config: parseConfig(step.config) });
  if (step.role !== undefined) {
    return withSnapshot(world, { roles: { ...snapshot.roles, ...step.role } });
  }
  if (step["set-body"] !== undefined) {
    return edited(world, step["set-body"], step.by === undefined ? snapshot.issue.author : by);
  }
  return happenToOwn(world, step, by);
}

/** What somebody does to the bot's comments; GitHub tells of each that is deleted. */
function happenToOwn(world: World, step: Step, by: Person): World | undefined {
  const { timeline, now } = world.snapshot;
  const isGone = (event: TimelineEvent): boolean =>
    step["delete-own"] === true ? isOwn(event) : step["delete-board"] === true && isBoard(event);
  const gone = timeline.filter(isGone);
  if (gone.length > 0) {
    return withSnapshot(world, {
      timeline: [
        ...timeline.filter((event) => !isGone(event)),
        ...gone.map((event) => ({
          id: `CDE_${event.id}`,
          at: now,
          by,
          type: "comment-deleted" as const,
          author: event.by,
        })),
      ],
    });
  }
  const { "edit-own": edit, "replace-board": text } = step;
  if (edit === undefined && text === undefined) return undefined;
  return withSnapshot(world, {
    timeline: timeline.map((event) =>
      event.type === "commented" && event.isOwn && (edit !== undefined || isBoard(event))
        ? { ...event, body: text ?? `${event.body}${edit?.append}`, editedBy: by, editedAt: now }
        : event,
    ),
  });
}

function isOwn(event: TimelineEvent): boolean {
  return event.type === "commented" && event.isOwn;
}

/** GitHub keeps every text, with the first one as soon as there is a second. */
function edited(world: World, body: string, by: Person): World {
  const { issue, now } = world.snapshot;
  const { author, createdAt, edits = [{ at: createdAt, by: author, body: issue.body }] } = issue;
  return withIssue(world, { body, edits: [...edits, { at: now, by, body }] });
}

function isBoard(event: TimelineEvent): boolean {
  return event.type === "commented" && event.isOwn && parseMarker(event.body)?.key === "board";
}

function happenOnPull(world: World, step: Step, by: Person): World | undefined {
  const at = world.snapshot.now;
  if (step.pull !== undefined) {
    const { number, files, conflicts, ...words } = step.pull;
    const pull = { ...newPull({ number, by, at }), ...definedOf(words) };
    return {
      ...addPull(world, pull),
      files: new Map([...world.files, [number, files ?? []]]),
      conflicts: new Set([...world.conflicts, ...(conflicts === true ? [number] : [])]),
    };
  }
  if (step.merge !== undefined) return merged(world, step.merge, by);
  if (step["close-pull"] !== undefined) {
    return withPull(world, step["close-pull"], { state: "closed", closedAt: at });
  }
  if (step["reopen-pull"] !== undefined) {
    return mapPull(world, step["reopen-pull"], ({ closedAt: _, ...pull }) => ({
      ...pull,
      state: "open",
    }));
  }
  const { "pull-label": labelled } = step;
  return labelled === undefined
    ? undefined
    : mapPull(world, labelled.number, (pull) => ({
        ...pull,
        labels: [...new Set([...pull.labels, labelled.label])],
      }));
}

function moved(id: string): string {
  return `${id}T`;
}

/** Whoever merges it; what it reverts knows. */
function merged(before: World, number: number, by: Person): World {
  const { now: at, pulls } = before.snapshot;
  const ended = { state: "merged", mergedAt: at, mergedBy: by, closedAt: at } as const;
  const world = withPull(before, number, ended);
  const pull = pulls.find((known) => known.number === number);
  const reverted = pull === undefined ? undefined : revertedNumber(pull);
  if (pull === undefined || reverted === undefined) return world;
  return mapPull(world, reverted, (other) => ({
    ...other,
    reverts: [...(other.reverts ?? []), { number, by: pull.author, at }],
  }));
}

/** GitHub closes the issue in the same second as it merges what "fixes" it, and says which that was. */
function closerOf(world: World): { readonly pull?: number; readonly pullAuthor?: Person } {
  const { pulls, now, issue } = world.snapshot;
  const closer = pulls.find((pull) => pull.mergedAt === now && closesIssue(pull, issue.number));
  return closer === undefined ? {} : { pull: closer.number, pullAuthor: closer.author };
}

/** GitHub moves the thread as it is; only the ids are new. */
function transferred(world: World, named: Map<string, string>): World {
  const { snapshot } = world;
  for (const [name, id] of named) named.set(name, moved(id));
  return withSnapshot(world, {
    issue: { ...snapshot.issue, id: moved(snapshot.issue.id) },
    timeline: snapshot.timeline.map((event) => ({ ...event, id: moved(event.id) })),
  });
}

function happenOnIssue(
  world: World,
  step: Step,
  base: { readonly id: string; readonly at: string; readonly by: Person },
): World {
  const { issue } = world.snapshot;
  const add = (event: TimelineEvent, part: Parameters<typeof withIssue>[1]): World =>
    addEvent(withIssue(world, part), event);
  const { label, unlabel } = step;
  if (label !== undefined) {
    return add(
      { ...base, type: "labeled", label },
      { labels: [...new Set([...issue.labels, label])] },
    );
  }
  if (unlabel !== undefined) {
    const labels = issue.labels.filter((other) => other !== unlabel);
    return add({ ...base, type: "unlabeled", label: unlabel }, { labels });
  }
  if (step.assign !== undefined)
    return add({ ...base, type: "assigned", assignee: step.assign }, {});
  if (step.unassign !== undefined) {
    return add({ ...base, type: "unassigned", assignee: step.unassign }, {});
  }
  if (step.close !== undefined) {
    return add(
      { ...base, type: "closed", reason: step.close, ...closerOf(world) },
      { state: "closed" },
    );
  }
  if (step.reopen !== undefined) return add({ ...base, type: "reopened" }, { state: "open" });
  if (step.rename !== undefined) {
    return add(
      { ...base, type: "renamed", from: issue.title, to: step.rename },
      { title: step.rename },
    );
  }
  return world;
}

function definedOf(words: {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly head?: string | undefined;
}): { readonly title?: string; readonly body?: string; readonly head?: string } {
  return {
    ...(words.title === undefined ? {} : { title: words.title }),
    ...(words.body === undefined ? {} : { body: words.body }),
    ...(words.head === undefined ? {} : { head: words.head }),
  };
}
