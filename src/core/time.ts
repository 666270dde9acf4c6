import type { WorkingHours } from "./config.ts";
import { parseDuration, type Duration } from "./duration.ts";
import { err, ok, type Result } from "./result.ts";

export { formatDuration, parseDuration, type Duration } from "./duration.ts";

/** A moment in UTC to the second, "2026-02-15T09:42:00Z". One fixed width, so `<` on the text is `<` in time. */
export type Instant = string;

/** Skipped: clocks in that zone jumped over it. */
export type MomentProblem = { readonly reason: "unreadable" | "skipped" };

const DAY = 86_400;

/** Clocks of people and of GitHub differ a little. */
const TOLERANCE = 300;

const ISO = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** Any ISO timestamp with a zone, as GitHub sends them; fractions of a second are dropped. */
export function parseInstant(text: string): Instant | undefined {
  const [, date] = ISO.exec(text) ?? [];
  const milliseconds = Date.parse(text);
  return date === undefined || Number.isNaN(milliseconds) || !isDate(date)
    ? undefined
    : instantOf(milliseconds / 1000);
}

export function plus(instant: Instant, duration: Duration): Instant {
  return instantOf(secondsOf(instant) + duration);
}

/** Negative when `to` comes before `from`. */
export function between(from: Instant, to: Instant): Duration {
  return secondsOf(to) - secondsOf(from);
}

const UTC_SUFFIX = /(?:[ \t]*Z|[ \t]+UTC)$/i;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;
const DATED = /^(\d{4}-\d\d-\d\d)(?:[ \t]+|T)(\d{1,2}:\d\d(?::\d\d)?)(?:\.\d{1,9})?$/i;

/**
 * `10:40`, `2026-02-15 10:40`, `15m ago`, `3h`, `now`; in the time zone unless it ends in UTC or Z.
 * A bare clock time is the latest one not after `at`, as is the repeated hour of a daylight-saving change.
 */
export function parseMoment(
  text: string,
  { at, timezone }: { readonly at: Instant; readonly timezone: string },
): Result<Instant, MomentProblem> {
  const typed = text.trim();
  if (/^now$/i.test(typed)) return ok(at);
  const ago = parseDuration(typed.replace(/[ \t]+ago$/i, ""));
  if (ago !== undefined) return ok(plus(at, -ago));
  const zone = UTC_SUFFIX.test(typed) ? "UTC" : timezone;
  const local = typed.replace(UTC_SUFFIX, "");
  const latest = plus(at, TOLERANCE);
  const [, date, datedClock = ""] = DATED.exec(local) ?? [];
  const clock = parseClock(datedClock === "" ? local : datedClock);
  if (clock === undefined || (date !== undefined && (!isDate(date) || date < "1970-01-02"))) {
    return err({ reason: "unreadable" });
  }
  return date === undefined
    ? latestClock(clock, latest, zone)
    : latestOf(instantsAt(localSeconds(date, clock), zone), latest);
}

/** Seconds since midnight. */
function parseClock(text: string): number | undefined {
  const [, hour, minute, second = "0"] = CLOCK.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (+hour > 23 || +minute > 59 || +second > 59) return undefined;
  return +hour * 3600 + +minute * 60 + +second;
}

function latestClock(
  clock: number,
  latest: Instant,
  timezone: string,
): Result<Instant, MomentProblem> {
  const today = localSeconds(localDate(latest, timezone), 0);
  for (const day of [today, today - DAY]) {
    const moment = latestOf(instantsAt(day + clock, timezone), latest);
    if (moment.ok ? moment.value <= latest : afterGap(day + clock, timezone) <= latest) {
      return moment;
    }
  }
  return latestOf(instantsAt(today - 2 * DAY + clock, timezone), latest);
}

function latestOf(candidates: readonly Instant[], latest: Instant): Result<Instant, MomentProblem> {
  const moment = candidates.findLast((candidate) => candidate <= latest) ?? candidates[0];
  return moment === undefined ? err({ reason: "skipped" }) : ok(moment);
}

/** "09:42 UTC (10:42 Europe/Madrid)"; with its date where that differs between the zones, or from the reference's. */
export function formatMoment(
  instant: Instant,
  timezone: string,
  { reference }: { readonly reference?: Instant } = {},
): string {
  const dates = [localDate(instant, "UTC"), localDate(instant, timezone)];
  if (reference !== undefined) {
    dates.push(localDate(reference, "UTC"), localDate(reference, timezone));
  }
  return new Set(dates).size > 1
    ? formatDatedMoment(instant, timezone)
    : inZones(timezone, (zone) => localClock(instant, zone));
}

/** "2026-02-15 09:42 UTC (10:42 Europe/Madrid)" */
export function formatDatedMoment(instant: Instant, timezone: string): string {
  const utcDate = localDate(instant, "UTC");
  return inZones(timezone, (zone) => {
    const date = localDate(instant, zone);
    const clock = localClock(instant, zone);
    return zone === "UTC" || date !== utcDate ? `${date} ${clock}` : clock;
  });
}

function inZones(timezone: string, format: (zone: string) => string): string {
  return /^(?:etc\/)?(?:utc|gmt|uct|zulu)$/i.test(timezone)
    ? `${format("UTC")} UTC`
    : `${format("UTC")} UTC (${format(timezone)} ${timezone})`;
}

/** An IANA name: "Europe/Madrid"; fixed offsets are none. */
export function isTimezone(text: string): boolean {
  if (!/^[a-z][a-z\d_+/-]*$/i.test(text)) return false;
  try {
    wallClockOf(text);
    return true;
  } catch {
    return false;
  }
}

/** "2026-02-15": the day there. */
export function localDate(instant: Instant, timezone: string): string {
  return timezone === "UTC"
    ? instant.slice(0, 10)
    : instantOf(wallAt(secondsOf(instant), timezone)).slice(0, 10);
}

function localClock(instant: Instant, timezone: string): string {
  return instantOf(wallAt(secondsOf(instant), timezone)).slice(11, 16);
}

/** The next working day after the local day of `after`, at `clock`, or else when work begins. */
export function nextWorkingTime({
  after,
  timezone,
  hours,
  clock = hours.from,
}: {
  readonly after: Instant;
  readonly timezone: string;
  readonly hours: WorkingHours;
  readonly clock?: string;
}): Instant {
  let day = localSeconds(localDate(after, timezone), 0) + DAY;
  for (let tries = 0; tries < 7 && !hours.days.includes(weekday(day)); tries += 1) day += DAY;
  const moment = day + (parseClock(clock) ?? 0);
  return instantsAt(moment, timezone)[0] ?? afterGap(moment, timezone);
}

export function isWorkingTime({
  at,
  timezone,
  hours,
}: {
  readonly at: Instant;
  readonly timezone: string;
  readonly hours: WorkingHours;
}): boolean {
  const clock = localClock(at, timezone);
  return (
    hours.days.includes(weekday(wallAt(secondsOf(at), timezone))) &&
    hours.from <= clock &&
    clock < hours.to
  );
}

/** 1 Monday to 7 Sunday. */
function weekday(local: number): number {
  return (Math.floor(local / DAY + 3) % 7) + 1;
}

function secondsOf(instant: Instant): number {
  return Date.parse(instant) / 1000;
}

export function instantOf(seconds: number): Instant {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

/** A wall clock's time, in seconds as if it were UTC. */
function localSeconds(date: string, clock: number): number {
  return secondsOf(`${date}T00:00:00Z`) + clock;
}

/** V8 takes February 30 for March 2. */
function isDate(date: string): boolean {
  const seconds = secondsOf(`${date}T00:00:00Z`);
  return !Number.isNaN(seconds) && instantOf(seconds).startsWith(date);
}

/** Making one of these costs a thousand times as much as using it. */
const WALL_CLOCKS = new Map<string, Intl.DateTimeFormat>();

function wallClockOf(timezone: string): Intl.DateTimeFormat {
  const present = WALL_CLOCKS.get(timezone);
  if (present !== undefined) return present;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  WALL_CLOCKS.set(timezone, made);
  return made;
}

/** What the clock on the wall shows there, in seconds as if it were UTC. */
function wallAt(seconds: number, timezone: string): number {
  if (timezone === "UTC") return seconds;
  // "02/15/2026, 10:42:00"
  const shown = wallClockOf(timezone).format(seconds * 1000);
  const date = `${shown.slice(6, 10)}-${shown.slice(0, 2)}-${shown.slice(3, 5)}`;
  return secondsOf(`${date}T${shown.slice(12)}Z`);
}

/** The moments at which a wall clock shows this: two in a repeated hour, none in a skipped one. */
function instantsAt(local: number, timezone: string): readonly Instant[] {
  const offsets = [local - DAY, local + DAY].map((seconds) => wallAt(seconds, timezone) - seconds);
  return [...new Set(offsets)]
    .map((offset) => local - offset)
    .filter((seconds) => wallAt(seconds, timezone) === local)
    .toSorted((one, other) => one - other)
    .map(instantOf);
}

/** A skipped time, as if the clock had been changed only after it. */
function afterGap(local: number, timezone: string): Instant {
  const before = local - DAY;
  return instantOf(local - (wallAt(before, timezone) - before));
}
