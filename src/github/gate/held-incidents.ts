import type { RepoName } from "../client/github.ts";
/**
 * Remembers for a minute which incidents held merges when they were looked at. GitHub's lists may lag behind by some
 * seconds, and whoever judges by a list without such an incident lets through what it holds, until somebody asks again.
 */
export type HeldIncidents = {
  readonly note: (issue: RepoName & { readonly number: number }, isHolding: boolean) => void;
  /** The numbers of those that must be in a list. */
  readonly numbers: (place: RepoName) => readonly number[];
};

type HeldIncidentsOptions = {
  /** Milliseconds, of any clock that only goes forward. */
  readonly clock: () => number;
};

const MINUTE = 60_000;
/** Repositories that are remembered. */
const MOST = 5000;

export function createHeldIncidents({ clock }: HeldIncidentsOptions): HeldIncidents {
  /** When each was seen, by repository. */
  const seen = new Map<string, ReadonlyMap<number, number>>();

  function recent(name: string): ReadonlyMap<number, number> {
    const since = clock() - MINUTE;
    return new Map([...(seen.get(name) ?? [])].filter(([, at]) => at > since));
  }

  return {
    note: ({ number, ...place }, isHolding) => {
      const name = nameOf(place);
      const known = new Map(recent(name));
      if (isHolding) known.set(number, clock());
      else known.delete(number);
      seen.delete(name);
      if (known.size > 0) seen.set(name, known);
      for (const old of seen.keys()) {
        if (seen.size <= MOST) return;
        seen.delete(old);
      }
    },
    numbers: (place) => [...recent(nameOf(place)).keys()],
  };
}

function nameOf({ owner, repo }: RepoName): string {
  return `${owner}/${repo}`.toLowerCase();
}
