import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/queue/clock.ts";

export type TestClock = Clock & {
  /** Lets that much time go by: timers in their order, and everything that follows from each. */
  readonly advance: (ms: number) => Promise<void>;
};

/** Its timers are like setTimeout's: none is longer than 31 bits of milliseconds. */
export function testClock(start = Date.UTC(2026, 1, 15, 9, 42)): TestClock {
  const longest = 2 ** 31 - 1;
  const timers = new Map<object, { readonly due: number; readonly call: () => void }>();
  let now = start;

  function next(until: number): object | undefined {
    return [...timers]
      .filter(([, timer]) => timer.due <= until)
      .toSorted(([, one], [, other]) => one.due - other.due)
      .map(([id]) => id)[0];
  }

  return {
    now: () => now,
    elapsed: () => now,
    after: (ms, call) => {
      const id = {};
      timers.set(id, { due: now + Math.min(ms, longest), call });
      return () => void timers.delete(id);
    },
    advance: async (ms) => {
      const until = now + ms;
      await setImmediate();
      for (let id = next(until); id !== undefined; id = next(until)) {
        const timer = timers.get(id);
        timers.delete(id);
        now = Math.max(now, timer?.due ?? now);
        timer?.call();
        await setImmediate();
      }
      now = until;
    },
  };
}
