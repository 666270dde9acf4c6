import { enableCompileCache, flushCompileCache } from "node:module";

// Compiling is half of a start; only what is loaded after this line is kept for the next one.
enableCompileCache();
const [{ start }, { createRuns }] = await Promise.all([
  import("./start.ts"),
  import("./jobs/create-runs.ts"),
]);
await start({
  environment: process.env,
  connect: (probot, notify) => createRuns(probot, { notify }),
});
flushCompileCache();
