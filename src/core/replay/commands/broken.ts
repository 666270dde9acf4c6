import { withBreadcrumb } from "../../model/breadcrumb.ts";
import type { Incident } from "../../model/incident.ts";
import { momentOfOrder, withMoment } from "./moment.ts";
import { isUsable } from "../../model/outage.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";
import { announce } from "./alert.ts";
import { withOutage, withReopening, withReportLeft } from "./reopen.ts";

/** `/broken`: it doesn't work any more, whatever was said before. */
export function breakAgain(incident: Incident, order: CommandContext): CommandOutcome {
  const { at, text, next, line } = order.command;
  const isOver = isUsable(incident) || incident.isClosed;
  if (!isOver && at !== undefined && incident.moments.broken !== undefined) {
    return correct(incident, order);
  }
  if (!isOver) {
    return text === "" && next === undefined
      ? refuse(incident, { reason: "still-broken", line })
      : announce(incident, order, "update");
  }
  const moment = momentOfOrder(incident, order);
  if (!moment.ok) return refuse(incident, moment.error);
  const open = incident.isClosed ? withReopening(incident, saidBy(order)) : incident;
  if (!isUsable(incident)) return announce(withReportLeft(open, saidBy(order)), order, "broken");
  const ended = withOutage(open, moment.value, saidBy(order));
  const changed = withMoment(ended, { fact: "broken", moment: moment.value }, order);
  return changed.ok ? announce(changed.value, order, "broken") : refuse(incident, changed.error);
}

function correct(incident: Incident, order: CommandContext): CommandOutcome {
  const moment = momentOfOrder(incident, order);
  if (!moment.ok) return refuse(incident, moment.error);
  const changed = withMoment(incident, { fact: "broken", moment: moment.value }, order);
  if (!changed.ok) return refuse(incident, changed.error);
  const { at, by } = order;
  return {
    incident: withBreadcrumb(changed.value, { at, by, kind: "broken", about: moment.value }),
  };
}
