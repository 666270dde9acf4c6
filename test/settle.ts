import { plan } from "../src/core/plan/plan.ts";
import { planPull } from "../src/core/plan/plan-pull.ts";
import { replay } from "../src/core/replay/replay.ts";
import { isGating } from "../src/core/gate/gate.ts";
import { withRelayed } from "../src/core/model/relay.ts";
import type { Pull, Snapshot } from "../src/core/model/snapshot.ts";
import type { Comment } from "../src/core/model/timeline.ts";
import { pendingOn, planPage } from "../src/core/plan/plan-page.ts";
import type { Page } from "../src/core/plan/plan-page.ts";
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
  const { effects } = plan(seen(world));
  const pageEffects = [...world.pages.keys()].flatMap((number) => planPageOf(world, number));
  const pullEffects = world.snapshot.pulls.flatMap((pull) => planPullOf(world, pull));
  return [pageEffects, effects, pullEffects].flatMap((part) => renderWrites(part));
}

/** The incident as it is read: what was passed on counts for whoever said it. */
export function seen({ snapshot }: World): Snapshot {
  const timeline = snapshot.timeline.map((event) =>
    event.type === "commented" ? withRelayed(event, snapshot.ownBots) : event,
  );
  return { ...snapshot, timeline };
}

/** What is said on the page of a pull request that has to do with the incident. */
function planPageOf(world: World, number: number): ReturnType<typeof planPage>["effects"] {
  const { snapshot } = world;
  const { issue, now, repository, roles, config } = snapshot;
  const pull = snapshot.pulls.find((other) => other.number === number);
  if (pull === undefined) return [];
  const isConcerned =
    pull.links.some(({ incident }) => incident === issue.number) ||
    new RegExp(String.raw`#${issue.number}\b`).test(`${pull.title}\n${pull.body}`);
  const relays = snapshot.timeline.filter(
    (event): event is Comment => event.type === "commented" && event.isOwn,
  );
  const page: Page = {
    now,
    repository: repository.url,
    pull,
    comments: world.pages.get(number) ?? [],
    incidents:
      isConcerned && isGating(replay(seen(world)))
        ? [{ id: issue.id, number: issue.number, openedAt: issue.createdAt, relays }]
        : [],
  };
  return planPage(page, pendingOn(page), { roles, config: config.config }).effects;
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
    incidents: [replay(seen(world))],
  }).effects;
}
