import { hasRole } from "../authority.ts";
import type { Order } from "../rule.ts";

/** Whether a command may let merges go: by somebody with the role, in words that nobody changed afterwards. */
export function mayLift(order: Order): boolean {
  return !order.isEdited && hasRole(order.by, order.config.gate.permission, order.roles);
}

/** Who answers at the gate for a pull request that a command names; it is judged when it is said. */
export function vouching(order: Order): { readonly vouchedBy?: string } {
  return mayLift(order) ? { vouchedBy: order.by } : {};
}
