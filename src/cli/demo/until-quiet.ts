import { setTimeout as sleep } from "node:timers/promises";

type Quiet = {
  /** Resolves when all webhooks are delivered. */
  readonly settled: () => Promise<void>;
  readonly isIdle: () => Promise<boolean>;
  readonly signal: AbortSignal;
};

const PATIENCE = 60_000;

/** Until the App has seen every webhook and has nothing more to do: twice in a row, since its writes send webhooks. */
export async function untilQuiet({ settled, isIdle, signal }: Quiet): Promise<void> {
  const end = performance.now() + PATIENCE;
  let times = 0;
  while (times < 2) {
    signal.throwIfAborted();
    if (performance.now() > end) throw new Error("The App does not come to rest.");
    await settled();
    times = (await isIdle()) ? times + 1 : 0;
    if (times < 2) await sleep(15, undefined, { signal });
  }
}
