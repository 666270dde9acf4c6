import { withBreadcrumb } from "../../model/breadcrumb.ts";
import type { Incident } from "../../model/incident.ts";
import { momentOfOrder, withMoment } from "./moment.ts";
import type { Phase } from "../../model/phase.ts";
import { withUpdate } from "../../model/promise.ts";
import { withRequest } from "./request.ts";
import { refuse, saidBy } from "./rule.ts";
import { promised } from "./alert.ts";
import type { NewsDraft, CommandContext, CommandOutcome, Rule } from "./rule.ts";
import { plus } from "../../time/time.ts";

/** Usable again: stable thanks to kludges, or restored for good. Said once, corrected by `at`. */
export function finish(fact: "stable" | "restored", target: Phase): Rule {
  return (incident, order) => {
    const isKnown = incident.moments[fact] !== undefined;
    // What works fully is usable, too: nobody has to say so.
    const isImplied = fact === "stable" && incident.moments.restored !== undefined;
    if ((isKnown || isImplied) && order.command.at === undefined) {
      return { incident: withRequest(incident, target) };
    }
    const moment = momentOfOrder(incident, order);
    if (!moment.ok) return refuse(incident, moment.error);
    const changed = withMoment(incident, { fact, moment: moment.value }, order);
    if (!changed.ok) return refuse(incident, changed.error);
    const { text } = order.command;
    const logged = withBreadcrumb(changed.value, {
      at: order.at,
      by: order.by,
      kind: fact,
      about: moment.value,
      ...(text === "" ? {} : { text }),
    });
    return isKnown || isImplied
      ? { incident: logged }
      : tell(logged, order, { fact, target, moment: moment.value });
  };
}

function tell(
  incident: Incident,
  order: CommandContext,
  what: { readonly fact: "stable" | "restored"; readonly target: Phase; readonly moment: string },
): CommandOutcome {
  const { text } = order.command;
  const coming = promised(order);
  if (!coming.ok) return refuse(incident, coming.error);
  const next = coming.value;
  const said = saidBy(order);
  const promise = next === undefined ? undefined : plus(order.at, next);
  const draft: NewsDraft = {
    ...said,
    kind: what.fact,
    key: `${what.fact}:${order.source}`,
    moment: what.moment,
    ...(text === "" ? {} : { text }),
    ...(promise === undefined ? {} : { promise }),
    isDefaultPromise: false,
  };
  return {
    incident: withRequest(withUpdate(incident, said, promise), what.target),
    news: [draft],
  };
}
