import type { Clocks } from "../../queue/clock.ts";

/** How long to wait (ms) when GitHub doesn't say: a minute, and twice as long each time that it wasn't enough. */
type UnnamedWait = (installation: number) => number;

const SHORTEST = 60_000;
const LONGEST = 15 * SHORTEST;

export function createUnnamedWait(elapsed: Clocks["elapsed"]): UnnamedWait {
  const last = new Map<number, { readonly until: number; readonly wait: number }>();
  return (installation) => {
    const now = elapsed();
    const known = last.get(installation);
    // Several runs meet the same limit.
    if (known !== undefined && now < known.until) return known.until - now;
    const isRepeated = known !== undefined && now < known.until + known.wait;
    const wait = isRepeated ? Math.min(LONGEST, known.wait * 2) : SHORTEST;
    last.set(installation, { until: now + wait, wait });
    return wait;
  };
}
