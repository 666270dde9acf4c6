import {
  wallAt,
  afterGap,
  DAY,
  instantOf,
  instantsAt,
  parseClock,
  secondsOf,
} from "./wall-clock.ts";
import type { Instant } from "./wall-clock.ts";

/** Local times of the day, "22:00" to "07:00": over midnight where the end comes first, none where both are the same. */
export type QuietHours = { readonly from: string; readonly to: string };

/** The moment itself, or the end of the quiet hours that it lies in, by the clock on the wall there. */
export function afterQuietHours(
  moment: Instant,
  { hours, timezone }: { readonly hours: QuietHours; readonly timezone: string },
): Instant {
  const [from = 0, to = 0] = [parseClock(hours.from), parseClock(hours.to)];
  const local = wallAt(secondsOf(moment), timezone);
  const clock = local % DAY;
  const today = local - clock;
  const isOverMidnight = from > to;
  if (isOverMidnight ? clock >= to && clock < from : clock < from || clock >= to) return moment;
  const end = isOverMidnight && clock >= from ? today + DAY + to : today + to;
  const shown = instantsAt(end, timezone).find((instant) => instant > moment);
  // Where a whole day was skipped it may be the next night.
  return shown ?? afterQuietHours(jumpOver(end, { moment, timezone }), { hours, timezone });
}

/** When the clocks jump over a time that they never show. */
function jumpOver(
  local: number,
  { moment, timezone }: { readonly moment: Instant; readonly timezone: string },
): Instant {
  let before = secondsOf(moment);
  let after = secondsOf(afterGap(local, timezone));
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallAt(middle, timezone) < local) before = middle;
    else after = middle;
  }
  return instantOf(after);
}
