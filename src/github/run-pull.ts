import { activeBotOf } from "../core/plan/active-bot.ts";
import { planPull } from "../core/plan/plan-pull.ts";
import { replay } from "../core/replay/replay.ts";
import { isRevert } from "../core/gate/revert.ts";
import type { RepoJob } from "../core/plan/jobs-of-event.ts";
import type { Snapshot } from "../core/model/snapshot.ts";
import { renderWrites } from "../text/render.ts";
import { applyWrites } from "./write/apply.ts";
import { notFound } from "./client/failure.ts";
import type { GitHub, ItemRef } from "./client/github.ts";
import { readIncident } from "./read/read-incident.ts";
import { readPresentPull } from "./read-present-pull.ts";
import type { PullReading } from "./read/read-pull.ts";
import type { RunOptions } from "./run-issue.ts";
import { issueJobs, NOTHING_DONE } from "./run-result.ts";
import type { RunResult } from "./run-result.ts";

/** Reads one pull request, links it where it is a rollback, and names the incidents that it concerns. */
export async function runPull(
  github: GitHub,
  ref: ItemRef,
  options: RunOptions,
): Promise<RunResult> {
  const reading = await readPresentPull(github, ref, options);
  const { said } = options;
  const linked = reading.pull.links.map((link) => link.incident);
  const check: readonly RepoJob[] =
    reading.pull.state === "open" ? [{ kind: "check", number: ref.number }] : [];
  const related = [...issueJobs([...new Set([...linked, ...reading.named])]), ...check];
  if (!isRevert(reading.pull) || linked.length > 0 || reading.unreported.length === 0) {
    return { ...NOTHING_DONE, related };
  }
  const snapshots = await readSnapshots(github, ref, { reading, options });
  const leader = options.isSecond === true ? leaderIn(reading, snapshots) : undefined;
  if (leader !== undefined) return { ...NOTHING_DONE, related, leftTo: leader };
  const incidents = snapshots.map(replay);
  const { effects } = planPull({ ...reading, config: reading.config.config, incidents });
  const writes = renderWrites(effects);
  const { followUp: again } = await applyWrites(
    github,
    { ...reading.target, ...(said && { said }) },
    writes,
  );
  if (writes.length === 0) return { ...NOTHING_DONE, again, related };
  const linkedTo = issueJobs(incidents.map(({ number }) => number));
  return { wrote: true, again, related: [...linkedTo, ...check] };
}

/** A rollback that was just opened, while another bot looks after one of the incidents that it may belong to. */
function leaderIn(reading: PullReading, snapshots: readonly Snapshot[]): string | undefined {
  return snapshots
    .map((snapshot) => activeBotOf(snapshot, reading.pull.createdAt))
    .find((leader) => leader !== undefined);
}

async function readSnapshots(
  github: GitHub,
  { owner, repo }: ItemRef,
  { reading, options }: { readonly reading: PullReading; readonly options: RunOptions },
): Promise<readonly Snapshot[]> {
  return Promise.all(
    reading.unreported.map(async ({ number }) => {
      const found = await readIncident(github, { owner, repo, number }, options);
      if (found === undefined) throw notFound(`read ${owner}/${repo}#${number}`);
      return found.snapshot;
    }),
  );
}
