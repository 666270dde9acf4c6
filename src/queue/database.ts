import { setTimeout as wait } from "node:timers/promises";
import { Pool, type ClientBase, type ClientConfig, type PoolClient } from "pg";
import { keepListening, type Listen } from "./keep-listening.ts";
import type { QueueLog } from "./queue.ts";

type Rows = readonly Record<string, unknown>[];

type SqlQuery = (sql: string, values: readonly unknown[]) => Promise<Rows>;

/** PostgreSQL, never waited for long: what doesn't answer in time is an error, and its connection is given up. */
export type Database = {
  readonly query: SqlQuery;
  /** All or nothing; nothing is certain when it rejects, it may have been committed. */
  readonly transaction: <T>(work: (query: SqlQuery) => Promise<T>) => Promise<T>;
  /** For statements that may take as long as they need. Several may stand in one text, which is one transaction. */
  readonly unhurried: (sql: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** Hears NOTIFY. Calls once more after each loss of the connection, since something may have been missed. */
  readonly listen: Listen;
  readonly isReady: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

type DatabaseOptions = {
  readonly url: string;
  readonly log: QueueLog;
  /** Connections for the short statements; making tables and listening have one more each. */
  readonly most?: number;
};

const SECOND = 1000;
const CONNECT_WITHIN = 2 * SECOND;
const ANSWER_WITHIN = 4 * SECOND;
const READY_WITHIN = SECOND;
const CLOSE_WITHIN = 2 * SECOND;
/** A server that loses its power after "committed" must still have it, whatever its default is. */
const DURABLE = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') = 'off'`;

export function openDatabase({ url, log, most = 4 }: DatabaseOptions): Database {
  const shared: ClientConfig = {
    connectionString: url,
    application_name: "dakor",
    connectionTimeoutMillis: CONNECT_WITHIN,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5 * SECOND,
    lock_timeout: 2 * SECOND,
    idle_in_transaction_session_timeout: 5 * SECOND,
  };
  const hurried: ClientConfig = {
    ...shared,
    statement_timeout: ANSWER_WITHIN,
    // The server's own limit doesn't help when the line to it is dead.
    query_timeout: ANSWER_WITHIN,
  };
  const pool = openPool({ ...hurried, max: most });
  const slow = openPool({ ...shared, lock_timeout: 30 * SECOND, max: 1 });
  const listeners: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;

  function openPool(config: ClientConfig & { readonly max: number }): Pool {
    const opened = new Pool({ ...config, onConnect: makeDurable, idleTimeoutMillis: 10 * SECOND });
    // Whoever uses a connection that breaks is told by its next statement; unheard, its error would end this process.
    opened.on("connect", (client) => client.on("error", () => undefined));
    // An idle one is replaced; the same is true of it.
    opened.on("error", ({ message }) => {
      // Not the error itself: it carries the client, and that its settings.
      if (closing === undefined) log.warn({ message }, "lost a connection to PostgreSQL");
    });
    return opened;
  }

  async function transaction<T>(work: (query: SqlQuery) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let isDone = false;
    try {
      await client.query("BEGIN");
      const result = await work((sql, values) => rowsOf(client, sql, values));
      await client.query("COMMIT");
      isDone = true;
      return result;
    } finally {
      // Closing the connection rolls back, and a broken one is of no more use.
      client.release(!isDone);
    }
  }

  async function close(): Promise<void> {
    const ended = Promise.all([...listeners.map((end) => end()), pool.end(), slow.end()]);
    await Promise.race([ended, wait(CLOSE_WITHIN, undefined, { ref: false })]);
  }

  return {
    query: (sql, values) => rowsOf(pool, sql, values),
    transaction,
    unhurried: (sql, values) => slow.query(sql, values),
    listen: async (channel, heard) => {
      const end = await keepListening({ config: hurried, channel, heard, log });
      listeners.push(end);
      return end;
    },
    isReady: async () => {
      const late = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => late.resolve(false), READY_WITHIN);
      const answer = pool.query("SELECT 1").then(
        () => true,
        () => false,
      );
      const isReady = await Promise.race([answer, late.promise]);
      clearTimeout(timer);
      return isReady;
    },
    close: () => (closing ??= close()),
  };
}

async function makeDurable(client: ClientBase): Promise<void> {
  await client.query(DURABLE);
}

async function rowsOf(
  on: Pool | PoolClient,
  sql: string,
  values: readonly unknown[],
): Promise<Rows> {
  const { rows } = await on.query<Record<string, unknown>>(sql, [...values]);
  return rows;
}
