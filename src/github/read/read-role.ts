import type { Role } from "../../core/model/role.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";

export type Asking = {
  readonly github: GitHub;
  readonly repository: RepoName;
  readonly roles: RoleCache;
};

const ROLES: readonly Role[] = ["admin", "maintain", "write", "triage", "read", "none"];

/** Remembers roles for a minute, and asks GitHub once when several runs want the same. */
export type RoleCache = {
  read(key: string, load: () => Promise<Role>): Promise<Role>;
};

type RoleCacheOptions = {
  /** Milliseconds, of any clock that only goes forward. */
  readonly clock: () => number;
  /** Milliseconds for which a role counts; a minute when left out. */
  readonly lifetime?: number;
};

const MINUTE = 60_000;

/** Entries after which the old ones are thrown out. */
const MOST = 10_000;

type Entry = { readonly role: Promise<Role>; readonly until: number };

/** The roles of some people on a repository, by lower-case login; all asked at once. */
export async function readRoles(
  asking: Asking,
  logins: readonly string[],
): Promise<Readonly<Record<string, Role>>> {
  const roles = await Promise.all(
    logins.map(async (login) => [login.toLowerCase(), await readRole(asking, login)] as const),
  );
  return Object.fromEntries(roles);
}

export async function readRole(asking: Asking, login: string): Promise<Role> {
  // GitHub has an account of that name; here it stands for whoever is gone.
  if (login.toLowerCase() === "ghost") return "none";
  const { owner, repo } = asking.repository;
  const key = `${owner}/${repo}/${login}`.toLowerCase();
  return asking.roles.read(key, () => loadRole(asking, login));
}

async function loadRole(asking: Asking, login: string): Promise<Role> {
  const { github, repository } = asking;
  try {
    const { data } = await github.request(
      "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
      { owner: repository.owner, repo: repository.repo, username: login },
    );
    return roleOf(data);
  } catch (thrown) {
    if (isNotFound(thrown) && (await hasNoRole(asking, { login, thrown }))) return "none";
    throw failure(`read the role of ${login}`, thrown);
  }
}

const NOBODY = /is not a user/i;

/**
 * Bots without "[bot]" in their login, accounts that are gone and those of another enterprise aren't found: they have no
 * role. Where the repository itself isn't found, nothing is known of anybody.
 */
async function hasNoRole(
  { github, repository }: Asking,
  { login, thrown }: { readonly login: string; readonly thrown: unknown },
): Promise<boolean> {
  if (thrown instanceof Error && NOBODY.test(thrown.message)) return true;
  try {
    await github.request("GET /repos/{owner}/{repo}", { ...repository });
    return true;
  } catch (refused) {
    if (isNotFound(refused)) return false;
    throw failure(`read the role of ${login}`, refused);
  }
}

function isNotFound(thrown: unknown): boolean {
  return isRecord(thrown) && thrown["status"] === 404;
}

/** `role_name` is finer than `permission`; a custom role's name means nothing here, its base does. */
function roleOf(data: unknown): Role {
  return knownRole(at(data, "role_name")) ?? knownRole(at(data, "permission")) ?? "none";
}

function knownRole(name: unknown): Role | undefined {
  return ROLES.find((role) => role === name);
}

export function createRoleCache(options: RoleCacheOptions): RoleCache {
  const { clock, lifetime = MINUTE } = options;
  const entries = new Map<string, Entry>();
  return {
    read(key: string, load: () => Promise<Role>): Promise<Role> {
      const now = clock();
      const known = entries.get(key);
      if (known !== undefined && now < known.until) return known.role;
      if (entries.size >= MOST) removeOld(entries, now);
      const role = load();
      const entry = { role, until: now + lifetime };
      entries.delete(key);
      entries.set(key, entry);
      // A failure is nobody's role: whoever asks next asks GitHub.
      role.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return role;
    },
  };
}

function removeOld(entries: Map<string, Entry>, now: number): void {
  for (const [key, entry] of entries) {
    if (entry.until <= now) entries.delete(key);
  }
  for (const key of entries.keys()) {
    if (entries.size < MOST) return;
    entries.delete(key);
  }
}
