import type { Config } from "../config/config.ts";
import type { FactName } from "./fact.ts";
import type { Incident } from "./incident.ts";
import { isStanding, isUnsettled } from "./kludge.ts";
import { isUsable } from "./outage.ts";
import { isBefore, PHASE_ORDER, PHASES } from "./phase.ts";
import type { Phase } from "./phase.ts";

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

export function askedIn(incident: Incident, phase: Phase): readonly FactName[] {
  return PHASES[phase].asks.filter((fact) => !IS_GIVEN[fact](incident));
}
