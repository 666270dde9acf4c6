import { refuse } from "../failure.ts";
import type { Account, Actor, Json, Role } from "../model.ts";
import { isoTime } from "../model.ts";
import { hasRole, legacyPermission } from "../permission.ts";
import { showAccount } from "../show/show-account.ts";
import { showFullRepository } from "../show/show-repository.ts";
import { seesTeams, showTeam } from "../team.ts";
import type { World } from "../world.ts";
import { accountOf, apiUrl, findAccount } from "../world.ts";
import type { Routes } from "./route.ts";
import { page, repoPath, signedIn, textIn } from "./route.ts";

export function addRepositoryRoutes(app: Routes, world: World): void {
  app.get("/", (c) =>
    c.json({
      current_user_url: apiUrl(world, "/user"),
      rate_limit_url: apiUrl(world, "/rate_limit"),
      repository_url: apiUrl(world, "/repos/{owner}/{repo}"),
      user_url: apiUrl(world, "/users/{user}"),
    }),
  );
  app.get(repoPath, (c) =>
    c.json({ ...showFullRepository(world), permissions: permissionsOf(c.env.actor) }),
  );
  app.get(`${repoPath}/collaborators`, (c) =>
    c.json(page(c, collaborators(world)).map((one) => showCollaborator(world, one))),
  );
  app.get(`${repoPath}/collaborators/:user`, (c) => {
    const account = findAccount(world, textIn(c, "user"));
    if (account === undefined || account.role === "none") return refuse(404, "Not Found");
    return c.body(null, 204);
  });
  app.get(`${repoPath}/collaborators/:user/permission`, (c) => {
    signedIn(c.env.actor);
    const login = textIn(c, "user");
    const account = findAccount(world, login);
    if (account?.kind !== "User") return refuse(404, `${login} is not a user`);
    const role = account.role === "none" ? "read" : account.role;
    return c.json({
      permission: legacyPermission[role],
      user: showCollaborator(world, account),
      role_name: role,
    });
  });
  app.get(`${repoPath}/assignees`, (c) =>
    c.json(page(c, collaborators(world)).map((one) => showAccount(world, one))),
  );
  app.get(`${repoPath}/assignees/:user`, (c) => {
    const account = findAccount(world, textIn(c, "user"));
    if (account === undefined || account.role === "none") return refuse(404, "Not Found");
    return c.body(null, 204);
  });
  app.get("/orgs/:org/teams", (c) => {
    if (textIn(c, "org").toLowerCase() !== world.owner.login.toLowerCase()) {
      return refuse(404, "Not Found");
    }
    if (!seesTeams(c.env.actor)) return refuse(403, "Resource not accessible by integration");
    return c.json(page(c, [...world.teams.values()]).map((team) => showTeam(world, team)));
  });
  app.get("/users/:user", (c) => {
    const account = findAccount(world, textIn(c, "user")) ?? refuse(404, "Not Found");
    return c.json(showProfile(world, account));
  });
  app.get("/user", (c) => {
    const { actor } = c.env;
    if (actor.kind === "installation") return refuse(403, "Resource not accessible by integration");
    return c.json(showProfile(world, signedIn(actor)));
  });
  app.get("/rate_limit", (c) => {
    const core = {
      limit: 5000,
      used: 0,
      remaining: 5000,
      reset: Math.floor(world.now() / 1000) + 3600,
    };
    return c.json({ resources: { core, search: core, graphql: core }, rate: core });
  });
}

function collaborators(world: World): readonly Account[] {
  return [...world.accounts.values()].filter((one) => one.kind === "User" && one.role !== "none");
}

function showCollaborator(world: World, account: Account): Json {
  const role: Role = account.role === "none" ? "read" : account.role;
  return {
    ...showAccount(world, account),
    permissions: rolePermissions({ ...account, role }),
    role_name: role,
  };
}

function rolePermissions(account: Account): Json {
  return {
    admin: hasRole(account, "admin"),
    maintain: hasRole(account, "maintain"),
    push: hasRole(account, "write"),
    triage: hasRole(account, "triage"),
    pull: true,
  };
}

function permissionsOf(actor: Actor): Json {
  const account = accountOf(actor);
  if (account === undefined || actor.kind !== "user") {
    return { admin: false, maintain: false, push: false, triage: false, pull: true };
  }
  return rolePermissions(account);
}

function showProfile(world: World, account: Account): Json {
  return {
    ...showAccount(world, account),
    name: null,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: isoTime(world.createdAt),
    updated_at: isoTime(world.createdAt),
  };
}
