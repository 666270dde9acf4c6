import type { CommandRole } from "../../command/command-rule.ts";
import { leastRole } from "../../model/authority.ts";
import { hasRole } from "../../model/role.ts";
import type { Vouch } from "../../model/source.ts";
import type { Refusal } from "../../model/refusal.ts";
import { saidBy } from "./rule.ts";
import type { CommandContext } from "./rule.ts";

/** Whether a command may let merges go: by somebody with the role, in words that nobody changed afterwards. */
export function mayLift(order: CommandContext): boolean {
  return !order.isEdited && roleProblem(order, "gate.permission") === undefined;
}

/** What keeps a command from letting merges go: a reason, the role, or words that somebody changed. */
export function liftingProblem(order: CommandContext): Refusal | undefined {
  const { because, line, name } = order.command;
  if (because === undefined) return { reason: "reason-missing", line, name };
  const problem = roleProblem(order, "gate.permission");
  if (problem !== undefined) return problem;
  return order.isEdited ? { reason: "comment-edited", line } : undefined;
}

/** Whether its author has the role that it takes; for the usual one the whole comment was asked. */
export function roleProblem(
  order: CommandContext,
  role: Exclude<CommandRole, "permission">,
): Refusal | undefined {
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
export function vouchOf(order: CommandContext, pull: number): Vouch {
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
