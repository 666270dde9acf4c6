import { hasRole } from "../authority.ts";
import { withBreadcrumb } from "../breadcrumb.ts";
import type { Incident } from "../incident.ts";
import { readComing } from "../moment.ts";
import { ok } from "../result.ts";
import { refuse, saidBy } from "../rule.ts";
import type { Order, Outcome } from "../rule.ts";
import { plus } from "../time.ts";
import { headSeen, isMoved } from "./vouch.ts";

/** `/override #140`: by somebody who may, in words that nobody changed afterwards. */
export function override(incident: Incident, order: Order): Outcome {
  const { pulls, because, line, name } = order.command;
  const { permission } = order.config.gate;
  if (pulls.length === 0) return refuse(incident, { reason: "pull-missing", line, name });
  const unknown = pulls.find((pull) => !order.pulls.has(pull));
  if (unknown !== undefined) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: unknown });
  }
  if (because === undefined) return refuse(incident, { reason: "reason-missing", line, name });
  if (!hasRole(order.by, permission, order.roles)) {
    return refuse(incident, { reason: "role-too-low", line, needed: permission });
  }
  if (order.isEdited) return refuse(incident, { reason: "comment-edited", line });
  const moved = pulls.find((pull) => isMoved(order, pull));
  if (moved !== undefined) {
    const head = order.pulls.get(moved)?.headOid ?? "";
    return refuse(incident, { reason: "head-moved", line, name, pull: moved, head });
  }
  const { until } = order.command;
  const lasting = until === undefined ? ok(order.command.for) : readComing(until, order);
  if (!lasting.ok) return refuse(incident, lasting.error);
  const duration = lasting.value;
  const given = pulls.map((pull) => ({
    ...saidBy(order),
    ...headSeen(order, pull),
    pull,
    because,
    ...(duration === undefined ? {} : { until: plus(order.at, duration) }),
  }));
  const about = pulls.map((pull) => `#${pull}`).join(" ");
  return {
    incident: withBreadcrumb(
      { ...incident, overrides: [...incident.overrides, ...given] },
      { at: order.at, by: order.by, kind: "override", about, text: because },
    ),
  };
}
