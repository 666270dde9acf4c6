import type { Clock } from "../queue/clock.ts";

export type SweepSchedule = {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly every: number;
  readonly random: () => number;
  readonly sweep: () => void;
};

/** Now, and then again and again, a tenth earlier or later, so that many servers don't ask together. Returns the end. */
export function scheduleSweeps(schedule: SweepSchedule): () => void {
  const { clock, every, random, sweep } = schedule;
  sweep();
  let cancel = clock.after(jittered(), again);

  function again(): void {
    sweep();
    cancel = clock.after(jittered(), again);
  }

  function jittered(): number {
    return every * (0.9 + 0.2 * random());
  }

  return () => cancel();
}
