import { parseSeverityLabel, severityLabel } from "../model/fact.ts";
import type { Incident } from "../model/incident.ts";
import { INCIDENT_LABEL, parsePhaseLabel, phaseLabel, REPORTED_LABEL } from "../model/phase.ts";
import type { Issue } from "../model/snapshot.ts";
import type { Repair } from "./fight.ts";

/** Labels that should be there but aren't, and the bot's own labels that shouldn't be there any more. */
export function labelRepairs(
  incident: Incident,
  { labels }: Pick<Issue, "labels">,
): readonly Repair[] {
  if (incident.status === "candidate") return [];
  const desired = desiredLabels(incident);
  const present = labels.map((label) => label.toLowerCase());
  const adds = desired.filter((label) => !present.includes(label));
  const removes = labels.filter((label) => {
    const name = label.toLowerCase();
    return isOurs(name, incident) && !desired.includes(name);
  });
  return [
    ...adds.map((label): Repair => ({ act: "add-label", label })),
    ...removes.map((label): Repair => ({ act: "remove-label", label })),
  ];
}

function desiredLabels(incident: Incident): readonly string[] {
  if (incident.status === "none") return [];
  const severity = incident.severity === undefined ? [] : [severityLabel(incident.severity.value)];
  if (incident.status === "dismissed") return [INCIDENT_LABEL, ...severity];
  const progress = incident.isReported ? REPORTED_LABEL : phaseLabel(incident.phase);
  return [INCIDENT_LABEL, progress, ...severity];
}

function isOurs(label: string, incident: Incident): boolean {
  if (parsePhaseLabel(label) !== undefined || label === REPORTED_LABEL) return true;
  if (label === INCIDENT_LABEL) return incident.status === "none";
  return parseSeverityLabel(label) !== undefined && incident.status === "declared";
}
