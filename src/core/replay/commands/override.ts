import { withBreadcrumb } from "../../model/breadcrumb.ts";
import type { Incident } from "../../model/incident.ts";
import { readComing } from "./moment.ts";
import { ok } from "../../model/result.ts";
import { refuse } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";
import { plus } from "../../time/time.ts";
import { liftingProblem, movedHeads, vouchOf } from "./vouch.ts";

/** `/override #140`: by somebody who may, in words that nobody changed afterwards. */
export function override(incident: Incident, order: CommandContext): CommandOutcome {
  const { pulls, because, line, name } = order.command;
  if (pulls.length === 0) return refuse(incident, { reason: "pull-missing", line, name });
  const unknown = pulls.find((pull) => !order.pulls.has(pull));
  if (unknown !== undefined) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: unknown });
  }
  const problem = liftingProblem(order);
  if (problem !== undefined) return refuse(incident, problem);
  const [moved] = movedHeads(order);
  if (moved !== undefined) return refuse(incident, moved);
  const { until } = order.command;
  const lasting = until === undefined ? ok(order.command.for) : readComing(until, order);
  if (!lasting.ok) return refuse(incident, lasting.error);
  const duration = lasting.value;
  const end = duration === undefined ? {} : { until: plus(order.at, duration) };
  const given = pulls.map((pull) => ({
    ...vouchOf(order, pull),
    pull,
    because: because ?? "",
    ...end,
  }));
  const about = pulls.map((pull) => `#${pull}`).join(" ");
  return {
    incident: withBreadcrumb(
      { ...incident, overrides: [...incident.overrides, ...given] },
      { at: order.at, by: order.by, kind: "override", about, text: because ?? "", ...end },
    ),
  };
}
