import type { Logger } from "pino";
import { systemClock } from "../../queue/clock.ts";
import { memoryQueue } from "../../queue/memory.ts";
import type { OnDead, Queue } from "../../queue/queue.ts";
import { memoryThrottle, type Throttle } from "../limits/throttle.ts";
import { judgeFailure } from "./worker.ts";

/** What processes share on PostgreSQL, and each has for itself without. */
export type Engine = {
  readonly throttle: Throttle;
  readonly openQueue: (onDead: OnDead) => Promise<Queue>;
  readonly close: () => Promise<void>;
};

type EngineOptions = {
  /** PostgreSQL; undefined: memory. */
  readonly url: string | undefined;
  /** Milliseconds between two writes of one installation. */
  readonly paceMs: number;
  readonly log: Logger;
};

export async function openEngine({ url, paceMs, log }: EngineOptions): Promise<Engine> {
  if (url === undefined) {
    return {
      throttle: memoryThrottle({ clock: systemClock, paceMs }),
      openQueue: async (onDead) => memoryQueue({ log, judge: judgeFailure, onDead }),
      close: async () => undefined,
    };
  }
  // Loaded by those who use it: it is a fifth of a start.
  const [{ openDatabase }, { postgresQueue }, { postgresThrottle }] = await Promise.all([
    import("../../queue/database.ts"),
    import("../../queue/postgres.ts"),
    import("../limits/postgres-throttle.ts"),
  ]);
  const database = openDatabase({ url, log });
  return {
    throttle: postgresThrottle({ database, now: systemClock.now, paceMs }),
    openQueue: (onDead) => postgresQueue({ database, log, judge: judgeFailure, onDead }),
    close: database.close,
  };
}
