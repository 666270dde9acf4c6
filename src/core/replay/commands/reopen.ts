import { withPhase } from "../advance.ts";
import { withBreadcrumb } from "../../model/breadcrumb.ts";
import type { Incident } from "../../model/incident.ts";
import type { Source } from "../../model/source.ts";
import { isUsable, presentOutage } from "../../model/outage.ts";
import { isBefore } from "../../model/phase.ts";
import type { Instant } from "../../time/time.ts";

/** The same incident goes on: what closed it doesn't count any more. */
export function withReopening(incident: Incident, said: Source): Incident {
  const { duplicateOf, dismissedAs, closedAnyway, closed, reported, ...rest } = incident;
  return withBreadcrumb(
    {
      ...rest,
      status: "declared",
      isClosed: false,
      reopenings: [...incident.reopenings, said.at],
    },
    { at: said.at, by: said.by, kind: "reopened" },
  );
}

/** The report waits: it goes on where there is still something to do. */
export function withReportLeft(incident: Incident, said: Source): Incident {
  return incident.phase === "report"
    ? withPhase({ ...incident, requested: "optimize" }, "optimize", said)
    : incident;
}

/** It is broken again: what is no longer true is cleared, and what must be true again is needed again. */
export function withOutage(incident: Incident, since: Instant, said: Source): Incident {
  if (!isUsable(incident)) return incident;
  const { stable: _, restored: __, ...moments } = incident.moments;
  const broken = { ...said, value: since, original: since };
  const again: Incident = {
    ...incident,
    outages: [...incident.outages, presentOutage(incident)],
    moments: { ...moments, broken },
    // It begins anew: everybody is called again.
    called: {},
  };
  return isBefore("kludge", again.phase)
    ? withPhase({ ...again, requested: "kludge" }, "kludge", said)
    : { ...again, requested: again.phase };
}
