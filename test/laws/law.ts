import { HISTORIES, PATIENCE, SEED } from "../depth.ts";

export const LAW = { runs: { numRuns: HISTORIES, seed: SEED }, time: PATIENCE } as const;
