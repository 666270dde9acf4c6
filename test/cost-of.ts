import { forgetTrees } from "./forget-trees.ts";

/** A process that shares its core counts up to twice the time for the same work. */
export const SHARED = 2;

/**
 * Milliseconds of this process' own time that something costs, however busy the machine is: the best of a few, so that
 * nothing is compiled.
 */
export function costOf(run: () => unknown, tries = 3): number {
  const times = Array.from({ length: tries }, () => {
    forgetTrees();
    const begun = process.cpuUsage().user;
    run();
    return (process.cpuUsage().user - begun) / 1000;
  });
  return Math.min(...times);
}
