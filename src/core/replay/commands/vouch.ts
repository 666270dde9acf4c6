import { ruleOf } from "../../command/command.ts";
import type { CommandRole } from "../../command/command-rule.ts";
import { leastRole } from "../../model/authority.ts";
import { hasRole } from "../../model/role.ts";
import type { Vouch } from "../../model/timeline.ts";
import type { Refusal } from "../../model/refusal.ts";
import { refuse, saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";
import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import { readComing } from "./moment.ts";
import { ok } from "../../model/result.ts";
import { plus } from "../../time/time.ts";

/** Whether a command may let merges go: by somebody with the role, in words that nobody changed afterwards. */
export function mayLift(order: CommandContext): boolean {
  return !order.isEdited && roleProblem(order, "gate.permission") === undefined;
}

/** What keeps a command from letting merges go: a reason, the role, or words that somebody changed. */
export function liftingProblem(order: CommandContext): Refusal | undefined {
  const { because, line, name } = order.command;
  if (because === undefined) return { reason: "reason-missing", line, name };
  const { role, gated } = ruleOf(name);
  const problem = roleProblem(order, gated === undefined ? role : "gate.permission");
  if (problem !== undefined) return problem;
  return order.isEdited ? { reason: "comment-edited", line } : undefined;
}

/** Whether its author has the role that it takes; for the usual one the whole comment was asked. */
export function roleProblem(order: CommandContext, role: CommandRole): Refusal | undefined {
  const needed = leastRole(role, order.config);
  return hasRole(order.by, needed, order.roles)
    ? undefined
    : { reason: "role-too-low", line: order.command.line, needed };
}

/** Who answers at the gate for a pull request that a command names; it is judged when it is said. */
export function vouching(order: CommandContext, pull: number): { readonly vouched?: Vouch } {
  return mayLift(order) ? { vouched: vouchOf(order, pull) } : {};
}

/** Nobody saw a commit that came after they wrote. */
function vouchOf(order: CommandContext, pull: number): Vouch {
  return { ...saidBy(order), at: order.writtenAt ?? order.at, ...headSeen(order, pull) };
}

const WHOLE = /^[0-9a-f]{40}$/;

/** The commit that they saw: named in full, or remembered from when the command was worked on. */
function headSeen(order: CommandContext, pull: number): Pick<Vouch, "head"> {
  const named = order.command.heads?.[pull] ?? "";
  if (WHOLE.test(named)) return { head: named };
  const head = order.heads.get(order.source)?.get(pull);
  return head !== undefined && isSame(head, named) ? { head } : {};
}

/** Where another commit was named than the one that there is. */
export function movedHeads({ command, heads, pulls, source }: CommandContext): readonly Refusal[] {
  const { line, name } = command;
  return command.pulls.flatMap((pull): readonly Refusal[] => {
    const named = command.heads?.[pull] ?? "";
    const head = heads.get(source)?.get(pull) ?? pulls.get(pull)?.headOid;
    const isMoved = head !== undefined && !WHOLE.test(named) && !isSame(head, named);
    return isMoved ? [{ reason: "head-moved", line, name, pull, head }] : [];
  });
}

/** Both may be the beginning of a commit's name. */
function isSame(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

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
