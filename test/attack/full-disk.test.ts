import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import { openDatabase } from "../../src/queue/database.ts";
import { keyTable } from "../../src/queue/key-table.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import type { Queue } from "../../src/queue/queue.ts";
import { GOOD } from "../app/fake-process.ts";
import { headersFor, HOOK } from "../app/webhook/receiver.ts";
import { freePort } from "../../src/cli/demo/start-app.ts";
import { dropSchema } from "../postgres/drop-schema.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { newSchema } from "../queue/postgres-rig.ts";
import { DONE } from "../queue/rig.ts";
import { until } from "../e2e/app-process.ts";

const SCRIPT = fileURLToPath(new URL("../app/start-fake.ts", import.meta.url));
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** A file whose disk is full: Linux has one. */
const FULL = "/dev/full";

let child: ChildProcess | undefined;
afterEach(async () => {
  if (child === undefined || child.exitCode !== null) return;
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
});

type FullDatabase = {
  readonly queue: Queue;
  readonly warnings: readonly string[];
  readonly fill: () => Promise<unknown>;
  readonly free: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};

type Running = {
  readonly post: () => Promise<number>;
  readonly alive: () => Promise<number>;
  readonly end: (signal?: "SIGTERM") => Promise<unknown>;
};

/** The App, whose lines go to a full disk or to nobody. */
async function startWith(
  output: "full" | "gone",
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const port = await freePort(0);
  const file = output === "full" ? openSync(FULL, "w") : undefined;
  const env = { ...GOOD, ...environment, PORT: String(port) };
  const started = spawn(process.execPath, [SCRIPT], {
    env,
    stdio: ["ignore", file ?? "pipe", "ignore"],
  });
  child = started;
  if (file !== undefined) closeSync(file);
  // Whoever read the lines, `head` for instance, has gone: a write then fails with EPIPE.
  started.stdout?.destroy();
  const ended = once(started, "close").then(([code]): unknown => code);
  const url = `http://127.0.0.1:${port}`;
  const alive = async (): Promise<number> => (await fetch(`${url}/healthz`)).status;
  return {
    alive,
    post: async () => {
      const options = { method: "POST", body: HOOK, headers: headersFor(HOOK) };
      await until(() => alive().catch(() => undefined));
      return (await fetch(`${url}${WEBHOOK_PATH}`, options)).status;
    },
    end: async (signal) => {
      if (signal !== undefined) started.kill(signal);
      return ended;
    },
  };
}

describe.skipIf(!existsSync(FULL))("the log's disk is full", () => {
  test("the App starts, and takes webhooks", async () => {
    const app = await startWith("full");
    expect(await app.post()).toBe(202);
    expect(await app.alive()).toBe(200);
  });

  test("on its finest level, where it says most, it goes on for hundreds of lines", async () => {
    const app = await startWith("full", { LOG_LEVEL: "trace" });
    for (let n = 0; n < 200; n += 1) expect(await app.post()).toBe(202);
  });

  test("it ends in order when it is told to", async () => {
    const app = await startWith("full");
    await app.post();
    expect(await app.end("SIGTERM")).toBe(0);
  });

  test.each(["uncaughtException", "unhandledRejection"])(
    "after an %s it ends with 1 at once, and doesn't try the disk for ever",
    async (stray) => {
      const app = await startWith("full", { FAKE_STRAY: stray });
      expect(await app.end()).toBe(1);
    },
  );
});

test("nobody reads the log any more: the App takes webhooks, and ends in order", async () => {
  const app = await startWith("gone");
  for (let n = 0; n < 20; n += 1) expect(await app.post()).toBe(202);
  expect(await app.end("SIGTERM")).toBe(0);
});

/** A queue in a database that answers as PostgreSQL does without space, from `fill` to `free`. */
async function fullDatabase(when: "INSERT" | "UPDATE OR DELETE"): Promise<FullDatabase> {
  const database = openDatabase({ url: await postgresUrl(), log: QUIET });
  const schema = newSchema();
  const warnings: string[] = [];
  const log = { ...QUIET, warn: (_: object, message: string) => void warnings.push(message) };
  const queue = await postgresQueue({ database, log, schema });
  await database.unhurried(`
    CREATE FUNCTION ${schema}.refuse() RETURNS trigger AS $$ BEGIN
      RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END $$ LANGUAGE plpgsql`);
  return {
    queue,
    warnings,
    fill: () =>
      database.unhurried(`CREATE TRIGGER full_disk BEFORE ${when} ON ${keyTable(schema)}
        FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse()`),
    free: () => database.unhurried(`DROP TRIGGER full_disk ON ${keyTable(schema)}`),
    close: async () => {
      await queue.stop({ within: 0 });
      await dropSchema(database, schema);
      await database.close();
    },
  };
}

describe("PostgreSQL's disk is full", () => {
  test("a trigger is refused with its reason, and taken as soon as there is space", async () => {
    const { queue, fill, free, close } = await fullDatabase("INSERT");
    await fill();
    const refused = await queue.enqueue({ key: "a", reason: "1" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: "The database didn't take the trigger." });
    expect(refused).toHaveProperty("cause.code", "53100");
    await free();
    expect(await queue.enqueue({ key: "a", reason: "2" })).toBe(true);
    expect((await queue.view()).waiting).toEqual(["a"]);
    await close();
  });

  test("a run whose end can't be written down is not run again: its end is written when there is space", async () => {
    const { queue, warnings, fill, free, close } = await fullDatabase("UPDATE OR DELETE");
    const ended = Promise.withResolvers<void>();
    let runs = 0;
    await queue.work(async () => {
      runs += 1;
      await fill();
      ended.resolve();
      return DONE;
    });
    await queue.enqueue({ key: "a", reason: "1" });
    await ended.promise;
    await until(() => warnings.includes("could not write down how a run ended") || undefined);
    await free();
    await until(async () => {
      const { running, waiting } = await queue.count();
      return running + waiting === 0 ? true : undefined;
    });
    expect(runs).toBe(1);
    await close();
  });
});
