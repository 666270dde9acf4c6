import { advance, withPhase } from "./advance.ts";
import { isListedBot, isPermitted } from "./authority.ts";
import { withBreadcrumb } from "./breadcrumb.ts";
import { parseSeverityLabel } from "./fact.ts";
import type { Incident, Said } from "./incident.ts";
import { missingUntil } from "./need.ts";
import { completeNews } from "./evolve-comment.ts";
import { INCIDENT_LABEL, isBefore, parsePhaseLabel, phaseLabel } from "./phase.ts";
import type { Phase } from "./phase.ts";
import type { Circumstances } from "./rule.ts";
import { withReply } from "./rules/any.ts";
import { withDeclaration } from "./rules/declare.ts";
import { withSeverity } from "./rules/diagnose.ts";
import { isSelf } from "./selves.ts";
import type { TimelineEvent } from "./timeline.ts";

type LabelEvent = Extract<TimelineEvent, { readonly label: string }>;

/** Labels that people set by hand; the bot's own and other bots' are only shown, never obeyed. */
export function evolveLabel(
  incident: Incident,
  event: LabelEvent,
  around: Circumstances,
): Incident {
  const label = event.label.toLowerCase();
  if (event.by.isBot && !isListedBot(event.by, around.config)) {
    return isSelf(event.by, around.selves) ? incident : withBotsLabel(incident, event);
  }
  const said: Said = { by: event.by.login, at: event.at, source: event.id };
  const mayDecide = isPermitted(event.by, around.roles, around.config);
  if (label === INCIDENT_LABEL) {
    return event.type === "labeled"
      ? declareByLabel(incident, said, mayDecide)
      : withdrawByLabel(incident, said, mayDecide);
  }
  if (event.type === "unlabeled") return incident;
  const severity = parseSeverityLabel(label);
  const phase = parsePhaseLabel(label);
  if (incident.standing === "none") {
    // How bad it is may be known before anybody calls it an incident.
    return severity === undefined || !mayDecide
      ? incident
      : { ...incident, severity: { ...said, value: severity } };
  }
  if (severity === undefined && phase === undefined) return incident;
  if (!mayDecide) return withOutsider(incident, said);
  if (severity !== undefined) {
    const { incident: known, news = [] } = withSeverity(incident, severity, said);
    return { ...known, news: [...known.news, ...completeNews(news, known)] };
  }
  return phase === undefined ? incident : movedByLabel(incident, { phase, said }, around);
}

/** Other bots are not obeyed: where one takes away what belongs to the incident, people hear of it once. */
function withBotsLabel(incident: Incident, event: LabelEvent): Incident {
  const label = event.label.toLowerCase();
  const isOurs = label === INCIDENT_LABEL || label === phaseLabel(incident.phase);
  if (incident.standing !== "declared" || event.type === "labeled" || !isOurs) return incident;
  const { login } = event.by;
  return withReply(incident, { type: "bot-undoes", source: login.toLowerCase(), to: login, label });
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
