import { setTimeout as sleep } from "node:timers/promises";
import type { Octokit } from "@octokit/rest";

export type Slug = { readonly owner: string; readonly repo: string };
export type LivePermissions = Readonly<Record<string, "read" | "write">>;

/** The App whose key is at hand. */
export type LiveApp = {
  /** With the App's own token. */
  readonly itself: Octokit;
  readonly granted: Readonly<Record<string, string>>;
  /** With a token that can do no more than this. */
  readonly narrowed: (permissions: LivePermissions) => Promise<Octokit>;
};

/** What the questions play on. */
export type Stage = {
  readonly slug: Slug;
  /** The person's, or without one the App's: it makes and removes what a question needs. */
  readonly main: Octokit;
  readonly isPerson: boolean;
  readonly app: LiveApp | undefined;
  readonly defaultBranch: string;
  /** Begins the names of all that is made. */
  readonly mark: string;
  /** Milliseconds to wait for what GitHub does later. */
  readonly patience: number;
  /** Milliseconds between two writes where many follow each other. */
  readonly pace: number;
  /** Somebody wants it to end: nothing is waited for any more. */
  readonly stopping: AbortSignal;
  /** Is done when the question is over, the last first, whatever came of it. */
  readonly afterwards: (undo: () => Promise<unknown>) => void;
};

const LOOK_EVERY = 500;

/** Looks until something is there; undefined when it takes too long. */
export async function until<T>(
  { patience, stopping }: Stage,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > end || stopping.aborted) return found;
    await pause(Math.min(LOOK_EVERY, patience), stopping);
  }
}

/** Ends early where it should end. */
export async function pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stopping }).catch(() => undefined);
}
