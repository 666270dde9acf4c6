import { withBreadcrumb } from "../breadcrumb.ts";
import type { Incident, Kludge } from "../incident.ts";
import type { Refusal } from "../refusal.ts";
import { parseKludgeId, withKludge } from "../kludge.ts";
import { momentOfOrder } from "../moment.ts";
import { err, ok } from "../result.ts";
import type { Result } from "../result.ts";
import { refuse, saidBy } from "../rule.ts";
import type { Order, Outcome } from "../rule.ts";
import { logKludge } from "./kludge.ts";

export function fix(incident: Incident, order: Order): Outcome {
  const { pulls, text, line, name } = order.command;
  const pull = pulls[0];
  if (pull === undefined && text === "") {
    return refuse(incident, { reason: "text-missing", line, name });
  }
  if (pull !== undefined && !order.pulls.has(pull)) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull });
  }
  const fixes = [
    ...incident.fixes,
    {
      ...saidBy(order),
      ...(pull === undefined ? {} : { pull }),
      ...(text === "" ? {} : { text }),
    },
  ];
  return {
    incident: withBreadcrumb(
      { ...incident, fixes },
      {
        at: order.at,
        by: order.by,
        kind: "fix",
        ...(pull === undefined ? {} : { about: `#${pull}` }),
        ...(text === "" ? {} : { text }),
      },
    ),
  };
}

/** `/undo K1`: undone now, or with a pull request as soon as that is merged. */
export function undo(incident: Incident, order: Order): Outcome {
  const found = unsettledKludge(incident, order);
  if (!found.ok) return refuse(incident, found.error);
  const { pulls, line, name } = order.command;
  const number = pulls[0];
  const pull = number === undefined ? undefined : order.pulls.get(number);
  if (number !== undefined && pull === undefined) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: number });
  }
  const moment = momentOfOrder(order);
  if (!moment.ok) return refuse(incident, moment.error);
  const kludge = number === undefined ? found.value : { ...found.value, undonePull: number };
  const isPending = pull !== undefined && (pull.mergedAt ?? "9") > order.at;
  if (isPending) return { incident: withKludge(incident, kludge) };
  return { incident: withUndone(incident, kludge, { by: order.by, at: moment.value }) };
}

export function withUndone(
  incident: Incident,
  kludge: Kludge,
  settled: { readonly by: string; readonly at: string },
): Incident {
  const undone: Kludge = {
    ...kludge,
    state: "undone",
    settledAt: settled.at,
    settledBy: settled.by,
  };
  return withKludge(logKludge(incident, undone, settled), undone);
}

export function keep(incident: Incident, order: Order): Outcome {
  const found = unsettledKludge(incident, order);
  if (!found.ok) return refuse(incident, found.error);
  const { because, line, name } = order.command;
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  const kept: Kludge = {
    ...found.value,
    state: "kept",
    because,
    settledAt: order.at,
    settledBy: order.by,
  };
  return { incident: withKludge(logKludge(incident, kept, order), kept) };
}

function unsettledKludge(incident: Incident, order: Order): Result<Kludge, Refusal> {
  const { text, line } = order.command;
  const typed = text.split(/\s/, 1)[0] ?? "";
  const id = parseKludgeId(typed);
  const kludge = incident.kludges.find((other) => other.id === id);
  if (kludge === undefined) {
    const known = incident.kludges.map((other) => other.id);
    return err({ reason: "kludge-unknown", line, typed, known });
  }
  const isSettled = kludge.state === "undone" || kludge.state === "withdrawn";
  return isSettled ? err({ reason: "kludge-not-standing", line, kludge }) : ok(kludge);
}
