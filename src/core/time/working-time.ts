import type { WorkingHours } from "../config/config.ts";
import {
  afterGap,
  clockOf,
  DAY,
  instantsAt,
  localDate,
  localSeconds,
  parseClock,
  secondsOf,
  wallAt,
  type Instant,
} from "./wall-clock.ts";

/**
 * The next working day after the local day of `after`, at `clock`, or else when work begins. A clock time before or after
 * the hours is moved to their beginning or end.
 */
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
  const time = parseClock(within(hours, clock)) ?? 0;
  const today = localSeconds(localDate(after, timezone), 0);
  const due = (day: number): Instant =>
    instantsAt(day + time, timezone)[0] ?? afterGap(day + time, timezone);
  // Where clocks jumped over a day, or all of its hours, it is the one after it.
  const day = NEXT_DAYS.map((days) => today + days * DAY).find((candidate) => {
    const shown = wallAt(secondsOf(due(candidate)), timezone);
    return (
      hours.days.includes(weekday(candidate)) &&
      within(hours, clockOf(shown)) === clockOf(shown) &&
      Math.floor(shown / DAY) === Math.floor(candidate / DAY)
    );
  });
  return due(day ?? today + DAY);
}

/** A week, and one more in case that it was jumped over. */
const NEXT_DAYS: readonly number[] = Array.from({ length: 14 }, (_, index) => index + 1);

function within({ from, to }: WorkingHours, clock: string): string {
  if (clock < from) return from;
  return clock > to ? to : clock;
}

/** 1 Monday to 7 Sunday. */
export function weekday(local: number): number {
  return (Math.floor(local / DAY + 3) % 7) + 1;
}
