import type { Config } from "../config/config.ts";
import type { Incident } from "../model/incident.ts";
import type { Source } from "../model/timeline.ts";
import { missingIn } from "../model/need.ts";
import { isBefore, nextPhase } from "../model/phase.ts";
import type { Phase } from "../model/phase.ts";

/** Moves the phase towards what was asked for, as far as nothing is missing. */
export function advance(incident: Incident, said: Source, config: Config): Incident {
  if (incident.status !== "declared" || !isBefore(incident.phase, incident.requested)) {
    return incident;
  }
  if (missingIn(incident, incident.phase, config).length > 0) return incident;
  const next = nextPhase(incident.phase);
  return next === undefined ? incident : advance(withPhase(incident, next, said), said, config);
}

/** Closed: whatever was skipped on the way, the report is next. */
export function withReportPhase(incident: Incident, said: Source): Incident {
  return incident.phase === "report"
    ? { ...incident, requested: "report" }
    : withPhase({ ...incident, requested: "report" }, "report", said);
}

export function withPhase(incident: Incident, phase: Phase, said: Source): Incident {
  return { ...incident, phase, moves: [...incident.moves, { ...said, phase }] };
}

/** Somebody wants the incident to go on to a phase; it follows once nothing is missing. */
export function withRequest(incident: Incident, phase: Phase): Incident {
  return isBefore(incident.requested, phase) ? { ...incident, requested: phase } : incident;
}
