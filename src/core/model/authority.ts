import type { Config } from "../config/config.ts";
import type { Evidence } from "../replay/evidence.ts";
import type { Role } from "./snapshot.ts";
import type { Person } from "./timeline.ts";

const RANK: Readonly<Record<Role, number>> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

export type Roles = Readonly<Record<string, Role>>;

/** Whether somebody's commands count. Asked of GitHub's live roles, never of the payload. */
export function isPermitted(person: Person, roles: Roles, config: Config): boolean {
  if (person.isBot) return isListedBot(person, config);
  return RANK[roles[person.login.toLowerCase()] ?? "none"] >= RANK[config.permission];
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

/** Whether somebody's role is at least the one that is asked for. */
export function hasRole(login: string, least: Role, roles: Roles): boolean {
  return RANK[roles[login.toLowerCase()] ?? "none"] >= RANK[least];
}

export function isListedBot(person: Person, config: Config): boolean {
  const login = person.login.toLowerCase();
  return person.isBot && config.bots.some((bot) => bot.toLowerCase() === login);
}
