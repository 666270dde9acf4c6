import { refuse } from "./failure.ts";
import type { Account, Actor, Issue, Role } from "./model.ts";

const rank: Readonly<Record<Role, number>> = {
  none: 0,
  read: 1,
  triage: 2,
  write: 3,
  maintain: 4,
  admin: 5,
};

/** REST's `permission`: five words only, the true role is `role_name`. */
export const legacyPermission: Readonly<Record<Role, string>> = {
  none: "read",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

const WORKFLOWS = ".github/workflows/";

export function hasRole(account: Account, role: Role): boolean {
  return rank[account.role] >= rank[role];
}

/** What a request needs: for an installation one of the App's permissions, for a person a role. */
export interface Need {
  readonly app: readonly string[];
  readonly role: Role;
}

export const needs = {
  open: { app: ["issues"], role: "none" },
  discuss: { app: ["issues", "pull_requests"], role: "none" },
  triage: { app: ["issues", "pull_requests"], role: "triage" },
  lock: { app: ["issues", "pull_requests"], role: "write" },
  edit: { app: ["issues", "pull_requests"], role: "write" },
  label: { app: ["issues", "pull_requests"], role: "write" },
  remove: { app: [], role: "admin" },
  transfer: { app: [], role: "write" },
  contents: { app: ["contents"], role: "write" },
  queue: { app: ["merge_queues"], role: "write" },
  pulls: { app: ["pull_requests"], role: "write" },
  checks: { app: ["checks"], role: "admin" },
  actions: { app: ["actions"], role: "write" },
  statuses: { app: ["statuses"], role: "write" },
  administration: { app: ["administration"], role: "admin" },
} as const satisfies Readonly<Record<string, Need>>;

export function mayDo(actor: Actor, need: Need): boolean {
  if (actor.kind === "user") return hasRole(actor.account, need.role);
  return (
    actor.kind === "installation" && need.app.some((name) => actor.permissions[name] === "write")
  );
}

/** The account that acts, when it may. */
export function permit(actor: Actor, need: Need): Account {
  if (actor.kind === "anonymous" || actor.kind === "app")
    return refuse(401, "Requires authentication");
  if (mayDo(actor, need)) return actor.account;
  if (actor.kind === "installation") return refuse(403, "Resource not accessible by integration");
  return refuse(403, `${actor.account.login} does not have the correct permissions to do this`);
}

/** Authors may edit, close and reopen what they opened. */
export function permitAuthorOr(actor: Actor, author: Account, need: Need): Account {
  if (actor.kind === "user" && actor.account.id === author.id) return actor.account;
  return permit(actor, need);
}

export function permitComment(actor: Actor, issue: Issue): Account {
  const account = permit(actor, needs.discuss);
  if (issue.isLocked && actor.kind === "user" && !hasRole(account, "write")) {
    return refuse(403, "Unable to create comment because issue is locked.");
  }
  return account;
}

/** Apps need a permission of their own for workflows, and a job's token can't have it. */
export function guardWorkflows(actor: Actor, paths: readonly string[]): void {
  const mayWrite = actor.kind !== "installation" || actor.permissions["workflows"] === "write";
  const path = paths.find((one) => one.startsWith(WORKFLOWS));
  if (path === undefined || mayWrite) return;
  refuse(
    422,
    `refusing to allow a GitHub App to create or update workflow \`${path}\` without \`workflows\` permission`,
  );
}
