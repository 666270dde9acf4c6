import type { Clock } from "../../queue/clock.ts";

type SweepSchedule = {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly every: number;
  /**
   * For servers that share a queue: where in each interval (milliseconds) all of them ask, so that it makes one sweep
   * for all. Undefined: an interval after the start, and so on.
   */
  readonly phase: number | undefined;
  /** `at`: no earlier than then (ms since 1970). */
  readonly sweep: (at: number) => void;
};

/** By as much the clocks of servers may differ: they ask for a sweep that is to come, and a queue takes that once. */
const APART = 30_000;

/** Now, and then again and again. Returns the end. */
export function scheduleSweeps({ clock, every, phase, sweep }: SweepSchedule): () => void {
  const start = clock.now();
  let cancel: (() => void) | undefined;

  function wait(): void {
    const now = clock.now();
    const offset = (phase ?? start) % every;
    const next = (Math.floor((now - offset) / every) + 1) * every + offset;
    cancel = clock.after(next - now, () => {
      // Somebody may have put the clock back meanwhile: then that time is far again.
      const at = Math.min(next, clock.now());
      sweep(phase === undefined ? at : at + APART);
      wait();
    });
  }

  sweep(start);
  wait();
  return () => cancel?.();
}
