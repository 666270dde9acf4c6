import type { Config } from "../config/config.ts";
import type { FactName } from "./fact.ts";
import type { Incident } from "./incident.ts";
import { isStanding, isUnsettled } from "./kludge.ts";
import { isUsable } from "./outage.ts";
import { PHASES, PHASE_ORDER, isBefore } from "./phase.ts";
import type { Phase, Progress, ProgressOfPhases } from "./phase.ts";

/** Whether the incident knows a fact. */
const IS_GIVEN: Readonly<Record<FactName, (incident: Incident) => boolean>> = {
  summary: (incident) => incident.facts.summary !== undefined,
  severity: (incident) => incident.severity !== undefined,
  scope: (incident) => incident.facts.scope !== undefined,
  steps: (incident) => incident.facts.steps !== undefined,
  works: (incident) => incident.facts.works !== undefined,
  started: (incident) => incident.moments.started !== undefined,
  paths: (incident) => incident.paths.length + incident.components.length > 0,
  components: (incident) => incident.components.length > 0,
  lead: (incident) => incident.leads.length > 0,
  alert: (incident) => incident.alertedAt !== undefined || incident.isAfterTheFact,
  kludge: (incident) =>
    incident.noKludge !== undefined ||
    incident.kludges.some((kludge) => kludge.appliedAt !== undefined),
  impact: (incident) =>
    incident.facts.impact !== undefined ||
    (incident.noKludge !== undefined && !incident.kludges.some(isStanding)) ||
    hasOwnImpacts(incident),
  stable: isUsable,
  cause: (incident) => incident.facts.cause !== undefined,
  fix: (incident) => incident.fixes.some(({ gone }) => gone === undefined),
  tested: (incident) => incident.facts.tested !== undefined,
  settled: (incident) => !incident.kludges.some(isUnsettled),
  restored: (incident) => incident.moments.restored !== undefined,
  report: (incident) => incident.isReported,
};

function hasOwnImpacts(incident: Incident): boolean {
  const applied = incident.kludges.filter((kludge) => kludge.appliedAt !== undefined);
  return applied.length > 0 && applied.every((kludge) => kludge.impact !== undefined);
}

/** Facts that a phase still needs to be left; none where it was skipped. */
export function missingIn(incident: Incident, phase: Phase, config: Config): readonly FactName[] {
  if (incident.skips.some((skip) => skip.phase === phase)) return [];
  return config.needs[phase].filter((fact) => !IS_GIVEN[fact](incident));
}

/** Facts that are missing on the way from the present phase to a later one. */
export function missingUntil(
  incident: Incident,
  target: Phase,
  config: Config,
): readonly FactName[] {
  const between = PHASE_ORDER.filter(
    (phase) => !isBefore(phase, incident.phase) && isBefore(phase, target),
  );
  return between.flatMap((phase) => missingIn(incident, phase, config));
}

/** Those of some facts that the incident knows. */
export function givenIn(incident: Incident, facts: readonly FactName[]): readonly FactName[] {
  return facts.filter((fact) => IS_GIVEN[fact](incident));
}

export function askedIn(incident: Incident, phase: Phase): readonly FactName[] {
  return PHASES[phase].asks.filter((fact) => !IS_GIVEN[fact](incident));
}

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
