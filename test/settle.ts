import { plan } from "../src/core/plan/plan.ts";
import { planPull } from "../src/core/plan/plan-pull.ts";
import { replay } from "../src/core/replay/replay.ts";
import type { Pull } from "../src/core/model/snapshot.ts";
import { renderWrites } from "../src/text/render.ts";
import type { Write } from "../src/text/write.ts";
import { applyWrite } from "./apply-write.ts";
import type { World } from "./world.ts";

/** Runs the bot until it has nothing left to do; more than a few rounds mean that it never settles. */
export function settle(before: World): {
  readonly world: World;
  readonly writes: readonly Write[];
} {
  let world = before;
  const all: Write[] = [];
  for (let round = 0; round < 8; round += 1) {
    const writes = writesOf(world);
    if (writes.length === 0) return { world, writes: all };
    for (const write of writes) world = applyWrite(world, write);
    all.push(...writes);
  }
  throw new Error(`never settles: ${JSON.stringify(writesOf(world))}`);
}

export function writesOf(world: World): readonly Write[] {
  const { effects } = plan(world.snapshot);
  const pullEffects = world.snapshot.pulls.flatMap((pull) => planPullOf(world, pull));
  return [...renderWrites(effects), ...renderWrites(pullEffects)];
}

function planPullOf(world: World, pull: Pull): ReturnType<typeof planPull>["effects"] {
  const { snapshot } = world;
  if (pull.state !== "open") return [];
  return planPull({
    now: snapshot.now,
    ownBots: snapshot.ownBots,
    repository: snapshot.repository,
    config: snapshot.config.config,
    pull,
    files: world.files.get(pull.number) ?? [],
    authorRole: snapshot.roles[pull.author.login.toLowerCase()] ?? "none",
    incidents: [replay(snapshot)],
  }).effects;
}
