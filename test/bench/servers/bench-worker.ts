import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../../../src/queue/database.ts";
import { postgresQueue } from "../../../src/queue/postgres.ts";

/** A worker whose runs only wait, as for GitHub: on its command line the database, the schema, and for how long. */
const [url = "", schema = "", ms = "0"] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const database = openDatabase({ url, log });
const queue = await postgresQueue({ database, log, schema });
await queue.work(async ({ key, attempt }) => {
  // The first run of this key never ends: its worker is to die.
  if (key === "deadly" && attempt === 1) await wait(3_600_000);
  await wait(Number(ms));
  return { kind: "done" };
});
process.stdout.write('{"port":0,"msg":"listening"}\n');
