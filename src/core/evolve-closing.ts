import { withPhase, withReportPhase } from "./advance.ts";
import { isPermitted } from "./authority.ts";
import { withBreadcrumb } from "./breadcrumb.ts";
import type { Incident, Said } from "./incident.ts";
import { missingUntil } from "./need.ts";
import type { Circumstances } from "./rule.ts";
import { withReply } from "./rules/any.ts";
import { isSelf } from "./selves.ts";
import type { TimelineEvent } from "./timeline.ts";

type ClosingEvent = Extract<TimelineEvent, { readonly type: "closed" | "reopened" }>;

export function evolveClosing(
  incident: Incident,
  event: ClosingEvent,
  around: Circumstances,
): Incident {
  if (isSelf(event.by, around.selves) || incident.standing === "none") return incident;
  const said: Said = { by: event.by.login, at: event.at, source: event.id };
  if (event.type === "reopened") return reopened(incident, said);
  const mayDecide = isPermitted(event.by, around.roles, around.config);
  if (incident.standing === "candidate") return { ...incident, isClosed: true };
  if (!mayDecide) {
    return withReply(incident, {
      type: "reopened",
      source: said.by.toLowerCase(),
      to: said.by,
      because: "stranger",
      missing: [],
    });
  }
  return event.reason === "completed"
    ? completed(incident, said, around)
    : dismissed(incident, said, event.reason);
}

function completed(incident: Incident, said: Said, around: Circumstances): Incident {
  const missing =
    incident.closedAnyway === undefined ? missingUntil(incident, "report", around.config) : [];
  if (missing.length > 0) {
    return withReply(incident, {
      type: "reopened",
      source: said.source,
      to: said.by,
      because: "facts-missing",
      missing,
    });
  }
  const closed = withBreadcrumb(
    { ...incident, isClosed: true, closed: said },
    { at: said.at, by: said.by, kind: "closed" },
  );
  return withReportPhase(closed, said);
}

function dismissed(incident: Incident, said: Said, reason: string): Incident {
  return withBreadcrumb(
    { ...incident, standing: "dismissed", isClosed: true, closed: said },
    { at: said.at, by: said.by, kind: "closed", about: reason },
  );
}

/** The same incident goes on. What was restored isn't any more, unless it had only been refused to close. */
function reopened(incident: Incident, said: Said): Incident {
  if (!incident.isClosed) return incident;
  if (incident.standing === "candidate") return { ...incident, isClosed: false };
  const { restored, ...moments } = incident.moments;
  const { duplicateOf, closedAnyway, closed, ...rest } = incident;
  const again = withBreadcrumb(
    {
      ...rest,
      standing: "declared",
      isClosed: false,
      moments: incident.standing === "dismissed" ? incident.moments : moments,
      reopenings: [...incident.reopenings, said.at],
    },
    { at: said.at, by: said.by, kind: "reopened" },
  );
  return again.phase === "report"
    ? withPhase({ ...again, requested: "optimize" }, "optimize", said)
    : again;
}
