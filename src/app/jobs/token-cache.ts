import type { Clocks } from "../../queue/clock.ts";

/** Installation tokens, each made for one kind of work on one repository. */
type TokenCache = {
  /** The token of that name, made where there is none; whoever asks meanwhile gets the same. */
  readonly read: (token: TokenName, make: () => Promise<string>) => Promise<string>;
  /** All tokens of an installation that are at least so old (milliseconds). */
  readonly forget: (installation: number, age?: number) => void;
};

type TokenName = { readonly installation: number; readonly name: string };

/** GitHub's tokens live for an hour. */
const LIFETIME = 59 * 60 * 1000;
/** Tokens after which those that are over are thrown out, and then the oldest. */
const MOST = 10_000;

type Entry = {
  readonly installation: number;
  readonly token: Promise<string>;
  readonly madeAt: number;
};

export function tokenCache(elapsed: Clocks["elapsed"]): TokenCache {
  const entries = new Map<string, Entry>();

  function clear(): void {
    for (const [key, { madeAt }] of entries) {
      if (madeAt + LIFETIME > elapsed() && entries.size < MOST) return;
      entries.delete(key);
    }
  }

  return {
    read: ({ installation, name }, make) => {
      const key = `${installation} ${name}`;
      const known = entries.get(key);
      if (known !== undefined && known.madeAt + LIFETIME > elapsed()) return known.token;
      const entry = { installation, token: make(), madeAt: elapsed() };
      entries.delete(key);
      clear();
      entries.set(key, entry);
      entry.token.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return entry.token;
    },
    forget: (installation, age = 0) => {
      for (const [key, entry] of entries) {
        const isOld = entry.madeAt + age <= elapsed();
        if (entry.installation === installation && isOld) entries.delete(key);
      }
    },
  };
}
