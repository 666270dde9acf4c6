import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/postgres/global-setup.ts"],
    testTimeout: 20_000,
    maxWorkers: 2,
    retry: process.env["CI"] === undefined ? 0 : 2,
  },
});
