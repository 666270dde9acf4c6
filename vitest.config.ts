import { configDefaults, defineConfig } from "vitest/config";

/** What takes longer than one wants to wait: whole processes, crashes, bursts. */
const DEEP = [
  "test/action/stories.test.ts",
  "test/burst/**",
  "test/crash/**",
  "test/e2e/one-verdict.test.ts",
  "test/faults/**",
  "test/package/**",
  "test/queue/postgres-outage.test.ts",
  "test/queue/postgres-processes.test.ts",
];
/** What is quick with few inputs, and deep with many. */
const BOTH = ["test/attack/hold-bodies.test.ts", "test/fuzz/**", "test/laws/**"];

/** `npm test` is quick. `--mode deep` plays the rest, and `--mode all` plays that to its end; `test/depth.ts` has the numbers. */
export default defineConfig(({ mode }) => {
  const isDeep = mode === "deep" || mode === "all";
  return {
    test: {
      include: isDeep ? [...DEEP, ...BOTH].map(testsIn) : ["test/**/*.test.ts"],
      exclude: [...configDefaults.exclude, ...(isDeep ? [] : DEEP)],
      env: { DEPTH: isDeep ? mode : "quick" },
      globalSetup: ["test/postgres/global-setup.ts"],
      testTimeout: 20_000,
      maxWorkers: 2,
    },
  };
});

function testsIn(path: string): string {
  return path.replace(/\*\*$/, "**/*.test.ts");
}
