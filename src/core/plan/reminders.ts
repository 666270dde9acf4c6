import { uncalledSeverities } from "../config/config.ts";
import type { Config } from "../config/config.ts";
import type { BoardView, Reminder } from "./effect.ts";
import { planDeliveries } from "../notify/plan-deliveries.ts";
import type { Incident } from "../model/incident.ts";
import { WORKFLOW_BOT } from "../model/own-bots.ts";
import { openPromise } from "../model/promise.ts";
import { presentConfig } from "../record/recorded.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { callsOf, repliesOwed, replyKey } from "./comments.ts";
import { nextStep } from "./ladder.ts";
import type { Silence } from "./ladder.ts";
import { isSaid, ownComments } from "./own-comments.ts";
import { defined } from "../model/defined.ts";
import { namesCalled, toldLately } from "./told-lately.ts";

type ReminderPlan = {
  readonly reminder?: Reminder;
  /** When the board or a reminder has something else to say. */
  readonly wakeAt?: Instant;
};

/** Asks for news when a promise has passed, and for anybody when nobody has answered. */
export function planReminder(incident: Incident, snapshot: Snapshot): ReminderPlan {
  const config = presentConfig(snapshot);
  const awaited = awaitedIn(incident, config);
  if (awaited === undefined) return {};
  const { first, ...what } = awaited;
  const silence: Silence = { ...what, ...paceOf(incident, config) };
  const { now } = snapshot;
  const step = nextStep(silence, snapshot);
  const isDue = step !== undefined && step.at <= now;
  // The board says LATE at the very time, whenever people are reminded of it.
  const turns = [silence.due, silence.snoozedUntil, isDue ? step.nextAt : step?.at];
  const [wakeAt] = turns
    .filter((at) => at !== undefined && at > now)
    .toSorted((one = "", other = "") => (one < other ? -1 : 1));
  const wake = wakeAt === undefined ? {} : { wakeAt };
  if (!isDue) return wake;
  const people = { first, escalation: incident.isDrill ? [] : config.escalation };
  const asked = step.asks.flatMap((who) => people[who]);
  const reminder: Reminder = {
    kind: silence.kind,
    step: step.number,
    key: step.key,
    due: silence.due,
    at: now,
    mention: asked.length === 0 ? first : asked,
    told: [...toldLately(snapshot, now), ...toldNow(incident, snapshot)],
    next: config.severities[incident.severity?.value ?? "major"].update,
  };
  return { reminder, ...wake };
}

/** Who is called in this very run. */
function toldNow(incident: Incident, snapshot: Snapshot): readonly string[] {
  const own = ownComments(snapshot);
  const calls = callsOf(incident, presentConfig(snapshot)).filter(
    ({ news }) => !isSaid(own, news.key),
  );
  const leads = repliesOwed(incident, snapshot.now).flatMap((reply) =>
    reply.type === "handed-over" && !isSaid(own, replyKey(reply)) ? reply.leads : [],
  );
  return [...namesCalled(calls), ...leads.map((lead) => lead.toLowerCase())];
}

type Awaited = Pick<Silence, "kind" | "key" | "due"> & {
  /** Who is asked first. */
  readonly first: readonly string[];
};

/** What people wait for: the promised update, anybody at all, or somebody who wanted to be back. */
function awaitedIn(incident: Incident, config: Config): Awaited | undefined {
  const { status, isClosed, moments, leads, acknowledged, alertedAt, declared, snooze } = incident;
  if (status !== "declared" || isClosed || moments.restored !== undefined) return undefined;
  const promised = openPromise(incident);
  if (promised !== undefined) {
    const { due, by, source } = promised;
    return { kind: "late", key: `late:${source}`, due, first: leads.length > 0 ? leads : [by] };
  }
  if (incident.isAfterTheFact) return undefined;
  const severity = config.severities[incident.severity?.value ?? "major"];
  if (acknowledged === undefined && alertedAt === undefined && declared !== undefined) {
    const due = plus(declared.at, severity.acknowledge);
    const first = incident.isDrill ? [] : severity.mention;
    return { kind: "unanswered", key: "unanswered", due, first };
  }
  if (snooze === undefined || isBack(incident)) return undefined;
  return { kind: "away", key: `away:${snooze.source}`, due: snooze.until, first: [snooze.by] };
}

/** What the board says of reminders, as long as any may come. */
export function reminderView(
  incident: Incident,
  snapshot: Snapshot,
): Pick<BoardView, "away" | "isUncalled" | "isByClock"> {
  const { status, isClosed, isAfterTheFact, isDrill, moments, snooze, severity } = incident;
  if (status !== "declared" || isClosed || isAfterTheFact || moments.restored !== undefined) {
    return {};
  }
  const level = severity?.value ?? "major";
  const isUncalled = !isDrill && uncalledSeverities(presentConfig(snapshot)).includes(level);
  const isAway = snooze !== undefined && snooze.until > snapshot.now;
  return {
    ...(isAway ? { away: { by: snooze.by, until: snooze.until } } : {}),
    ...(isUncalled ? { isUncalled } : {}),
    ...(snapshot.ownBots[0] === WORKFLOW_BOT ? { isByClock: true } : {}),
  };
}

/** Whoever says anything is here. */
function isBack({ snooze, breadcrumbs }: Incident): boolean {
  return breadcrumbs.some(({ by, at }) => by === snooze?.by && at > snooze.at);
}

/** How fast people are asked, and when not. Of what is critical, or may be, people hear at night, too. */
function paceOf(
  { severity, snooze }: Incident,
  { severities, quietHours, timezone }: Config,
): Omit<Silence, keyof Awaited> {
  const level = severity?.value;
  const { escalate } = severities[level ?? "major"];
  const isPatient = level === "major" || level === "minor";
  return {
    escalate,
    timezone,
    ...defined({ snoozedUntil: snooze?.until }),
    ...(isPatient ? { quietHours } : {}),
  };
}

/** Whether something should have been said by now and isn't: a run was lost, or a promise fell due meanwhile. */
export function isLagging(incident: Incident, snapshot: Snapshot): boolean {
  const own = ownComments(snapshot);
  const { byKey, copies } = own;
  // What was over before this bot came is none of its business.
  if (snapshot.issue.state === "closed" && byKey.size === 0) return false;
  const { reminder } = planReminder(incident, snapshot);
  const due = [
    ...(incident.status === "declared" ? ["board"] : []),
    ...incident.news.flatMap(({ key, isQuiet }) => (isQuiet === true ? [] : [key])),
    ...repliesOwed(incident, snapshot.now).map(replyKey),
    ...(reminder === undefined ? [] : [reminder.key]),
  ];
  return (
    copies.length > 0 ||
    due.some((key) => !isSaid(own, key)) ||
    planDeliveries(incident, snapshot).isDue
  );
}
