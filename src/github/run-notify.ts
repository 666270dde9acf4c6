import { createHash } from "node:crypto";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import type { Incident } from "../core/model/incident.ts";
import type { Snapshot } from "../core/model/snapshot.ts";
import { nextTry } from "../core/notify/delivery.ts";
import type { DeliveryNote, DueDelivery } from "../core/notify/delivery.ts";
import { isPrivateLabel, planDeliveries, staysInside } from "../core/notify/plan-deliveries.ts";
import type { DeliveryPlan } from "../core/notify/plan-deliveries.ts";
import { viewOf } from "../core/notify/view.ts";
import { activeBotOf } from "../core/plan/active-bot.ts";
import { presentConfig } from "../core/record/recorded.ts";
import { replay } from "../core/replay/replay.ts";
import { instantOf } from "../core/time/time.ts";
import type { Instant } from "../core/time/time.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Message, Outcome } from "../text/notify/message.ts";
import { renderMessage } from "../text/notify/render-message.ts";
import { notFound } from "./client/failure.ts";
import type { GitHub, ItemRef } from "./client/github.ts";
import { createDeliveryNotes } from "./write/delivery-notes.ts";
import { readLabels } from "./read/look-up.ts";
import { readIncident } from "./read/read-incident.ts";
import type { RunOptions } from "./run-issue.ts";
import { issueJobs, NOTHING_DONE } from "./run-result.ts";
import type { RunResult } from "./run-result.ts";
import type { NotifyDesk } from "./write/recent-deliveries.ts";
import { defined } from "../core/model/defined.ts";

/** Milliseconds that one try may take: ten seconds for its turn, and sixty for a mail, which is the slowest. */
const LONGEST_TRY = 75_000;

/**
 * Tells what is due outside GitHub, to all targets side by side and to each in order, and notes each outcome on the
 * comments of the issue at once: whoever reads them next knows what was told.
 */
export async function runNotify(
  github: GitHub,
  ref: ItemRef,
  options: RunOptions,
): Promise<RunResult> {
  const { notify: desk, now } = options;
  if (desk === undefined) return NOTHING_DONE;
  const reading = await readIncident(github, ref, options);
  if (reading === undefined) throw notFound(`read ${ref.owner}/${ref.repo}#${ref.number}`);
  const { snapshot, target: place } = reading;
  const leader = options.isSecond === true ? activeBotOf(snapshot) : undefined;
  if (leader !== undefined) return { ...NOTHING_DONE, leftTo: leader };
  const incident = replay(snapshot);
  const plan = planDeliveries(incident, snapshot);
  if (plan.due.length === 0 && plan.leftOut.length === 0) {
    // The comment that is to note it may not be there yet, or not be read yet.
    return { ...NOTHING_DONE, again: plan.isExpected, wakeAt: plan.wakeAt };
  }
  const noter = createDeliveryNotes(github, place, { incident, snapshot });
  const work: Work = { github, desk, incident, snapshot, plan, note };
  for (const due of plan.leftOut) note(due, leftOutAt(now));
  const held = await Promise.all(
    [...Map.groupBy(plan.due, ({ target }) => target)].map(([target, due]) =>
      tellTarget(target, due, work),
    ),
  );
  const after = await noter.settle();
  return {
    wrote: true,
    again: held.includes(true),
    // The board tells what was told.
    related: issueJobs([ref.number]),
    wakeAt: planDeliveries(incident, after).wakeAt,
  };

  function note(due: DueDelivery, outcome: DeliveryNote): void {
    desk?.recent.note(due.id, outcome);
    noter.note({ due, note: outcome });
  }
}

type Work = {
  readonly github: GitHub;
  readonly desk: NotifyDesk;
  readonly incident: Incident;
  readonly snapshot: Snapshot;
  readonly plan: DeliveryPlan;
  readonly note: (due: DueDelivery, outcome: DeliveryNote) => void;
};

/**
 * One after the other: what can't be told yet keeps what came after it waiting, so that nothing overtakes. True where the
 * rest has to be looked at anew.
 */
async function tellTarget(
  target: NotifyTarget,
  all: readonly DueDelivery[],
  work: Work,
): Promise<boolean> {
  let thread = all[0]?.thread;
  let latest: Message | undefined;
  let isHeld = false;
  for (const [index, due] of all.entries()) {
    isHeld = index > 0 && !(await mayHearMore(target, work));
    if (isHeld) break;
    const told = thread === undefined ? due : { ...due, thread };
    const known = knownNote(due, work);
    const { note, message } =
      known === undefined ? await tell(target, told, work) : { note: known, message: undefined };
    work.note(due, note);
    if (note.state === "waiting" || note.state === "off") break;
    if (note.state !== "sent") continue;
    if (thread !== undefined) latest = message ?? latest;
    thread ??= note.ref;
  }
  if (thread !== undefined && latest !== undefined)
    await showStanding(target, latest, { thread, work });
  return isHeld;
}

/** Each message may take a minute: somebody may have made it private meanwhile. */
async function mayHearMore(
  { internal }: NotifyTarget,
  { github, snapshot }: Work,
): Promise<boolean> {
  if (internal) return true;
  const { owner, name: repo } = snapshot.repository;
  const labels = await readLabels(github, { owner, repo, number: snapshot.issue.number });
  return labels !== undefined && !labels.some(isPrivateLabel);
}

/** The first message shows how things stand, as the board does. Where it can't be edited just now, the next news sees to it. */
async function showStanding(
  target: NotifyTarget,
  latest: Message,
  { thread, work }: { readonly thread: string; readonly work: Work },
): Promise<void> {
  await attempt(async () => {
    const { edit } = await work.desk.connect(target, work.snapshot.repository.owner);
    return edit === undefined ? { kind: "sent" } : edit(thread, latest);
  });
}

/** What this process told already, and GitHub's answer doesn't know of. */
function knownNote(
  { id, note, since = "" }: DueDelivery,
  { desk, snapshot }: Work,
): DeliveryNote | undefined {
  const known = desk.recent.of(id);
  if (known === undefined || known.at <= since) return undefined;
  if (note !== undefined && known.at <= note.at) return undefined;
  const isDueAgain = known.state === "waiting" && (known.next ?? "") <= snapshot.now;
  return isDueAgain ? undefined : known;
}

/** The same on every try, and nothing in it says where or what the incident is. */
function idOutside({ id }: DueDelivery): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 32);
}

type ToldOnce = { readonly note: DeliveryNote; readonly message?: Message };

async function tell(target: NotifyTarget, due: DueDelivery, work: Work): Promise<ToldOnce> {
  const { desk, incident, snapshot, plan } = work;
  const { owner, name } = snapshot.repository;
  const { timezone, wording } = presentConfig(snapshot);
  const told = {
    incident,
    news: due.news,
    repository: `${owner}/${name}`,
    isPrivate: staysInside(due.news, snapshot),
    timezone,
  };
  const view = viewOf(told, target);
  const tries = (due.note?.tries ?? 0) + 1;
  if (view === undefined) return { note: { state: "failed", tries, at: snapshot.now } };
  const left = plan.leftOut.filter((other) => other.target === target).length;
  const isNext = plan.due.find((other) => other.target === target)?.id !== due.id;
  const message = renderMessage(view, {
    id: idOutside(due),
    wording,
    ...(left === 0 || isNext ? {} : { left }),
  });
  const outcome = await attempt(async () => {
    const { send } = await desk.connect(target, owner);
    return send(message, due.thread);
  });
  desk.onOutcome?.(target.type, outcome.kind);
  return { note: noteOf(outcome, tries, snapshot.now), message };
}

/** Whatever goes wrong is an outcome; its words could hold what nobody may read. */
async function attempt(send: () => Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: "retry", why: DELIVERY_WHY.noAnswer });
    }, LONGEST_TRY);
  });
  try {
    return await Promise.race([send(), tooLong]);
  } catch {
    return { kind: "retry", why: DELIVERY_WHY.failed };
  } finally {
    clearTimeout(timer);
  }
}

const LONGEST_WHY = 120;
const LONGEST_REF = 300;

function noteOf(outcome: Outcome, tries: number, at: Instant): DeliveryNote {
  if (outcome.kind === "sent") {
    const ref = outcome.ref?.slice(0, LONGEST_REF);
    return { state: "sent", tries, at, ...defined({ ref }) };
  }
  const why = outcome.why.slice(0, LONGEST_WHY).toWellFormed();
  if (outcome.kind !== "retry") {
    return { state: outcome.kind === "gone" ? "off" : "failed", tries, at, why };
  }
  const asked = outcome.at === undefined ? undefined : instantOf(Math.ceil(outcome.at / 1000));
  if (outcome.why === DELIVERY_WHY.waitsItsTurn && asked !== undefined) {
    return { state: "waiting", tries: tries - 1, at, next: asked, why };
  }
  const next = nextTry(tries, at, asked);
  return next === undefined
    ? { state: "failed", tries, at, why }
    : { state: "waiting", tries, at, next, why };
}

function leftOutAt(at: Instant): DeliveryNote {
  return { state: "failed", tries: 0, at, why: DELIVERY_WHY.leftOut };
}
