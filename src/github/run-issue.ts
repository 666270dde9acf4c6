import { activeBotOf } from "../core/plan/active-bot.ts";
import { formatLinkKey } from "../core/model/marker.ts";
import { countFiles } from "../core/record/file-counts.ts";
import { formatRelayKey } from "../core/model/relay.ts";
import { ownComments } from "../core/plan/own-comments.ts";
import { plan } from "../core/plan/plan.ts";
import type { Plan } from "../core/plan/effect.ts";
import type { Pull, Snapshot } from "../core/model/snapshot.ts";
import type { Instant } from "../core/time/time.ts";
import { renderWrites } from "../text/render.ts";
import { applyVisibly } from "./write/apply-visibly.ts";
import type { NotifyDesk } from "./write/recent-deliveries.ts";
import type { RecentComments } from "./write/recent-comments.ts";
import { notFound, staleRead } from "./client/failure.ts";
import type { GitHub, ItemRef } from "./client/github.ts";
import type { HeldIncidents } from "./gate/held-incidents.ts";
import { readDrills } from "./read/read-drills.ts";
import { readFileList } from "./read/read-file-list.ts";
import { readIncident } from "./read/read-incident.ts";
import type { RoleCache } from "./read/read-role.ts";
import { NOTHING_DONE } from "./run-result.ts";
import type { RunResult } from "./run-result.ts";

export type RunOptions = {
  readonly now: Instant;
  readonly roles: RoleCache;
  readonly said?: RecentComments;
  readonly held?: HeldIncidents;
  /** Logins of other bots that count as this one. */
  readonly ownBots?: readonly string[];
  /** Leaves what is new to a bot that leads the incident already. */
  readonly isSecond?: boolean;
  /** How places outside GitHub are reached; without it nobody there is told. */
  readonly notify?: NotifyDesk;
  /** A client that may also write to branches; without it, the same does everything. */
  readonly forReport?: () => Promise<GitHub>;
};

/** Reads one incident, and does what should be so and isn't. */
export async function runIssue(
  github: GitHub,
  ref: ItemRef,
  options: RunOptions,
): Promise<RunResult> {
  const reading = await readIncident(github, ref, options);
  if (reading === undefined) throw notFound(`read ${ref.owner}/${ref.repo}#${ref.number}`);
  const leader = options.isSecond === true ? activeBotOf(reading.snapshot) : undefined;
  if (leader !== undefined) return { ...NOTHING_DONE, leftTo: leader };
  const { forReport, said } = options;
  if (isOlder(reading.snapshot, said))
    throw staleRead(`read ${ref.owner}/${ref.repo}#${ref.number}`);
  const planned = await planInFull(github, ref, reading.snapshot);
  const { effects, pulls, gate, isRepaired, isTold, wakeAt } = planned;
  options.held?.note(ref, (gate ?? "") !== "");
  const writes = renderWrites(effects);
  const { followUp, wrote } = await applyVisibly(github, ref, {
    reading,
    writes,
    ...(forReport && { forReport }),
    ...(said && { said }),
  });
  return {
    again: followUp,
    wrote,
    related: [
      ...pulls.map((number) => ({ kind: "pull", number }) as const),
      ...(isTold === true ? [{ kind: "notify", number: ref.number } as const] : []),
    ],
    gate,
    isRepaired,
    wakeAt,
  };
}

/** What is read only where something is said of it: the files that other paths match, a drill's last ones before it. */
async function planInFull(github: GitHub, ref: ItemRef, snapshot: Snapshot): Promise<Plan> {
  const planned = plan(snapshot);
  const { uncounted, wantsDrills, effects } = planned;
  const isWanted = uncounted !== undefined || wantsDrills === true;
  if (!isWanted || renderWrites(effects).length === 0) return planned;
  const [files, drills] = await Promise.all([
    uncounted === undefined ? undefined : readFileList(github, snapshot.repository),
    wantsDrills === true ? readDrills(github, ref, snapshot.ownBots) : undefined,
  ]);
  return plan({
    ...snapshot,
    ...(uncounted && files && { files: countFiles(uncounted, files) }),
    ...(drills && { drills }),
  });
}

/** Whether it lacks what was said a moment ago. */
function isOlder({ issue, timeline, pulls }: Snapshot, said: RecentComments | undefined): boolean {
  if (said === undefined) return false;
  const ids = timeline.flatMap((event) =>
    event.type === "commented"
      ? [event.id, ...(event.relayed === undefined ? [] : [formatRelayKey(event.relayed)])]
      : [],
  );
  const signs = [...ownComments({ issue, timeline }).byKey.keys(), ...ids];
  return said.isStale(issue.id, signs) || pulls.some((pull) => lacksLink(pull, said));
}

export function lacksLink(
  { id, links, signs = [] }: Pull,
  said: RecentComments | undefined,
): boolean {
  return said?.isStale(id, [...links.map(formatLinkKey), ...signs]) === true;
}
