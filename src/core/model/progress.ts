import type { Config } from "../config/config.ts";
import type { Incident } from "./incident.ts";
import { missingIn } from "./need.ts";
import { isBefore, PHASE_ORDER } from "./phase.ts";
import type { Phase, Progress, ProgressOfPhases } from "./phase.ts";

export function progressOf(incident: Incident, config: Config): ProgressOfPhases {
  const of = (phase: Phase): Progress => progressIn(incident, phase, config);
  return {
    diagnose: of("diagnose"),
    alert: of("alert"),
    kludge: of("kludge"),
    optimize: of("optimize"),
    report: of("report"),
  };
}

function progressIn(incident: Incident, phase: Phase, config: Config): Progress {
  const { phase: present, isReported, moments } = incident;
  if (wasSkipped(incident, phase, config)) return "skipped";
  if (isReported || isBefore(phase, present)) return "done";
  // What works already doesn't go on: only answers are missing.
  const isOver = moments.restored !== undefined && isBefore(phase, "report");
  if (isOver) return missingIn(incident, phase, config).length > 0 ? "waiting" : "done";
  return phase === present ? "now" : "ahead";
}

/** Somebody said so, or closed the incident all the same. */
function wasSkipped(incident: Incident, phase: Phase, config: Config): boolean {
  if (incident.skips.some((skip) => skip.phase === phase)) return true;
  const isOverridden = incident.closedAnyway !== undefined && incident.isClosed;
  return isOverridden && isBefore(phase, "report") && missingIn(incident, phase, config).length > 0;
}

/** The furthest phase that somebody wants to get to: what is missing until there is asked for. */
export function goalOf(incident: Incident): Phase {
  const { phase, requested, moments, replies } = incident;
  const isToBeClosed = replies.some(({ type }) => type === "closed-early");
  if (isToBeClosed || moments.restored !== undefined) return "report";
  const next = PHASE_ORDER[PHASE_ORDER.indexOf(phase) + 1] ?? "report";
  return isBefore(next, requested) ? requested : next;
}
