import { advance } from "./advance.ts";
import { isPermitted } from "../model/authority.ts";
import type { Incident } from "../model/incident.ts";
import type { ReplayContext } from "./commands/rule.ts";
import { withLeads } from "./commands/alert.ts";
import type { TimelineEvent } from "../model/timeline.ts";

/** Whoever is assigned leads. */
export function evolveAssigned(
  incident: Incident,
  event: Extract<TimelineEvent, { readonly assignee: string }>,
  around: ReplayContext,
): Incident {
  if (!isPermitted(event.by, around.roles, around.config)) return incident;
  // A machine at work on a fix leads nobody, and has not told anybody that it is on it.
  if (event.type === "assigned" && event.isMachine === true) return incident;
  if (incident.status === "none") return { ...incident, leads: assignees(incident, event) };
  const said = { by: event.by.login, at: event.at, source: event.id };
  if (event.type === "assigned") {
    return advance(
      withLeads(incident, [...incident.leads, event.assignee], said),
      said,
      around.config,
    );
  }
  return { ...incident, leads: assignees(incident, event) };
}

function assignees(
  { leads }: Incident,
  { type, assignee }: Extract<TimelineEvent, { readonly assignee: string }>,
): readonly string[] {
  const others = leads.filter((lead) => lead.toLowerCase() !== assignee.toLowerCase());
  return type === "assigned" ? [...others, assignee] : others;
}
