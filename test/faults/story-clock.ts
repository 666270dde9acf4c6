import type { Clock } from "../../src/queue/clock.ts";

/** Time that stands still until it jumps. */
export type StoryClock = Clock & {
  /** When the next timer goes off. */
  readonly next: () => number | undefined;
  /** It is then; timers that are due go off. */
  readonly jump: (to: number) => void;
};

export function storyClock(start: number): StoryClock {
  const timers = new Map<object, { readonly due: number; readonly call: () => void }>();
  let now = start;

  function first(): readonly [object, number, () => void] | undefined {
    return [...timers]
      .toSorted(([, one], [, other]) => one.due - other.due)
      .map(([id, { due, call }]) => [id, due, call] as const)[0];
  }

  return {
    now: () => now,
    elapsed: () => now,
    after: (ms, call) => {
      const id = {};
      timers.set(id, { due: now + Math.max(ms, 0), call });
      return () => void timers.delete(id);
    },
    next: () => first()?.[1],
    jump: (to) => {
      now = Math.max(now, to);
      for (let timer = first(); timer !== undefined && timer[1] <= now; timer = first()) {
        timers.delete(timer[0]);
        timer[2]();
      }
    },
  };
}
