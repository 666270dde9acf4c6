import type { Config } from "../config/config.ts";
import type { CommandRole } from "../command/command-rule.ts";
import type { Evidence } from "../replay/evidence.ts";
import { hasRole } from "./role.ts";
import type { Role, Roles } from "./role.ts";
import type { Person } from "./timeline.ts";

/** Whether somebody's commands count. Asked of GitHub's live roles, never of the payload. */
export function isPermitted(person: Person, roles: Roles, config: Config): boolean {
  if (person.isBot) return isListedBot(person, config);
  return hasRole(person.login, leastRole("permission", config), roles);
}

/** Whether an act counts: the bot has shown at the time that it did, or else by the role of whoever did it. */
export function mayDecide(
  act: { readonly id: string; readonly by: Person },
  around: { readonly evidence: Evidence; readonly roles: Roles; readonly config: Config },
): boolean {
  return (
    around.evidence.get(act.id) === "counted" || isPermitted(act.by, around.roles, around.config)
  );
}

/** The least role on GitHub that a command with this role takes. */
export function leastRole(role: CommandRole, { permission, gate }: Config): Role {
  return role === "permission" ? permission : gate.permission;
}

export function isListedBot(person: Person, config: Config): boolean {
  const login = person.login.toLowerCase();
  return person.isBot && config.bots.some((bot) => bot.toLowerCase() === login);
}
