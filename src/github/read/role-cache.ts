import type { Role } from "../../core/model/role.ts";

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
