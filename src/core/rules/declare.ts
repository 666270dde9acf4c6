import { withBreadcrumb } from "../breadcrumb.ts";
import type { Incident, Said } from "../incident.ts";
import { saidBy } from "../rule.ts";
import type { Order, Outcome } from "../rule.ts";

/** An incident begins when somebody with permission says so, by label or by `/incident`. */
export function withDeclaration(incident: Incident, said: Said): Incident {
  // A false alarm is taken back by reopening the issue.
  if (incident.standing === "declared" || incident.standing === "dismissed") return incident;
  const { leads, closed, isClosed } = incident;
  // Closed before anybody called it an incident: it is over, and only told.
  const isLate = incident.declared === undefined && isClosed;
  return withBreadcrumb(
    {
      ...incident,
      // Who was assigned before is on it from now on.
      ...(leads.length === 0 || incident.acknowledged !== undefined
        ? {}
        : { acknowledged: said, led: leads }),
      standing: "declared",
      // A label that was lost and put back reopens nothing.
      isClosed: closed !== undefined && isClosed,
      isAfterTheFact: incident.isAfterTheFact || isLate,
      declared: incident.declared ?? said,
    },
    { at: said.at, by: said.by, kind: "declared" },
  );
}

export function declare(incident: Incident, order: Order): Outcome {
  const declared = withDeclaration(incident, saidBy(order));
  const isAfterTheFact = /^after the fact\b/i.test(order.command.text);
  return { incident: isAfterTheFact ? { ...declared, isAfterTheFact } : declared };
}
