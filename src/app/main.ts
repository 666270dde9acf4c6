import { enableCompileCache, flushCompileCache } from "node:module";

// Compiling is half of a start; only what is loaded after this line is kept for the next one.
enableCompileCache();
const [{ start }, { connectShell }] = await Promise.all([
  import("./start.ts"),
  import("./jobs/connect-shell.ts"),
]);
await start({ environment: process.env, connect: connectShell });
flushCompileCache();
