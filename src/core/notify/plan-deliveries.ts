import type { NotifyTarget } from "../config/notify-target.ts";
import type { Incident, News } from "../model/incident.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Comment } from "../model/timeline.ts";
import { announcementOf, ownComments } from "../plan/own-comments.ts";
import type { OwnComments } from "../plan/own-comments.ts";
import { presentConfig } from "../record/recorded.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { deliveredIn } from "./delivered.ts";
import type { Delivered } from "./delivered.ts";
import { isToldElsewhere } from "./delivery.ts";
import type { DeliveryNote, DueDelivery } from "./delivery.ts";

/** The label that keeps an incident within the team, in any repository. */
const PRIVATE_LABEL = "incident:private";

/** What nobody was told within a day is no news any more: a new target doesn't hear of what is long past. */
const NEWS_FOR = 24 * 3600;
/** More at once is a flood: of the others the issue tells. */
const MOST_AT_ONCE = 20;

/** Whoever heard the beginning hears how it ends. */
const FOR_WHOEVER_HEARD: ReadonlySet<News["kind"]> = new Set([
  "stable",
  "restored",
  "broken",
  "false-alarm",
  "duplicate",
]);

/** One line of what was told elsewhere. */
type ToldElsewhere = {
  readonly target: string;
  readonly kind: News["kind"];
  readonly note: DeliveryNote;
};

/** What becomes of an incident's news outside GitHub. */
export type DeliveryPlan = {
  /** Target by target, each in the order of what happened. */
  readonly due: readonly DueDelivery[];
  /** Too many at once: these are only noted. */
  readonly leftOut: readonly DueDelivery[];
  /** Something is to be told now, as soon as a comment can note it. */
  readonly isDue: boolean;
  /** That comment should be there any moment. */
  readonly isExpected: boolean;
  /** When something is due although nothing happened. */
  readonly wakeAt?: Instant;
  /** In the order of what happened. */
  readonly log: readonly ToldElsewhere[];
  /** Targets that hear no more until somebody says `/resend`, and why. */
  readonly stopped: readonly { readonly target: string; readonly note: DeliveryNote }[];
  /** Targets that would have heard of it, were it not private. */
  readonly unheard: readonly string[];
};

const NOTHING: DeliveryPlan = {
  due: [],
  leftOut: [],
  isDue: false,
  isExpected: false,
  log: [],
  stopped: [],
  unheard: [],
};

/** Seconds in which GitHub shows a new comment to everybody. */
const LAG = 120;

/** Whether only those inside may know of it: what was said before somebody took the label away stays there. */
export function staysInside({ at }: Pick<News, "at">, snapshot: Snapshot): boolean {
  const { repository, issue, timeline } = snapshot;
  if (repository.isPrivate || issue.labels.some(isPrivateLabel)) return true;
  const last = timeline.findLast((event) => "label" in event && isPrivateLabel(event.label));
  // Where it went without anybody taking it away, nobody has said that it may be known.
  return last !== undefined && (last.type === "labeled" || at <= last.at);
}

export function isPrivateLabel(label: string): boolean {
  return label.toLowerCase() === PRIVATE_LABEL;
}

/** Which news goes where, what of it now, and when the next. */
export function planDeliveries(incident: Incident, snapshot: Snapshot): DeliveryPlan {
  const { notify: targets } = presentConfig(snapshot);
  const told = noted(incident, snapshot);
  if (told.every(({ notes }) => notes === undefined) && targets.length === 0) return NOTHING;
  const queues = incident.isAfterTheFact
    ? []
    : targets.map((target) => queueOf(target, { told, incident, snapshot }));
  const times = queues.flatMap(({ wakeAt }) => wakeAt ?? []).toSorted();
  const [wakeAt] = times;
  return {
    due: queues.flatMap(({ due }) => due),
    leftOut: queues.flatMap(({ leftOut }) => leftOut),
    isDue: queues.some(({ isDue }) => isDue),
    isExpected: queues.some(({ isExpected }) => isExpected),
    ...(wakeAt === undefined ? {} : { wakeAt }),
    log: told.flatMap(({ news, notes = {} }) =>
      Object.entries(notes).map(([target, note]) => ({ target, kind: news.kind, note })),
    ),
    stopped: queues.flatMap(({ stopped }) => stopped ?? []),
    unheard: targets
      .filter((target) => isUnheard(target, { told, incident, snapshot }))
      .map(({ name }) => name),
  };
}

/** Whether something is to be told outside GitHub, now or later. */
export function isTelling({ isDue, wakeAt }: DeliveryPlan): boolean {
  return isDue || wakeAt !== undefined;
}

/** Some news, and what its comment notes of it. */
type Noted = {
  readonly news: News;
  readonly notes: Readonly<Record<string, DeliveryNote>> | undefined;
  /** It was told, to whom isn't known any more. */
  readonly isSettled: boolean;
  /** The comment that notes it; until there is one, nothing is told. */
  readonly carrier: Comment | undefined;
};

function noted({ news }: Incident, snapshot: Snapshot): readonly Noted[] {
  const delivered = deliveredIn(snapshot);
  return carriersOf(news, ownComments(snapshot)).map(({ news: item, carrier }) => {
    const { until = "", told }: Delivered = delivered.get(carrier?.id ?? "") ?? NONE;
    const notes = told.get(item.key);
    return { news: item, carrier, notes, isSettled: notes === undefined && item.at <= until };
  });
}

const NONE: Delivered = { told: new Map() };

/** The comment that tells each news, or the one before: what it notes is read again by every run. */
export function carriersOf(
  all: readonly News[],
  own: OwnComments,
): readonly { readonly news: News; readonly carrier: Comment | undefined }[] {
  const told = all.filter(isToldElsewhere);
  let last = told.map(({ key }) => announcementOf(own, key)).find((comment) => comment);
  return told.map((news) => {
    last = announcementOf(own, news.key) ?? last;
    return { news, carrier: last };
  });
}

type Around = {
  readonly told: readonly Noted[];
  readonly incident: Incident;
  readonly snapshot: Snapshot;
};

type TargetQueue = Pick<DeliveryPlan, "due" | "leftOut" | "isDue" | "isExpected" | "wakeAt"> & {
  readonly stopped?: DeliveryPlan["stopped"][number];
};

const SILENT: TargetQueue = { due: [], leftOut: [], isDue: false, isExpected: false };

type Waiting = {
  readonly news: News;
  /** There is a comment to note it on. */
  readonly isNotable: boolean;
  readonly note?: DeliveryNote;
  readonly since?: Instant;
};

function queueOf(target: NotifyTarget, { told, incident, snapshot }: Around): TargetQueue {
  if (incident.isDrill && !target.drill) return SILENT;
  const resentAt = resent(target, incident);
  const waiting: Waiting[] = [];
  let heard: { readonly thread?: string } | undefined;
  let stopped: TargetQueue["stopped"];
  for (const { news, notes, isSettled, carrier } of told) {
    const last = notes?.[target.name];
    // What didn't get through before somebody asked again begins anew.
    const isAnew = last !== undefined && last.state !== "sent" && last.at <= resentAt;
    const note = isAnew ? undefined : last;
    if (note?.state !== "sent" && !target.internal && staysInside(news, snapshot)) continue;
    if (note !== undefined && isStopped(note)) stopped = { target: target.name, note };
    // What didn't get through before it ended says nothing any more.
    const isVain = incident.status !== "declared" && !isEnd(news);
    if (note?.state === "sent") {
      heard ??= note.ref === undefined ? {} : { thread: note.ref };
      stopped = undefined;
    } else if (note?.state === "waiting" && !isVain) {
      waiting.push({ news, note, isNotable: true });
    } else if (
      note === undefined &&
      !isVain &&
      concerns(news, target, heard !== undefined || waiting.length > 0)
    ) {
      if (isSettled) heard ??= {};
      else if (isAnew || snapshot.now <= plus(news.at, NEWS_FOR)) {
        const isNotable = carrier !== undefined;
        waiting.push(isAnew ? { news, isNotable, since: resentAt } : { news, isNotable });
      }
    }
  }
  const isOff = stopped?.note.state === "off";
  const queue = isOff ? {} : dueOf(waiting, snapshot.now);
  const all = queue.due ?? [];
  const missing = all.find(({ isNotable }) => !isNotable);
  const notable = missing === undefined ? all : all.slice(0, all.indexOf(missing));
  const due = notable.map(({ news, isNotable: _, ...before }, index) => ({
    target,
    news,
    ...before,
    id: deliveryId(target, news, snapshot),
    ...heard,
    isFirst: heard === undefined && index === 0,
  }));
  return {
    due: due.slice(-MOST_AT_ONCE),
    leftOut: due.slice(0, -MOST_AT_ONCE),
    isDue: all.length > 0,
    isExpected: missing !== undefined && snapshot.now <= plus(missing.news.at, LAG),
    ...(queue.wakeAt === undefined ? {} : { wakeAt: queue.wakeAt }),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function isEnd({ kind }: News): boolean {
  return kind === "false-alarm" || kind === "duplicate";
}

function isStopped({ state }: DeliveryNote): boolean {
  return state === "failed" || state === "off";
}

function isUnheard(target: NotifyTarget, { told, incident, snapshot }: Around): boolean {
  return (
    !target.internal &&
    staysInside({ at: snapshot.now }, snapshot) &&
    (!incident.isDrill || target.drill) &&
    !incident.isAfterTheFact &&
    told.some(({ news }) => concerns(news, target, false))
  );
}

/** When somebody last asked for this target to be told again. */
function resent({ name }: NotifyTarget, { resends = [] }: Incident): Instant {
  const asked = resends.findLast(({ target }) => target === undefined || target === name);
  return asked?.at ?? "";
}

function concerns({ kind, context }: News, target: NotifyTarget, hasHeard: boolean): boolean {
  if (FOR_WHOEVER_HEARD.has(kind) && hasHeard) return true;
  // "Works again" means nothing to whoever never heard that it didn't.
  if (FOR_WHOEVER_HEARD.has(kind) && kind !== "broken") return false;
  const { severity = "major", components } = context;
  return (
    target.severities.includes(severity) &&
    (target.components.length === 0 || components.some((name) => target.components.includes(name)))
  );
}

/** One after the other, and never before the time that the target has for its next try: what came since waits, too. */
function dueOf(
  waiting: readonly Waiting[],
  now: Instant,
): { readonly due?: readonly Waiting[]; readonly wakeAt?: Instant } {
  const next = waiting
    .flatMap(({ note }) => note?.next ?? [])
    .toSorted()
    .at(-1);
  return next === undefined || next <= now ? { due: waiting } : { wakeAt: next };
}

/** The same on every try; letters, digits, _ and - only. */
function deliveryId({ name }: NotifyTarget, { key }: News, snapshot: Snapshot): string {
  const { repository, issue } = snapshot;
  return `${repository.id}-${issue.number}-${key}-${name}`.replaceAll(/[^\w-]/g, "_");
}
