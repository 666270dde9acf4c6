import { formatDuration } from "../core/duration.ts";
import { between, formatMoment } from "../core/time.ts";
import type { Instant } from "../core/time.ts";

/** The zone to show, and the moment whose day needs no naming. */
export type Clock = { readonly timezone: string; readonly reference: Instant };

/** "09:42 UTC (10:42 Europe/Madrid)", with its date where it isn't the reference's day. */
export function when(at: Instant, clock: Clock): string {
  return formatMoment(at, clock.timezone, { reference: clock.reference });
}

/** "18 minutes" between two moments, whichever comes first. */
export function span(from: Instant, to: Instant): string {
  return formatDuration(Math.abs(between(from, to)));
}
