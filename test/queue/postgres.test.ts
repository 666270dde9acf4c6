import { afterAll, beforeAll } from "vitest";
import { openDatabase, type Database } from "../../src/queue/database.ts";
import { freshDatabase } from "../postgres/fresh-database.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { queueContract } from "./contract.ts";
import { postgresRig } from "./postgres-rig.ts";
import { createTime } from "./postgres-time.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
let database: Database;

beforeAll(async () => {
  const url = await freshDatabase(await postgresUrl());
  const first = openDatabase({ url, log: QUIET });
  await first.unhurried(createTime(new URL(url).pathname.slice(1)));
  await first.close();
  database = openDatabase({ url, log: QUIET });
});

afterAll(() => database.close());

queueContract("postgres", (options) => postgresRig(database, options));
