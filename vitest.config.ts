import { globSync, readFileSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";

/** What takes longer than one wants to wait: whole processes, crashes, bursts. */
const DEEP = [
  "test/action/page.test.ts",
  "test/action/points.test.ts",
  "test/action/stories.test.ts",
  "test/app/database.test.ts",
  "test/attack/cost/comment-cost.test.ts",
  "test/attack/cost/comments.test.ts",
  "test/attack/fight.test.ts",
  "test/attack/full-disk.test.ts",
  "test/attack/postgres-restart.test.ts",
  "test/attack/cost/report-cost.test.ts",
  "test/attack/cost/template-cost.test.ts",
  "test/burst/**",
  "test/cli/demo.test.ts",
  "test/crash/**",
  "test/e2e/decided.test.ts",
  "test/e2e/one-verdict.test.ts",
  "test/e2e/past.test.ts",
  "test/faults/**",
  "test/github/documents.test.ts",
  "test/local-github/deliveries.test.ts",
  "test/package/**",
  "test/queue/postgres-outage.test.ts",
  "test/queue/postgres-processes.test.ts",
];
/** What is quick with few inputs or a sample, and deep with all: it asks `test/depth.ts` how far to go. */
const BOTH = globSync("test/**/*.test.ts").filter((path) =>
  /\/(?:depth|law|describe-fuzz|contract)\.ts"/.test(readFileSync(path, "utf8")),
);

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
