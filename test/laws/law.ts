const asked = process.env["LAW_RUNS"];
const isCi = process.env["CI"] !== undefined;

/** `LAW_RUNS=20000` asks for more histories than CI has time for. */
export const LAW = {
  runs: {
    numRuns: asked === undefined ? (isCi ? 1000 : 60) : Number(asked),
    ...(isCi && asked === undefined ? { seed: 20_260_215 } : {}),
  },
  time: asked === undefined ? 600_000 : 24 * 3_600_000,
} as const;
