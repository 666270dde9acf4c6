import type { Queue } from "../../queue/queue.ts";
import { within } from "./within.ts";
import { defined } from "../../core/model/defined.ts";

export type Health = {
  /** The process is alive, whatever else is not. */
  readonly alive: () => Promise<Readonly<Record<string, unknown>>>;
  /** It takes work, or which part of it doesn't: fixed words, no names. */
  readonly ready: () => Promise<Readiness>;
};

type Readiness = { readonly isReady: boolean; readonly problems: readonly string[] };

type HealthOptions = {
  readonly queue: Pick<Queue, "count" | "isReady">;
  readonly isStopping: () => boolean;
  /** Why GitHub is not ready for us. */
  readonly githubProblem: () => string | undefined;
};

/** Milliseconds; who asks waits two seconds or less. */
const PATIENCE = 1000;

export function createHealth({ queue, isStopping, githubProblem }: HealthOptions): Health {
  return {
    alive: async () => {
      const counts = await within(PATIENCE, queue.count()).catch(() => undefined);
      return { ok: true, ...defined({ queue: counts }) };
    },
    ready: async () => {
      const isTaking = isStopping() || (await within(PATIENCE, queue.isReady()).catch(() => false));
      const problems = [
        isStopping() ? "It is stopping." : undefined,
        isTaking ? undefined : "The database of the queue does not answer.",
        githubProblem(),
      ].filter((problem) => problem !== undefined);
      return { isReady: problems.length === 0, problems };
    },
  };
}
