import { parseDuration, type Duration } from "./duration.ts";
import { err, ok, type Result } from "./result.ts";
import {
  afterGap,
  DAY,
  instantOf,
  instantsAt,
  localClock,
  localDate,
  localSeconds,
  parseClock,
  secondsOf,
  wallClockOf,
  type Instant,
} from "./wall-clock.ts";

export { formatDuration, parseDuration, type Duration } from "./duration.ts";
export { instantOf, localDate, type Instant } from "./wall-clock.ts";

/** Skipped: clocks in that zone jumped over it. */
export type MomentProblem = { readonly reason: "unreadable" | "skipped" };

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

/** V8 takes February 30 for March 2. */
function isDate(date: string): boolean {
  const seconds = secondsOf(`${date}T00:00:00Z`);
  return !Number.isNaN(seconds) && instantOf(seconds).startsWith(date);
}
