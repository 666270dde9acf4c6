import { advance, withPhase } from "./advance.ts";
import { isListedBot, isPermitted } from "./authority.ts";
import { withBreadcrumb } from "./breadcrumb.ts";
import { parseSeverityLabel } from "./fact.ts";
import type { Incident, Said } from "./incident.ts";
import { missingUntil } from "./need.ts";
import { INCIDENT_LABEL, isBefore, parsePhaseLabel } from "./phase.ts";
import type { Phase } from "./phase.ts";
import type { Circumstances } from "./rule.ts";
import { withReply } from "./rules/any.ts";
import { withDeclaration } from "./rules/declare.ts";
import type { TimelineEvent } from "./timeline.ts";

type LabelEvent = Extract<TimelineEvent, { readonly label: string }>;

/** Labels that people set by hand; the bot's own and other bots' are only shown, never obeyed. */
export function evolveLabel(
  incident: Incident,
  event: LabelEvent,
  around: Circumstances,
): Incident {
  if (event.by.isBot && !isListedBot(event.by, around.config)) return incident;
  const label = event.label.toLowerCase();
  const said: Said = { by: event.by.login, at: event.at, source: event.id };
  const mayDecide = isPermitted(event.by, around.roles, around.config);
  if (label === INCIDENT_LABEL) {
    return event.type === "labeled"
      ? declareByLabel(incident, said, mayDecide)
      : withdrawByLabel(incident, said, mayDecide);
  }
  if (event.type === "unlabeled" || incident.standing === "none") return incident;
  const severity = parseSeverityLabel(label);
  const phase = parsePhaseLabel(label);
  if (severity === undefined && phase === undefined) return incident;
  if (!mayDecide) return withOutsider(incident, said);
  if (severity !== undefined) {
    return withBreadcrumb(
      { ...incident, severity: { ...said, value: severity } },
      { at: said.at, by: said.by, kind: "fact", about: "severity", text: severity },
    );
  }
  return phase === undefined ? incident : movedByLabel(incident, { phase, said }, around);
}

function declareByLabel(incident: Incident, said: Said, mayDecide: boolean): Incident {
  if (mayDecide) return withDeclaration(incident, said);
  if (incident.standing !== "none") return incident;
  return withReply(
    { ...incident, standing: "candidate" },
    { type: "candidate", source: "once", to: said.by },
  );
}

function withdrawByLabel(incident: Incident, said: Said, mayDecide: boolean): Incident {
  if (!mayDecide) return incident.standing === "none" ? incident : withOutsider(incident, said);
  return withBreadcrumb(
    { ...incident, standing: "none" },
    { at: said.at, by: said.by, kind: "closed", about: "label removed" },
  );
}

function movedByLabel(
  incident: Incident,
  move: { readonly phase: Phase; readonly said: Said },
  around: Circumstances,
): Incident {
  const { phase, said } = move;
  if (incident.phase === phase) return incident;
  if (isBefore(phase, incident.phase)) {
    return withPhase({ ...incident, requested: phase }, phase, said);
  }
  const missing = missingUntil(incident, phase, around.config);
  if (missing.length === 0) return advance({ ...incident, requested: phase }, said, around.config);
  return withReply(incident, {
    type: "label-taken-back",
    source: said.source,
    to: said.by,
    phase: incident.phase,
    target: phase,
    missing,
  });
}

export function withOutsider(incident: Incident, said: Said): Incident {
  return withReply(incident, { type: "outsider", source: said.by.toLowerCase(), to: said.by });
}
