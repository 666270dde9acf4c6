/** What people and GitHub's API call a repository; it may change at any time. */
export type RepositoryName = { readonly owner: string; readonly repo: string };

/** Names of repositories by their ids. An old name mostly works as well: GitHub redirects until somebody else takes it. */
export type RepositoryNames = {
  /** What a webhook says, which may be late: believed only where nothing is known. */
  readonly learn: (id: number, name: RepositoryName) => void;
  /** What GitHub answers now. */
  readonly correct: (id: number, name: RepositoryName) => void;
  readonly forget: (id: number) => void;
  /** Asks where nothing is known; a failure isn't remembered. */
  readonly read: (id: number, ask: () => Promise<RepositoryName>) => Promise<RepositoryName>;
};

/** Entries after which the oldest is thrown out. */
const MOST = 10_000;

export function createRepositoryNames(most: number = MOST): RepositoryNames {
  const names = new Map<number, RepositoryName>();

  function correct(id: number, { owner, repo }: RepositoryName): void {
    names.delete(id);
    names.set(id, { owner, repo });
    const [oldest] = names.keys();
    if (names.size > most && oldest !== undefined) names.delete(oldest);
  }

  return {
    learn: (id, name) => {
      if (!names.has(id)) correct(id, name);
    },
    correct,
    forget: (id) => void names.delete(id),
    read: async (id, ask) => {
      const known = names.get(id);
      if (known !== undefined) return known;
      const name = await ask();
      correct(id, name);
      return name;
    },
  };
}
