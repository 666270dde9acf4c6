import { activeBotOf } from "../core/plan/active-bot.ts";
import { parseMarker } from "../core/model/marker.ts";
import { pendingOn, planPage } from "../core/plan/plan-page.ts";
import type { Page, PageIncident } from "../core/plan/plan-page.ts";
import { renderWrites } from "../text/render.ts";
import { applyWrites } from "./write/apply.ts";
import type { RecentComments } from "./write/recent-comments.ts";
import { staleRead } from "./client/failure.ts";
import type { GitHub, ItemRef } from "./client/github.ts";
import { readIncident } from "./read/read-incident.ts";
import { readPresentPull } from "./read-present-pull.ts";
import type { PullReading } from "./read/read-pull.ts";
import { readRelays } from "./read/read-relays.ts";
import { readRoles } from "./read/read-role.ts";
import type { RunOptions } from "./run-issue.ts";
import { issueJobs, NOTHING_DONE } from "./run-result.ts";
import type { RunResult } from "./run-result.ts";

/** A pull request that has to do with more is asked about all the same. */
const MOST_INCIDENTS = 10;

/** Takes up what was said on a pull request's page: passed on to its incident, or answered there. */
export async function runPage(
  github: GitHub,
  ref: ItemRef,
  options: RunOptions,
): Promise<RunResult> {
  const reading = await readPresentPull(github, ref, options);
  const { said, roles } = options;
  const page = await readPage(github, ref, { reading, said });
  const pending = pendingOn(page);
  const people = pending.map(({ comment }) => comment.by.login);
  const around = {
    roles: await readRoles({ github, repository: ref, roles }, people),
    config: reading.config.config,
  };
  const { effects, issues } = planPage(page, pending, around);
  const related = issueJobs(issues);
  const writes = renderWrites(effects);
  if (writes.length === 0) return { ...NOTHING_DONE, related };
  const leader =
    options.isSecond === true ? await leaderAt(github, page, { ref, options }) : undefined;
  if (leader !== undefined) return { ...NOTHING_DONE, related, leftTo: leader };
  await applyWrites(github, { ...reading.target, ...(said && { said }) }, writes);
  const gone = writes.flatMap((write) => (write.type === "delete-comment" ? [write.id] : []));
  if (said !== undefined) forget(said, page, gone);
  return { ...NOTHING_DONE, related, wrote: true };
}

/** Nobody waits for what was deleted. */
function forget(said: RecentComments, { incidents }: Page, gone: readonly string[]): void {
  for (const { id: subject, relays } of incidents) {
    for (const { id, body } of relays) {
      if (gone.includes(id)) said.forget({ subject, id: parseMarker(body)?.key ?? id });
    }
  }
}

async function readPage(
  github: GitHub,
  ref: ItemRef,
  { reading, said }: { readonly reading: PullReading; readonly said: RecentComments | undefined },
): Promise<Page> {
  const { pull, repository, named, comments, unreported, ownBots, now } = reading;
  const concerned = new Set([...pull.links.map(({ incident }) => incident), ...named]);
  const found = unreported
    .filter(({ number }) => concerned.has(number))
    .toSorted((one, other) => one.number - other.number)
    .slice(0, MOST_INCIDENTS);
  const numbers = found.map(({ number }) => number);
  const spoken = await readRelays(github, ref, { numbers, ownBots });
  const incidents = found.map(({ id, number, openedAt }): PageIncident => {
    const thread = spoken.get(number) ?? [];
    const signs = thread.flatMap((one) => [one.id, parseMarker(one.body)?.key ?? ""]);
    if (said?.isStale(id, signs) === true)
      throw staleRead(`read ${ref.owner}/${ref.repo}#${number}`);
    return { id, number, openedAt, relays: thread.filter(({ isOwn }) => isOwn) };
  });
  return { now, repository: repository.url, pull, comments, incidents };
}

/** The bot that looks after the incident already, and has what is new for a moment to itself. */
async function leaderAt(
  github: GitHub,
  { incidents, comments }: Page,
  { ref, options }: { readonly ref: ItemRef; readonly options: RunOptions },
): Promise<string | undefined> {
  const number = incidents[0]?.number;
  const found =
    number === undefined ? undefined : await readIncident(github, { ...ref, number }, options);
  const newest = comments.map(({ at, editedAt = at }) => editedAt).toSorted();
  return found === undefined ? undefined : activeBotOf(found.snapshot, newest.at(-1));
}
