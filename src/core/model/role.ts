/** GitHub's `role_name`, or for a custom role the base role it maps to. */
export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";

const RANK: Readonly<Record<Role, number>> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** By lower-case login. */
export type Roles = Readonly<Record<string, Role>>;

/** Whether somebody's role is at least the one that is asked for. */
export function hasRole(login: string, least: Role, roles: Roles): boolean {
  return RANK[roles[login.toLowerCase()] ?? "none"] >= RANK[least];
}
