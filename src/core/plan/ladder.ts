import type { Reminder } from "./effect.ts";
import { parseMarker } from "../model/marker.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Comment } from "../model/timeline.ts";
import { afterQuietHours } from "../time/quiet-hours.ts";
import type { QuietHours } from "../time/quiet-hours.ts";
import { between, plus } from "../time/time.ts";
import type { Duration, Instant } from "../time/time.ts";
import { ownComments } from "./own-comments.ts";
import { defined } from "../model/defined.ts";

/** From something that people waited for and that did not come, until somebody writes. */
export type Silence = {
  readonly kind: Reminder["kind"];
  readonly key: string;
  readonly due: Instant;
  /** From the first reminder to the second; the later ones come at its multiples. */
  readonly escalate: Duration;
  /** Somebody is back then: no reminder before. */
  readonly snoozedUntil?: Instant;
  readonly quietHours?: QuietHours;
  readonly timezone: string;
};

type Asked = "first" | "escalation";

/** The reminders of one silence: whom each asks, and how many escalation times it comes after the one before. */
const LADDER: readonly {
  readonly suffix: string;
  readonly after: number;
  readonly asks: readonly Asked[];
}[] = [
  { suffix: "", after: 0, asks: ["first"] },
  { suffix: ":escalated", after: 1, asks: ["escalation"] },
  { suffix: ":3", after: 2, asks: ["first", "escalation"] },
  { suffix: ":4", after: 4, asks: ["first", "escalation"] },
  { suffix: ":5", after: 8, asks: ["first", "escalation"] },
];

/** The next reminder. */
type NextReminder = {
  /** 1 to 5. */
  readonly number: number;
  readonly key: string;
  readonly at: Instant;
  readonly asks: readonly Asked[];
  /** When the one after it comes, if this one is said now. */
  readonly nextAt?: Instant;
};

/** What comes next; undefined after the last one. What was missed is left out: only the present one is said. */
export function nextStep(silence: Silence, snapshot: Snapshot): NextReminder | undefined {
  const { now } = snapshot;
  const { count, last } = saidOf(silence, snapshot);
  const slots = count === 0 ? firstSlots(silence) : [slotAfter(last, count, silence)];
  // Where even the second is due the first was missed: its people are asked along.
  const slot = slots.findLast((one) => one !== undefined && one.at <= now) ?? slots[0];
  const step = slot === undefined ? undefined : LADDER[slot.index];
  if (slot === undefined || step === undefined) return undefined;
  const isFirstOwed = slot.index > count || slot.at > slot.due;
  const after = slotAfter(baseOf(slot.due, now, silence), slot.index + 1, silence);
  return {
    number: slot.index + 1,
    key: `${silence.key}${step.suffix}`,
    at: slot.at,
    asks: isFirstOwed && slot.index > 0 ? ["first", "escalation"] : step.asks,
    ...defined({ nextAt: after?.due }),
  };
}

/** When one of them falls due, and when it is said where somebody has asked for time. */
type Slot = { readonly index: number; readonly due: Instant; readonly at: Instant };

function firstSlots(silence: Silence): readonly (Slot | undefined)[] {
  const first = slotAfter(silence.due, 0, silence);
  const second = first && slotAfter(first.due, 1, silence);
  const moved = first && second && slotAfter(first.at, 1, silence);
  return [first, second && moved && { ...second, at: moved.at }];
}

function slotAfter(before: Instant, index: number, silence: Silence): Slot | undefined {
  const step = LADDER[index];
  if (step === undefined) return undefined;
  const { snoozedUntil = "", escalate } = silence;
  const due = awake(plus(before, step.after * escalate), silence);
  return { index, due, at: due < snoozedUntil ? awake(snoozedUntil, silence) : due };
}

function awake(at: Instant, { quietHours: hours, timezone }: Silence): Instant {
  return hours === undefined ? at : afterQuietHours(at, { hours, timezone });
}

/** Said much later than it was due, the next one keeps its distance from when it was said. */
function baseOf(due: Instant, said: Instant | undefined, { escalate }: Silence): Instant {
  return said !== undefined && between(due, said) >= escalate ? said : due;
}

/** How many were said, and from when on the next one's time counts. */
function saidOf(
  silence: Silence,
  snapshot: Snapshot,
): { readonly count: number; readonly last: Instant } {
  const { byKey } = ownComments(snapshot);
  const found = LADDER.map(({ suffix }) => byKey.get(`${silence.key}${suffix}`)?.at);
  const standing = found.findLastIndex((at) => at !== undefined) + 1;
  const lost = lostSince(found[standing - 1] ?? awake(silence.due, silence), snapshot);
  const times = [...found.slice(0, standing), ...lost].slice(0, LADDER.length);
  const last = times.reduce<Instant>(
    (before, said, index) =>
      baseOf(slotAfter(before, index, silence)?.due ?? before, said, silence),
    silence.due,
  );
  return { count: times.length, last };
}

/**
 * When people deleted what the bot had said, or wrote over it: they have read it, and it isn't said again. Which comment it
 * was GitHub doesn't tell: what goes within a minute counts once.
 */
function lostSince(
  since: Instant,
  { timeline, ownBots }: Pick<Snapshot, "timeline" | "ownBots">,
): readonly Instant[] {
  const times = timeline
    .flatMap((event) => {
      if (event.type === "commented") {
        return isWrittenOver(event) ? [event.editedAt ?? event.at] : [];
      }
      if (event.type !== "comment-deleted" || isOwnBot(event.by, ownBots)) return [];
      return isOwnBot(event.author, ownBots) ? [event.at] : [];
    })
    .filter((at) => at > since)
    .toSorted();
  return times.filter((at, index) => at.slice(0, 16) !== times[index - 1]?.slice(0, 16));
}

function isWrittenOver({ isOwn, editedBy, by, body }: Comment): boolean {
  return (
    isOwn &&
    editedBy !== undefined &&
    editedBy.login !== by.login &&
    parseMarker(body) === undefined
  );
}
