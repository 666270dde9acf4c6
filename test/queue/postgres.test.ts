import { afterAll, beforeAll } from "vitest";
import { openDatabase, type Database } from "../../src/queue/database.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { queueContract } from "./contract.ts";
import { postgresRig } from "./postgres-rig.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
let database: Database;

beforeAll(async () => {
  database = openDatabase({ url: await postgresUrl(), log: QUIET });
});

afterAll(() => database.close());

queueContract("postgres", (options) => postgresRig(database, options));
