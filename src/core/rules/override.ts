import { hasRole } from "../authority.ts";
import { withBreadcrumb } from "../breadcrumb.ts";
import type { Incident } from "../incident.ts";
import { refuse, saidBy } from "../rule.ts";
import type { Order, Outcome } from "../rule.ts";
import { plus } from "../time.ts";

/** `/override #140`: by somebody who may, in words that nobody changed afterwards. */
export function override(incident: Incident, order: Order): Outcome {
  const { pulls, because, line, name } = order.command;
  const { permission } = order.config.gate;
  const pull = pulls[0];
  if (pull === undefined) return refuse(incident, { reason: "pull-missing", line, name });
  if (!order.pulls.has(pull)) return refuse(incident, { reason: "pull-unknown", line, name, pull });
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  if (!hasRole(order.by, permission, order.roles)) {
    return refuse(incident, { reason: "role-too-low", line, needed: permission });
  }
  if (order.isEdited) return refuse(incident, { reason: "comment-edited", line });
  const duration = order.command.for;
  const given = {
    ...saidBy(order),
    pull,
    because,
    ...(duration === undefined ? {} : { until: plus(order.at, duration) }),
  };
  return {
    incident: withBreadcrumb(
      { ...incident, overrides: [...incident.overrides, given] },
      { at: order.at, by: order.by, kind: "override", about: `#${pull}`, text: because },
    ),
  };
}
