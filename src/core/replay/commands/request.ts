import type { Incident } from "../../model/incident.ts";
import { isBefore } from "../../model/phase.ts";
import type { Phase } from "../../model/phase.ts";

/** Somebody wants the incident to go on to a phase; it follows once nothing is missing. */
export function withRequest(incident: Incident, phase: Phase): Incident {
  return isBefore(incident.requested, phase) ? { ...incident, requested: phase } : incident;
}
