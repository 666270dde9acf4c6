import { err, ok, type Result } from "../model/result.ts";
import { isDate, plus } from "./time.ts";
import { readTimeWords, type DayWord, type TimeWords } from "./time-words.ts";
import type { ZoneWord } from "./time-zone-words.ts";
import {
  afterGap,
  DAY,
  instantOf,
  instantsAt,
  localDate,
  localSeconds,
  type Instant,
} from "./wall-clock.ts";
import { weekday } from "./working-time.ts";

/** Skipped: clocks in that zone jumped over it. */
export type MomentProblem = { readonly reason: "unreadable" | "skipped" };

/** When and where a time was said. */
type Spoken = { readonly at: Instant; readonly timezone: string };

/** A moment, and whether its day was said, or follows from how long ago it was; else it was guessed. */
type Reading = { readonly moment: Instant; readonly isDaySaid: boolean };

/** Clocks of people and of GitHub differ a little. */
const TOLERANCE = 300;

/**
 * A time as people write it (docs/reference/times.md), in the time zone unless it names another. A bare clock time
 * is the latest one not after `at`, as is the repeated hour of a daylight-saving change.
 */
export function readMoment(text: string, spoken: Spoken): Result<Reading, MomentProblem> {
  const words = readTimeWords(text);
  if (words === undefined) return err({ reason: "unreadable" });
  if (words.type === "ago") {
    return ok({ moment: plus(spoken.at, -words.duration), isDaySaid: true });
  }
  const isDaySaid = words.day !== undefined;
  const moment = momentOf(words, spoken);
  return moment.ok ? ok({ moment: moment.value, isDaySaid }) : moment;
}

export function parseMoment(text: string, spoken: Spoken): Result<Instant, MomentProblem> {
  const reading = readMoment(text, spoken);
  return reading.ok ? ok(reading.value.moment) : reading;
}

/** The next moment after `at` at which a clock shows this: what a promise speaks of. */
export function parseComing(text: string, spoken: Spoken): Result<Instant, MomentProblem> {
  const words = readTimeWords(text);
  if (words?.type !== "clock") return err({ reason: "unreadable" });
  if (words.day?.type === "weekday") {
    const moment = momentOf(words, spoken);
    return moment.ok && moment.value <= spoken.at ? ok(plus(moment.value, 7 * DAY)) : moment;
  }
  if (words.day !== undefined) return momentOf(words, spoken);
  const zone = words.zone ?? spoken.timezone;
  const today = localSeconds(dateIn(spoken.at, zone), 0);
  const coming = [0, 1, 2]
    .flatMap((days) => instantsIn(today + days * DAY + words.clock, zone))
    .find((moment) => moment > spoken.at);
  return coming === undefined ? err({ reason: "skipped" }) : ok(coming);
}

type ClockWords = Extract<TimeWords, { readonly type: "clock" }>;

function momentOf(words: ClockWords, { at, timezone }: Spoken): Result<Instant, MomentProblem> {
  const zone = words.zone ?? timezone;
  const latest = plus(at, TOLERANCE);
  if (words.day === undefined) return latestClock(words.clock, latest, zone);
  const date = dateOf(words.day, dateIn(at, zone));
  if (!isDate(date) || date < "1970-01-02") return err({ reason: "unreadable" });
  return latestOf(instantsIn(localSeconds(date, words.clock), zone), latest);
}

/** "2026-02-14": the day that was meant, said on `today`. */
function dateOf(day: DayWord, today: string): string {
  switch (day.type) {
    case "date":
      return day.date;
    case "shift":
      return shifted(today, day.days);
    case "weekday":
      return shifted(today, -((weekday(localSeconds(today, 0)) - day.weekday + 7) % 7));
    case "month-day": {
      const [month, date] = [day.month, day.day].map((part) => String(part).padStart(2, "0"));
      const date0 = `${today.slice(0, 4)}-${month}-${date}`;
      // In January somebody speaks of December.
      return date0 > shifted(today, 2)
        ? `${Number(today.slice(0, 4)) - 1}-${month}-${date}`
        : date0;
    }
  }
}

function shifted(date: string, days: number): string {
  return instantOf(localSeconds(date, 0) + days * DAY).slice(0, 10);
}

function latestClock(
  clock: number,
  latest: Instant,
  zone: ZoneWord,
): Result<Instant, MomentProblem> {
  const today = localSeconds(dateIn(latest, zone), 0);
  for (const day of [today, today - DAY]) {
    const moment = latestOf(instantsIn(day + clock, zone), latest);
    if (moment.ok ? moment.value <= latest : isOver(day + clock, { zone, latest })) return moment;
  }
  return latestOf(instantsIn(today - 2 * DAY + clock, zone), latest);
}

function isOver(
  local: number,
  { zone, latest }: { readonly zone: ZoneWord; readonly latest: Instant },
): boolean {
  return typeof zone === "string" && afterGap(local, zone) <= latest;
}

function latestOf(candidates: readonly Instant[], latest: Instant): Result<Instant, MomentProblem> {
  const moment = candidates.findLast((candidate) => candidate <= latest) ?? candidates[0];
  return moment === undefined ? err({ reason: "skipped" }) : ok(moment);
}

function dateIn(instant: Instant, zone: ZoneWord): string {
  return typeof zone === "string" ? localDate(instant, zone) : plus(instant, zone).slice(0, 10);
}

function instantsIn(local: number, zone: ZoneWord): readonly Instant[] {
  return typeof zone === "string" ? instantsAt(local, zone) : [instantOf(local - zone)];
}
