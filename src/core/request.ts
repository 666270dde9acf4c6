import type { Incident } from "./incident.ts";
import { isBefore } from "./phase.ts";
import type { Phase } from "./phase.ts";

/** Somebody wants the incident to go on to a phase; it follows once nothing is missing. */
export function withRequest(incident: Incident, phase: Phase): Incident {
  return isBefore(incident.requested, phase) ? { ...incident, requested: phase } : incident;
}
