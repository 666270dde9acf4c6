import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { openDatabase } from "../../src/queue/database.ts";
import { createTable, keyTable, newsChannel } from "../../src/queue/key-table.ts";
import { createTime, setTimeTo, useTime } from "../queue/postgres-time.ts";
import type { Engine } from "./engine.ts";

/** Where the App keeps its keys when nobody says otherwise. */
const SCHEMA = "dakor";
const TABLE = keyTable(SCHEMA);
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
  await database.unhurried(createTime(template));
  await database.unhurried(createTable(SCHEMA));
  await database.close();
  return async () => {
    const name = newName();
    await on(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    await on(url, (client) => client.query(useTime(name)));
    return openEngine(url, name);
  };
}

async function openEngine(server: string, name: string): Promise<Engine> {
  const url = named(server, name);
  const client = new Client({ connectionString: url });
  await client.connect();

  async function ask(what: string, where: string): Promise<number> {
    const { rows } = await client.query<{ readonly answer: number | null }>(
      `SELECT (${what})::float8 AS answer FROM ${TABLE} WHERE ${where}`,
    );
    return rows[0]?.answer ?? Infinity;
  }

  return {
    environment: { DATABASE_URL: url },
    isQuiet: async () => (await ask("count(*)", "alive_at IS NOT NULL OR due <= now()")) === 0,
    jump: async (to) => {
      await client.query(setTimeTo(to));
    },
    next: () => ask("ceil(extract(epoch FROM min(due)) * 1000)", "due < 'infinity'"),
    ring: async () => {
      await client.query(`NOTIFY "${newsChannel(SCHEMA)}"`);
    },
    hasSweep: async () => (await ask("count(*)", "key = 'sweep:all'")) > 0,
    silence: SILENCE,
    dead: () => ask("count(*)", "due = 'infinity' AND alive_at IS NULL"),
    forgets: async () => {
      const ended = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      while ((await client.query(ended)).rowCount !== 0) await sleep(LOOK_EVERY);
    },
    tell: async () => {
      const { rows } = await client.query(`SELECT *, now() FROM ${TABLE}`);
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
