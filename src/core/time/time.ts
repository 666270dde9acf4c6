import type { Duration } from "./duration.ts";
import {
  instantOf,
  localClock,
  localDate,
  secondsOf,
  wallClockOf,
  type Instant,
} from "./wall-clock.ts";

export type { Duration } from "./duration.ts";
export { instantOf, localDate, type Instant } from "./wall-clock.ts";

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
  // Most have this one, and the first question to Intl takes 11 ms.
  if (text === "UTC") return true;
  if (!/^[a-z][a-z\d_+/-]*$/i.test(text)) return false;
  try {
    wallClockOf(text);
    return true;
  } catch {
    return false;
  }
}

/** V8 takes February 30 for March 2. */
export function isDate(date: string): boolean {
  const seconds = secondsOf(`${date}T00:00:00Z`);
  return !Number.isNaN(seconds) && instantOf(seconds).startsWith(date);
}
