import type { ConfigReading } from "../config/config.ts";
import { isGating } from "../gate/gate.ts";
import type { Incident } from "../model/incident.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { isTelling, planDeliveries } from "../notify/plan-deliveries.ts";
import type { Instant } from "../time/time.ts";

/** What a repository without a server has to be woken up for, beside what is said on its incidents. */
export type Watch = {
  /** Pull requests and pushes: they matter to an incident that isn't over, or to a gate that holds everything. */
  readonly pulls: boolean;
  /** Times: something falls due. */
  readonly clock: boolean;
};

export function neededWatch(
  {
    config,
    incidents,
    snapshots = [],
  }: {
    readonly config: ConfigReading;
    readonly incidents: readonly Incident[];
    /** What they were replayed from. */
    readonly snapshots?: readonly Snapshot[];
  },
  now: Instant,
): Watch {
  const going = incidents.filter(({ status, isReported }) => status === "declared" && !isReported);
  return {
    pulls: config.status === "invalid" || going.length > 0,
    clock:
      going.some((incident) => isRunning(incident) || hasLapse(incident, now)) ||
      incidents.some((incident, index) => {
        const snapshot = snapshots[index];
        return snapshot !== undefined && isTelling(planDeliveries(incident, snapshot));
      }),
  };
}

/** Nobody is reminded of anything after that. */
function isRunning({ isClosed, moments }: Incident): boolean {
  return !isClosed && moments.restored === undefined;
}

/** An override that ends by itself: what it let through is held again then. */
function hasLapse(incident: Incident, now: Instant): boolean {
  return isGating(incident) && incident.overrides.some(({ until = "" }) => until > now);
}
