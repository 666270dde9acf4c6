export type Backoff = {
  /** Milliseconds. Also the shortest time between a failure and the next try, whoever asks. */
  readonly base: number;
  readonly factor: number;
  readonly longest: number;
};

/** Ten tries spread over some forty minutes: longer than most outages, and the sweep comes after it. */
export const DEFAULT_BACKOFF: Backoff = { base: 1000, factor: 3, longest: 30 * 60 * 1000 };

/** Full jitter: anywhere up to the exponential bound, so that keys which failed together don't return together. */
export function backoffDelay(backoff: Backoff, failures: number, random: () => number): number {
  const bound = Math.min(backoff.longest, backoff.base * backoff.factor ** (failures - 1));
  return Math.round(random() * bound);
}
