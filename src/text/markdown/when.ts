import { formatDuration } from "../../core/time/duration.ts";
import { between, formatDatedMoment, formatMoment } from "../../core/time/time.ts";
import type { Instant } from "../../core/time/time.ts";

/** The zone to show, and the moment whose day needs no naming: what is read on any day has none. */
export type WallClock = { readonly timezone: string; readonly reference?: Instant };

/** "09:42 UTC (10:42 Europe/Madrid)", with its date where it isn't the reference's day. */
export function when(at: Instant, { timezone, reference }: WallClock): string {
  return reference === undefined
    ? formatDatedMoment(at, timezone)
    : formatMoment(at, timezone, { reference });
}

/** "18 minutes" between two moments, whichever comes first. */
export function span(from: Instant, to: Instant): string {
  return formatDuration(Math.abs(between(from, to)));
}
