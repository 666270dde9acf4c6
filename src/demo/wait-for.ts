import { setTimeout as sleep } from "node:timers/promises";

interface Wait<T> {
  /** Looks once; undefined means not yet. */
  readonly look: () => Promise<T | undefined>;
  readonly within: number;
  /** The message of the failure. */
  readonly missing: () => string;
  readonly signal?: AbortSignal;
}

const betweenLooks = 50;

/** Looks until there is something to see. */
export async function waitFor<T>({ look, within, missing, signal }: Wait<T>): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    signal?.throwIfAborted();
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(missing());
    await sleep(betweenLooks, undefined, signal === undefined ? {} : { signal });
  }
}
