import { advance, withPhase } from "./advance.ts";
import { isListedBot, mayDecide } from "../model/authority.ts";
import { withBreadcrumb } from "../model/incident.ts";
import type { Incident } from "../model/incident.ts";
import { parseSeverityLabel } from "../model/fact.ts";
import type { Severity } from "../model/fact.ts";
import type { Source, TimelineEvent, WithSource } from "../model/timeline.ts";
import { missingUntil } from "../model/need.ts";
import { isPointedAgain } from "./points-again.ts";
import {
  INCIDENT_LABEL,
  isBefore,
  parsePhaseLabel,
  phaseLabel,
  REPORTED_LABEL,
} from "../model/phase.ts";
import type { Phase } from "../model/phase.ts";
import type { ReplayContext } from "./commands/rule.ts";
import { withReply } from "./commands/lifecycle.ts";
import { withDeclaration } from "./commands/declare.ts";
import { withSeverity } from "./commands/diagnose.ts";
import { isOwnBot } from "../model/own-bots.ts";
import { withEnd, withNews } from "./with-news.ts";

type LabelEvent = Extract<TimelineEvent, { readonly label: string }>;

/** Labels that people set by hand; the bot's own and other bots' are only shown, never obeyed. */
export function evolveLabel(
  incident: Incident,
  event: LabelEvent,
  around: ReplayContext,
): Incident {
  const label = event.label.toLowerCase();
  if (event.by.isBot && !isListedBot(event.by, around.config)) {
    return isOwnBot(event.by, around.ownBots)
      ? withReported(incident, event)
      : withBotsLabel(incident, event);
  }
  const said: Source = { by: event.by.login, at: event.at, source: event.id };
  const isAllowed = mayDecide(event, around);
  if (label === INCIDENT_LABEL) {
    return event.type === "labeled"
      ? declareByLabel(incident, said, isAllowed)
      : withdrawByLabel(incident, said, { isAllowed, config: around.config });
  }
  const severity = parseSeverityLabel(label);
  // Whoever declares it later finds it like that.
  if (incident.declared === undefined && severity !== undefined) {
    return labelledBefore(incident, event.type === "labeled", { ...said, value: severity });
  }
  if (event.type === "unlabeled" || incident.status === "none") return incident;
  const phase = parsePhaseLabel(label);
  if (severity === undefined && phase === undefined) return incident;
  if (!isAllowed) return withOutsider(incident, said);
  if (severity !== undefined) {
    const { incident: known, news = [] } = withSeverity(incident, severity, said);
    return withNews(known, news, { config: around.config });
  }
  return phase === undefined ? incident : movedByLabel(incident, { phase, said }, around);
}

/** Other bots are not obeyed: where one takes away what belongs to the incident, people hear of it once. */
function withBotsLabel(incident: Incident, event: LabelEvent): Incident {
  const label = event.label.toLowerCase();
  const isOurs = label === INCIDENT_LABEL || label === phaseLabel(incident.phase);
  if (event.type === "labeled" && label === INCIDENT_LABEL) return askedByBot(incident, event);
  if (incident.status !== "declared" || event.type === "labeled" || !isOurs) return incident;
  const { login } = event.by;
  return withReply(incident, { type: "bot-undoes", source: login.toLowerCase(), to: login, label });
}

/** A severity's label from before the declaration counts as long as it is there. */
function labelledBefore(
  incident: Incident,
  isLabelled: boolean,
  given: WithSource<Severity>,
): Incident {
  if (isLabelled) return { ...incident, severity: given };
  const { severity, ...rest } = incident;
  return severity?.value === given.value ? rest : incident;
}

/** The bot's own word that the report of this closing is merged. Its other labels only show what is so. */
function withReported(incident: Incident, event: LabelEvent): Incident {
  const isIt = event.type === "labeled" && event.label.toLowerCase() === REPORTED_LABEL;
  if (!isIt || incident.status !== "declared" || !incident.isClosed) return incident;
  return { ...incident, reported: { by: event.by.login, at: event.at, source: event.id } };
}

/** A workflow or a monitor may ask for an incident, as an outsider may; people declare it. */
function askedByBot(incident: Incident, { by }: LabelEvent): Incident {
  if (incident.status !== "none") return incident;
  return withReply(
    { ...incident, status: "candidate" },
    { type: "candidate", source: "once", to: by.login, isBot: true },
  );
}

function declareByLabel(incident: Incident, said: Source, isAllowed: boolean): Incident {
  if (isAllowed) return withDeclaration(incident, said);
  if (incident.status !== "none") return incident;
  return withReply(
    { ...incident, status: "candidate" },
    { type: "candidate", source: "once", to: said.by },
  );
}

function withdrawByLabel(
  incident: Incident,
  said: Source,
  { isAllowed, config }: { readonly isAllowed: boolean; readonly config: ReplayContext["config"] },
): Incident {
  if (!isAllowed) return incident.status === "none" ? incident : withOutsider(incident, said);
  return withBreadcrumb(
    { ...withEnd(incident, said, { kind: "false-alarm", config }), status: "none" },
    { at: said.at, by: said.by, kind: "closed", about: "label removed" },
  );
}

function movedByLabel(
  incident: Incident,
  move: { readonly phase: Phase; readonly said: Source },
  around: ReplayContext,
): Incident {
  const { phase, said } = move;
  if (incident.phase === phase) return incident;
  if (isBefore(phase, incident.phase)) {
    return withPhase(withSetLabel({ ...incident, requested: phase }, move), phase, said);
  }
  const missing = missingUntil(incident, phase, around.config);
  if (missing.length === 0) {
    return advance(withSetLabel({ ...incident, requested: phase }, move), said, around.config);
  }
  const { source, by: to, at } = said;
  return isPointedAgain(incident, { to, at })
    ? incident
    : withReply(incident, {
        type: "label-taken-back",
        source,
        to,
        at,
        phase: incident.phase,
        target: phase,
        missing,
      });
}

function withSetLabel(
  incident: Incident,
  { phase, said }: { readonly phase: Phase; readonly said: Source },
): Incident {
  return withBreadcrumb(incident, { at: said.at, by: said.by, kind: "phase", about: phase });
}

function withOutsider(incident: Incident, said: Source): Incident {
  return withReply(incident, { type: "outsider", source: said.by.toLowerCase(), to: said.by });
}
