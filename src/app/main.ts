import { connectShell } from "./connect-shell.ts";
import { start } from "./start.ts";

await start({ environment: process.env, connect: connectShell });
