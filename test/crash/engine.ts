import { isRecord, numberOf, recordOf } from "@dakor/local-github/narrow";

/** What holds the keys, as a story needs to know it. */
export type Engine = {
  /** What the App's process needs to use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Nothing runs, and nothing could run now. */
  readonly isQuiet: (url: string) => Promise<boolean>;
  /** Moves its time (ms since 1970). */
  readonly jump: (to: number) => Promise<void>;
  /** When a key's time comes; Infinity when the App's own timers tell. */
  readonly next: () => Promise<number>;
  /** Keys may be ready now. */
  readonly ring: () => Promise<void>;
  /** The trigger that a timer gave is written down, whenever that is. */
  readonly hasSweep: () => Promise<boolean>;
  /** Story time (ms) until the runs of a killed process are others' to take. */
  readonly silence: number;
  readonly dead: (url: string) => Promise<number>;
  /** Nothing of a killed process is under way any more: what it had sent may still take effect. */
  readonly forgets: () => Promise<void>;
  /** The keys that are not asleep, for whoever wonders why there is no rest. */
  readonly tell: (url: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

export function memoryEngine(): Engine {
  return {
    environment: {},
    isQuiet: async (url) => (await count(url, "running")) === 0,
    jump: async () => undefined,
    next: async () => Infinity,
    ring: async () => undefined,
    hasSweep: async () => true,
    silence: 0,
    dead: (url) => count(url, "dead"),
    forgets: async () => undefined,
    tell: async (url) => (await fetch(`${url}/healthz`)).text(),
    close: async () => undefined,
  };
}

async function count(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/healthz`);
  const { queue } = recordOf(await response.json());
  return isRecord(queue) ? numberOf(queue[name]) : 0;
}
