import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import { momentOfOrder, withMoment } from "./moment.ts";
import { isUsable, presentOutage } from "../../model/outage.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";
import { announce } from "./alert.ts";
import { withPhase } from "../advance.ts";
import type { Source } from "../../model/timeline.ts";
import { isBefore } from "../../model/phase.ts";
import type { Instant } from "../../time/time.ts";

/** `/broken`: it doesn't work any more, whatever was said before. */
export function breakAgain(incident: Incident, order: CommandContext): CommandOutcome {
  const { at, text, next, line, public: words } = order.command;
  const isOver = isUsable(incident) || incident.isClosed;
  if (!isOver && at !== undefined && incident.moments.broken !== undefined) {
    return correct(incident, order);
  }
  if (!isOver) {
    return text === "" && next === undefined && words === undefined
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

/** The same incident goes on: what closed it doesn't count any more. */
export function withReopening(incident: Incident, said: Source): Incident {
  const { duplicateOf, dismissedAs, closedAnyway, closed, reported, ...rest } = incident;
  return withBreadcrumb(
    {
      ...rest,
      status: "declared",
      isClosed: false,
      reopenings: [...incident.reopenings, said.at],
    },
    { at: said.at, by: said.by, kind: "reopened" },
  );
}

/** The report waits: it goes on where there is still something to do. */
export function withReportLeft(incident: Incident, said: Source): Incident {
  return incident.phase === "report"
    ? withPhase({ ...incident, requested: "optimize" }, "optimize", said)
    : incident;
}

/** It is broken again: what is no longer true is cleared, and what must be true again is needed again. */
export function withOutage(incident: Incident, since: Instant, said: Source): Incident {
  if (!isUsable(incident)) return incident;
  const { stable: _, restored: __, ...moments } = incident.moments;
  const broken = { ...said, value: since, original: since };
  const again: Incident = {
    ...incident,
    outages: [...incident.outages, presentOutage(incident)],
    moments: { ...moments, broken },
    // It begins anew: everybody is called again.
    called: {},
  };
  return isBefore("kludge", again.phase)
    ? withPhase({ ...again, requested: "kludge" }, "kludge", said)
    : { ...again, requested: again.phase };
}
