import type { Effect } from "./effect.ts";
import type { Incident } from "../model/incident.ts";
import type { Issue, Snapshot } from "../model/snapshot.ts";
import type { TimelineEvent } from "../model/timeline.ts";
import { fightOver } from "./fight.ts";
import type { Fight, Repair } from "./fight.ts";
import { parseSeverityLabel, severityLabel } from "../model/fact.ts";
import {
  DRILL_LABEL,
  INCIDENT_LABEL,
  REPORTED_LABEL,
  parsePhaseLabel,
  phaseLabel,
} from "../model/phase.ts";

/** Labels and state that should be otherwise, and those over which somebody fights with the bot: they are left. */
export type Repairs = {
  readonly labels: readonly Effect[];
  readonly state: readonly Effect[];
  readonly fights: readonly Fight[];
};

export function planRepairs(incident: Incident, snapshot: Snapshot): Repairs {
  const { issue, timeline, ownBots } = snapshot;
  const fights = mayBeFought(incident, timeline).flatMap(
    (repair) => fightOver(repair, timeline, ownBots) ?? [],
  );
  const wanted = [...labelRepairs(incident, issue), ...stateRepairs(incident, issue)];
  const effects = wanted
    .filter((repair) => !fights.some((fight) => isSame(fight.repair, repair)))
    .map((repair) => effectOf(repair, incident, issue));
  return {
    labels: effects.filter((effect) => !isState(effect)),
    state: effects.filter(isState),
    fights,
  };
}

/** Also what is right just now: whoever changes it to and fro must not make the board blink. */
function mayBeFought(incident: Incident, timeline: readonly TimelineEvent[]): readonly Repair[] {
  const labels = timeline.flatMap((event) => (event.type === "labeled" ? [event.label] : []));
  return [
    ...labelRepairs(incident, { labels: [] }),
    ...labelRepairs(incident, { labels: [...new Set(labels)] }).filter(
      ({ act }) => act === "remove-label",
    ),
    ...stateRepairs(incident, { state: incident.isClosed ? "open" : "closed" }),
  ];
}

function isSame(one: Repair, other: Repair): boolean {
  return one.act === other.act && labelOf(one) === labelOf(other);
}

function labelOf(repair: Repair): string | undefined {
  return "label" in repair ? repair.label.toLowerCase() : undefined;
}

function isState({ type }: Effect): boolean {
  return type === "close" || type === "reopen";
}

function stateRepairs(incident: Incident, issue: Pick<Issue, "state">): readonly Repair[] {
  if (incident.isClosed && issue.state === "open") {
    return incident.status === "none" ? [] : [{ act: "close" }];
  }
  const isOpen = !incident.isClosed && incident.status === "declared";
  return isOpen && issue.state === "closed" ? [{ act: "reopen" }] : [];
}

function effectOf(repair: Repair, { duplicateOf }: Incident, { id }: Issue): Effect {
  if ("label" in repair) return { type: repair.act, on: id, label: repair.label };
  if (repair.act === "reopen") return { type: "reopen", issue: id };
  return duplicateOf === undefined
    ? { type: "close", issue: id, as: "completed" }
    : { type: "close", issue: id, as: "duplicate", duplicateOf };
}

/** Labels that should be there but aren't, and the bot's own labels that shouldn't be there any more. */
function labelRepairs(incident: Incident, { labels }: Pick<Issue, "labels">): readonly Repair[] {
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
  const drill = incident.isDrill ? [DRILL_LABEL] : [];
  if (incident.status === "dismissed") return [INCIDENT_LABEL, ...severity, ...drill];
  const progress = incident.isReported ? REPORTED_LABEL : phaseLabel(incident.phase);
  return [INCIDENT_LABEL, progress, ...severity, ...drill];
}

function isOurs(label: string, incident: Incident): boolean {
  if (parsePhaseLabel(label) !== undefined || label === REPORTED_LABEL) return true;
  if (label === INCIDENT_LABEL) return incident.status === "none";
  if (label === DRILL_LABEL) return true;
  return parseSeverityLabel(label) !== undefined && incident.status === "declared";
}
