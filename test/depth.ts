/** How far a test goes: see `vitest.config.ts`, which names the mode. */
type Depth = "quick" | "deep" | "all";

const depth: Depth = depthOf(process.env["DEPTH"]);

function depthOf(text: string | undefined): Depth {
  return text === "deep" || text === "all" ? text : "quick";
}

function at<T>(values: Readonly<Record<Depth, T>>): T {
  return values[depth];
}

/** `test.runIf(isDeep)`: what takes long, and of which a smaller sample is quick. */
export const isDeep = depth !== "quick";

/** Everything once, which takes hours. */
export const isComplete = depth === "all";

/** What each kind of test plays; the same each time, unless `SEED` says otherwise. */
export const HISTORIES = at({ quick: 4, deep: 1_000, all: 20_000 });
export const INPUTS = at({ quick: 60, deep: 10_000, all: 1_000_000 });
export const KILLS = at({ quick: 15, deep: 15, all: 100 });
export const ATTACK_MS = at({ quick: 2_000, deep: 4_000, all: 60_000 });
export const SEED = Number(process.env["SEED"] ?? 20_260_215);

/** Time for one test that plays so much, in milliseconds. */
export const PATIENCE = at({ quick: 180_000, deep: 1_200_000, all: 24 * 3_600_000 });

/** A few of many, evenly from the first on; when there is time, all. */
export function sample<T>(all: readonly T[], few = 3): readonly T[] {
  if (isDeep || all.length <= few) return all;
  return Array.from({ length: few }, (_, n) => all[Math.floor((n * all.length) / few)]).filter(
    (one) => one !== undefined,
  );
}
