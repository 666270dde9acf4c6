import type { Incident, Outage } from "./incident.ts";
import { between } from "../time/time.ts";
import type { Duration, Instant } from "../time/time.ts";
import { defined } from "./defined.ts";

/** When the present outage began: the last time that it broke. */
export function brokenSince({ moments, startedAt }: Incident): Instant {
  return moments.broken?.value ?? startedAt;
}

/** Every outage, the present or last one at the end. */
export function outagesOf(incident: Incident): readonly Outage[] {
  const [first, ...more] = [...incident.outages, presentOutage(incident)];
  // The first one's start may have been corrected since.
  return first === undefined ? [] : [{ ...first, from: incident.startedAt }, ...more];
}

/** The present outage, or the last one. */
export function presentOutage(incident: Incident): Outage {
  const { stable, restored } = incident.moments;
  return {
    from: brokenSince(incident),
    ...defined({ stable: stable?.value, restored: restored?.value }),
  };
}

/** Seconds until it was usable, or fully working, over all outages: the good hours between them don't count. */
export function lost(all: readonly Outage[], until: "stable" | "restored"): Duration | undefined {
  const ends = all.map((outage, index) => {
    const usable = until === "stable" ? outage.stable : undefined;
    return usable ?? outage.restored ?? all[index + 1]?.from;
  });
  if (ends.at(-1) === undefined) return undefined;
  return all.reduce((sum, { from }, index) => {
    const end = ends[index];
    return end === undefined ? sum : sum + Math.max(0, between(from, end));
  }, 0);
}

/** Whether somebody has said of the present outage that it is over, at least for users. */
export function isUsable({ moments }: Incident): boolean {
  return moments.stable !== undefined || moments.restored !== undefined;
}
