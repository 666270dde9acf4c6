import { parse } from "yaml";
import * as v from "valibot";
import { parseInstant } from "../src/core/time.ts";
import type { Person, TimelineEvent } from "../src/core/timeline.ts";
import type { Write } from "../src/text/write.ts";
import {
  addEvent,
  addPull,
  newPull,
  newWorld,
  nextId,
  withIssue,
  withPull,
  withSnapshot,
} from "./world.ts";
import { settle } from "./settle.ts";
import type { World } from "./world.ts";

const Role = v.picklist(["admin", "maintain", "write", "triage", "read", "none"]);
const Repeat = v.strictObject({ repeat: v.string(), times: v.number() });

const StepSchema = v.strictObject({
  at: v.string(),
  by: v.optional(v.string()),
  /** How often the same happens, a second apart. */
  times: v.optional(v.number()),
  comment: v.optional(v.union([v.string(), Repeat])),
  /** A name for this comment, for `edit` and `delete`. */
  as: v.optional(v.string()),
  edit: v.optional(v.string()),
  delete: v.optional(v.string()),
  label: v.optional(v.string()),
  unlabel: v.optional(v.string()),
  assign: v.optional(v.string()),
  unassign: v.optional(v.string()),
  close: v.optional(v.picklist(["completed", "not_planned", "duplicate"])),
  reopen: v.optional(v.literal(true)),
  rename: v.optional(v.string()),
  pull: v.optional(
    v.strictObject({
      number: v.number(),
      title: v.optional(v.string()),
      body: v.optional(v.string()),
      head: v.optional(v.string()),
      files: v.optional(v.array(v.string())),
    }),
  ),
  merge: v.optional(v.number()),
  "close-pull": v.optional(v.number()),
  "edit-report": v.optional(v.strictObject({ replace: v.string(), with: v.string() })),
  passes: v.optional(v.literal(true)),
});

const StorySchema = v.strictObject({
  story: v.string(),
  issue: v.strictObject({
    title: v.string(),
    body: v.optional(v.string()),
    author: v.optional(v.string()),
    labels: v.optional(v.array(v.string())),
    at: v.string(),
  }),
  roles: v.record(v.string(), Role),
  config: v.optional(v.string()),
  template: v.optional(v.string()),
  /** The bot sleeps until the end: everything is found again by one run. */
  offline: v.optional(v.boolean()),
  steps: v.array(StepSchema),
});

export type Story = v.InferOutput<typeof StorySchema>;
export type Step = v.InferOutput<typeof StepSchema>;

export type Told = {
  readonly world: World;
  readonly log: readonly { readonly step: Step; readonly writes: readonly Write[] }[];
};

export function parseStory(text: string): Story {
  return v.parse(StorySchema, parse(text));
}

/** How often the bot is run after each step: once, unless webhooks are late, lost or repeated. */
export type Runs = (step: number) => number;

/** Plays a story: each step happens, and the bot is run after it. */
export function tell(story: Story, runs: Runs = () => (story.offline === true ? 0 : 1)): Told {
  const { issue, roles, config, template } = story;
  const log: { readonly step: Step; readonly writes: readonly Write[] }[] = [];
  const named = new Map<string, string>();
  let world = newWorld({
    title: issue.title,
    ...(issue.body === undefined ? {} : { body: issue.body }),
    ...(issue.author === undefined ? {} : { author: issue.author }),
    ...(issue.labels === undefined ? {} : { labels: issue.labels }),
    ...(config === undefined ? {} : { config }),
    ...(template === undefined ? {} : { template }),
    createdAt: instant(issue.at),
    roles,
  });
  const run = (step: Step): void => {
    const settled = settle(world);
    world = settled.world;
    log.push({ step, writes: settled.writes });
  };
  for (let count = runs(-1); count > 0; count -= 1) run({ at: issue.at, passes: true });
  for (const [index, step] of story.steps.entries()) {
    for (let count = 0; count < (step.times ?? 1); count += 1) {
      world = happen(withSnapshot(world, { now: instant(step.at) }), step, named);
    }
    for (let count = runs(index); count > 0; count -= 1) run(step);
  }
  if (runs(story.steps.length - 1) === 0) run({ at: world.snapshot.now, passes: true });
  return { world, log };
}

function instant(text: string): string {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`no instant: ${text}`);
  return parsed;
}

function happen(before: World, step: Step, named: Map<string, string>): World {
  const { id, world } = nextId(before, "E");
  const by: Person = {
    login: (step.by ?? "lea").replace("[bot]", ""),
    isBot: step.by?.endsWith("[bot]") === true,
  };
  const base = { id, at: world.snapshot.now, by };
  if (step.comment !== undefined && step.edit === undefined) {
    if (step.as !== undefined) named.set(step.as, id);
    return addEvent(world, {
      ...base,
      type: "commented",
      body: bodyOf(step.comment),
      url: `https://github.com/acme/shop/issues/42#${id}`,
      isOwn: false,
      hasOwnReaction: false,
    });
  }
  if (step.edit !== undefined || step.delete !== undefined) return rewrite(world, step, named);
  if (step.pull !== undefined) {
    const { number, files, ...words } = step.pull;
    const pull = { ...newPull({ number, by, at: base.at }), ...definedOf(words) };
    return {
      ...addPull(world, pull),
      files: new Map([...world.files, [number, files ?? []]]),
    };
  }
  if (step.merge !== undefined) {
    return withPull(world, step.merge, { state: "merged", mergedAt: base.at, closedAt: base.at });
  }
  if (step["close-pull"] !== undefined) {
    return withPull(world, step["close-pull"], { state: "closed", closedAt: base.at });
  }
  if (step["edit-report"] !== undefined) return editReport(world, step["edit-report"]);
  return happenOnIssue(world, step, base);
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
      { ...base, type: "closed", reason: step.close },
      { state: "closed", closedAs: step.close },
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

function rewrite(world: World, step: Step, named: ReadonlyMap<string, string>): World {
  const id = named.get(step.edit ?? step.delete ?? "");
  const { timeline } = world.snapshot;
  if (id === undefined) throw new Error(`no comment named ${step.edit ?? step.delete}`);
  if (step.delete !== undefined) {
    return withSnapshot(world, { timeline: timeline.filter((event) => event.id !== id) });
  }
  return withSnapshot(world, {
    timeline: timeline.map((event) =>
      event.type === "commented" && event.id === id
        ? { ...event, body: bodyOf(step.comment ?? ""), editedBy: step.by ?? "lea" }
        : event,
    ),
  });
}

function editReport(
  world: World,
  edit: { readonly replace: string; readonly with: string },
): World {
  const { report } = world.snapshot;
  if (report.file === undefined) throw new Error("there is no report yet");
  if (!report.file.text.includes(edit.replace))
    throw new Error(`not in the report: ${edit.replace}`);
  const text = report.file.text.replace(edit.replace, () => edit.with);
  return withSnapshot(world, { report: { ...report, file: { ...report.file, text } } });
}

function bodyOf(comment: string | { readonly repeat: string; readonly times: number }): string {
  return typeof comment === "string" ? comment : comment.repeat.repeat(comment.times);
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
