import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { openDatabase } from "../../src/queue/database.ts";
import { openBoss } from "../../src/queue/open-boss.ts";
import { newsChannel } from "../../src/queue/statements.ts";
import type { Engine } from "./engine.ts";

/** Where the App keeps its keys when nobody says otherwise. */
const SCHEMA = "dakor";
/** A run without a sign of life for longer than this is taken over. */
const SILENCE = 9000;
/** Milliseconds of real time. */
const LOOK_EVERY = 3;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let databases = 0;

/** A database of its own for each story, all copies of one whose clock is the story's; `open` makes the next. */
export async function postgresEngines(url: string): Promise<() => Promise<Engine>> {
  const template = newName();
  await on(url, (client) => client.query(`CREATE DATABASE ${template}`));
  const database = openDatabase({ url: named(url, template), log: quiet });
  const boss = await openBoss({ database, schema: SCHEMA, log: quiet });
  await boss.stop();
  await database.unhurried(`
    CREATE TABLE ${SCHEMA}.story_time AS SELECT pg_catalog.now() AS now;
    CREATE OR REPLACE FUNCTION ${SCHEMA}.job_now() RETURNS timestamptz AS
      $$ SELECT now FROM ${SCHEMA}.story_time $$ LANGUAGE sql STABLE`);
  await database.close();
  return async () => {
    const name = newName();
    await on(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    return openEngine(url, name);
  };
}

async function openEngine(server: string, name: string): Promise<Engine> {
  const url = named(server, name);
  const client = new Client({ connectionString: url });
  await client.connect();

  async function ask(what: string, where: string): Promise<number> {
    const { rows } = await client.query<{ readonly answer: number | null }>(
      `SELECT (${what})::float8 AS answer FROM ${SCHEMA}.job_common WHERE state <= 'active' AND ${where}`,
    );
    return rows[0]?.answer ?? Infinity;
  }

  return {
    environment: { DATABASE_URL: url },
    isQuiet: async () =>
      (await ask("count(*)", `(state = 'active' OR start_after <= ${SCHEMA}.job_now())`)) === 0,
    jump: async (to) => {
      await client.query(`UPDATE ${SCHEMA}.story_time SET now = to_timestamp($1::float8 / 1000)`, [
        to,
      ]);
    },
    next: () =>
      ask("ceil(extract(epoch FROM min(start_after)) * 1000)", "start_after < 'infinity'"),
    ring: async () => {
      await client.query(`NOTIFY "${newsChannel(SCHEMA)}"`);
    },
    hasSweep: async () => (await ask("count(*)", "singleton_key = 'sweep:all'")) > 0,
    silence: SILENCE,
    dead: () => ask("count(*)", "start_after = 'infinity'"),
    forgets: async () => {
      const ended = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      while ((await client.query(ended)).rowCount !== 0) await sleep(LOOK_EVERY);
    },
    tell: async () => {
      const { rows } = await client.query(
        `SELECT singleton_key AS key, state, blocked, start_after, heartbeat_on, retry_count, data,
           ${SCHEMA}.job_now() AS now FROM ${SCHEMA}.job_common WHERE state <= 'active'`,
      );
      return rows.map((row) => JSON.stringify(row)).join("\n");
    },
    close: async () => {
      await client.end();
      await on(server, (other) => other.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

async function on(url: string, act: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

function newName(): string {
  databases += 1;
  return `crash_${process.pid}_${databases}`;
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
