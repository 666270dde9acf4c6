import { RETRIES } from "../../core/model/retry.ts";
import type { Clock, Clocks } from "../../queue/clock.ts";

/**
 * How fast we write, and when we must be silent, for each installation by itself. GitHub wants a second between two
 * writes, and all of an installation to wait when one of its requests met a limit.
 */
export type Throttle = {
  /** Until when (ms since 1970) it makes no sense to begin anything; undefined: begin. */
  readonly closedUntil: (installation: number) => Promise<number | undefined>;
  /** GitHub asks this installation to wait until then (ms since 1970). */
  readonly close: (installation: number, until: number) => Promise<void>;
  /** Resolves when this installation may write; fails as GitHub would, with 429, when that is too far away. */
  readonly turn: (installation: number) => Promise<void>;
};

export const DEFAULT_PACE = 1000;
/** A run whose write would have to wait longer than this doesn't begin, or ends: others need its place. */
export const LONGEST_TURN = 5000;
/** Nothing begins while the next write is further away than this. */
export const LONGEST_START = 2000;

type MemoryThrottleOptions = {
  readonly clock: Clock;
  /** Milliseconds between two writes of one installation. */
  readonly paceMs?: number;
};

/** How long to wait (ms) when GitHub doesn't say: a minute, and twice as long each time that it wasn't enough. */
type UnnamedWait = (installation: number) => number;

const { pause, factor, longest } = RETRIES.limit;

/** For one process. */
export function memoryThrottle({ clock, paceMs = DEFAULT_PACE }: MemoryThrottleOptions): Throttle {
  /** Both on the clock that only goes forward: who puts the other one back an hour must not silence us for it. */
  const parked = new Map<number, number>();
  const slots = new Map<number, number>();

  function openAt(installation: number): number {
    return Math.max(parked.get(installation) ?? 0, slots.get(installation) ?? 0);
  }

  return {
    closedUntil: async (installation) => {
      const now = clock.elapsed();
      const isParked = (parked.get(installation) ?? 0) > now;
      const wait = openAt(installation) - now;
      return isParked || wait > LONGEST_START ? clock.now() + wait : undefined;
    },
    close: async (installation, until) => {
      const at = clock.elapsed() + until - clock.now();
      parked.set(installation, Math.max(at, parked.get(installation) ?? 0));
    },
    turn: async (installation) => {
      const now = clock.elapsed();
      const at = Math.max(now, openAt(installation));
      if (at > now + LONGEST_TURN) throw tooEarly(at - now);
      slots.set(installation, at + paceMs);
      if (at > now) await new Promise<void>((resolve) => void clock.after(at - now, resolve));
    },
  };
}

const TOO_EARLY = "TooEarly";

/** In GitHub's words, so that whoever meets it waits as for GitHub. */
export function tooEarly(wait: number): Error {
  return Object.assign(new Error("this installation has too much to write at once"), {
    name: TOO_EARLY,
    status: 429,
    headers: { "retry-after": String(Math.ceil(wait / 1000)) },
  });
}

/** Whether a failure comes from our own pace, and not from GitHub. */
export function isTooEarly(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === TOO_EARLY || isTooEarly(thrown.cause));
}

export function createUnnamedWait(elapsed: Clocks["elapsed"]): UnnamedWait {
  const last = new Map<number, { readonly until: number; readonly wait: number }>();
  return (installation) => {
    const now = elapsed();
    const known = last.get(installation);
    // Several runs meet the same limit.
    if (known !== undefined && now < known.until) return known.until - now;
    const isRepeated = known !== undefined && now < known.until + known.wait;
    const wait = isRepeated ? Math.min(longest, known.wait * factor) : pause;
    last.set(installation, { until: now + wait, wait });
    return wait;
  };
}
