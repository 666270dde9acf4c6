import { parse } from "yaml";
import * as v from "valibot";
import { parseInstant } from "../src/core/time/time.ts";
import type { Write } from "../src/text/write.ts";
import { happen } from "./happen.ts";
import { plan } from "../src/core/plan/plan.ts";
import { seen, settle } from "./settle.ts";
import { StorySchema } from "./story-schema.ts";
import type { Step, Story } from "./story-schema.ts";
import { newWorld, withSnapshot } from "./world.ts";
import type { World } from "./world.ts";

export type { Step, Story } from "./story-schema.ts";

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
  const { issue, roles, config, template, drills } = story;
  const log: { readonly step: Step; readonly writes: readonly Write[] }[] = [];
  const named = new Map<string, string>();
  let world = newWorld({
    title: issue.title,
    ...(issue.body === undefined ? {} : { body: issue.body }),
    ...(issue.author === undefined ? {} : { author: issue.author }),
    ...(issue.labels === undefined ? {} : { labels: issue.labels }),
    ...(config === undefined ? {} : { config }),
    ...(template === undefined ? {} : { template }),
    ...(drills === undefined ? {} : { drills }),
    createdAt: instant(issue.at),
    roles,
  });
  const run = (step: Step): void => {
    const settled = settle(world);
    if (step.quiet === true && settled.writes.length > 0) {
      throw new Error(`not quiet at ${step.at}: ${JSON.stringify(settled.writes)}`);
    }
    world = settled.world;
    log.push({ step, writes: settled.writes });
  };
  const sleepUntil = (end: string): void => {
    for (let turn = 0; turn < 50; turn += 1) {
      const { wakeAt } = plan(seen(world));
      if (wakeAt === undefined || wakeAt >= end) return;
      if (wakeAt <= world.snapshot.now) throw new Error(`wakes at ${wakeAt} again`);
      world = withSnapshot(world, { now: wakeAt });
      run({ at: wakeAt, passes: true });
    }
    throw new Error(`never sleeps until ${end}`);
  };
  for (let count = runs(-1); count > 0; count -= 1) run({ at: issue.at, passes: true });
  for (const [index, step] of story.steps.entries()) {
    if (story.wakes === true) sleepUntil(instant(step.at));
    for (let count = 0; count < (step.times ?? 1); count += 1) {
      world = happen(withSnapshot(world, { now: instant(step.at) }), step, named);
    }
    const count = step["no-run"] === true ? 0 : runs(index);
    for (let left = count; left > 0; left -= 1) run(step);
  }
  if (runs(story.steps.length - 1) === 0) run({ at: world.snapshot.now, passes: true });
  return { world, log };
}

function instant(text: string): string {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(`no instant: ${text}`);
  return parsed;
}
