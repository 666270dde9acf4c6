import { createHash } from "node:crypto";
import { REASONS_KEPT } from "./queue.ts";

/** Without a sign of life for this long a run counts as lost; with the tick of a second it is taken over within ten. */
export const SILENCE_SECONDS = 8;

/** Where `name` is the schema's; a changed table gets a new name, since nothing in it is worth a migration. */
export function keyTable(schema: string): string {
  return `"${schema}".keys_1`;
}

/**
 * Our table: one row per key that waits, runs or is dead. `reasons` and `due` are of the next run, also while one
 * is under way; a key whose `due` is infinity and that doesn't run is dead. `now()` is the only clock.
 */
export function createTable(schema: string): string {
  const table = keyTable(schema);
  // One text is one transaction. Processes may start at once, and "if not exists" alone lets them collide.
  return `
    SELECT pg_advisory_xact_lock(hashtext('${schema}.keys'));
    CREATE SCHEMA IF NOT EXISTS "${schema}";
    CREATE SEQUENCE IF NOT EXISTS ${table}_runs;
    CREATE TABLE IF NOT EXISTS ${table} (
      key text COLLATE "C" PRIMARY KEY,
      reasons text[] NOT NULL,
      due timestamptz NOT NULL,
      held_until timestamptz NOT NULL DEFAULT '-infinity',
      failures int NOT NULL DEFAULT 0,
      error text NOT NULL DEFAULT '',
      run bigint,
      run_reasons text[],
      alive_at timestamptz,
      lost int NOT NULL DEFAULT 0
    );
    COMMENT ON COLUMN ${table}.run IS 'number of its last run: an older one can write nothing any more';
    COMMENT ON COLUMN ${table}.alive_at IS 'last sign of life of the run; null: it does not run';
    COMMENT ON COLUMN ${table}.lost IS 'runs in a row whose workers were lost';
    CREATE INDEX IF NOT EXISTS keys_1_due ON ${table} (due) WHERE alive_at IS NULL;
    CREATE INDEX IF NOT EXISTS keys_1_alive_at ON ${table} (alive_at) WHERE alive_at IS NOT NULL`;
}

/** Where processes tell each other that keys are ready. All schemas of a database share its channels. */
export function newsChannel(schema: string): string {
  return `dakor_${createHash("sha256").update(schema).digest("hex").slice(0, 24)}`;
}

/** Every statement of the queue. Those that lock several rows do so in the order of keys, or skip what is locked. */
export function statements(table: string): Readonly<Record<StatementName, string>> {
  const isRun = `key = $1 AND run = $2 AND alive_at IS NOT NULL`;
  const state = `CASE WHEN alive_at IS NOT NULL THEN 'running' WHEN due = 'infinity' THEN 'dead'
    WHEN due > now() AND reasons = '{}' THEN 'asleep' ELSE 'waiting' END`;
  const take = (which: string, set: string): string => `
    WITH taken AS (
      SELECT key FROM ${table} WHERE ${which} LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE ${table} AS known SET alive_at = now(), run = nextval('${table}_runs'), ${set}
    FROM taken WHERE known.key = taken.key
    RETURNING known.key, run, run_reasons AS reasons, failures, lost`;

  return {
    /** As `decideTriggered`, for many keys in one commit. */
    enqueue: `
      INSERT INTO ${table} AS known (key, reasons, due)
      SELECT key, reasons, now() + wait * interval '1 ms'
      FROM json_to_recordset($1::text::json) AS triggered(key text, reasons text[], wait float8)
      ORDER BY key COLLATE "C"
      ON CONFLICT (key) DO UPDATE SET
        reasons = ${merged("known.reasons || excluded.reasons")},
        due = least(known.due, greatest(excluded.due, known.held_until))`,

    takeDue: take(
      "alive_at IS NULL AND due <= now() ORDER BY due",
      `run_reasons = CASE WHEN reasons = '{}' THEN '{wake}' ELSE reasons END, reasons = '{}', due = 'infinity'`,
    ),

    /** After a start of the server nobody has been able to give a sign of life for a while: that is not their death. */
    takeLost: take(
      `alive_at < now() - interval '${SILENCE_SECONDS} s'
        AND pg_postmaster_start_time() < clock_timestamp() - interval '${SILENCE_SECONDS} s'`,
      `lost = lost + 1`,
    ),

    touch: `
      WITH held AS (
        SELECT key FROM ${table}
        WHERE (key, run) IN (SELECT * FROM unnest($1::text[], $2::bigint[])) AND alive_at IS NOT NULL
        ORDER BY key FOR UPDATE
      )
      UPDATE ${table} AS known SET alive_at = now() FROM held WHERE known.key = held.key
      RETURNING run`,

    /** In ms; none: null. */
    nextIn: `
      SELECT ${ms("min(due)")} - ${ms("now()")} AS wait FROM ${table}
      WHERE alive_at IS NULL AND due > now()`,

    /** What a run's end means depends on what was triggered during it: nobody may do that meanwhile. */
    lock: `
      SELECT reasons, ${ms("due")} AS due, ${ms("held_until")} AS "heldUntil", failures, error, ${ms("now()")} AS now
      FROM ${table} WHERE ${isRun} FOR UPDATE`,

    put: `
      UPDATE ${table} SET reasons = $3, due = to_timestamp($4::float8 / 1000),
        held_until = to_timestamp($5::float8 / 1000), failures = $6, error = $7, alive_at = NULL, lost = 0
      WHERE ${isRun}`,

    remove: `DELETE FROM ${table} WHERE ${isRun}`,

    /** A run that could not end before its process must: nobody's failure, and nobody should wait for the silence. */
    release: `
      UPDATE ${table} SET reasons = ${merged("run_reasons || reasons")}, due = now(), alive_at = NULL, lost = 0
      WHERE ${isRun}`,

    again: `
      UPDATE ${table} SET reasons = '{again}', due = now(), held_until = '-infinity', failures = 0, error = ''
      WHERE key = $1 AND alive_at IS NULL AND due = 'infinity' RETURNING key`,

    view: `
      SELECT listed.state, key, failures, error
      FROM unnest('{waiting,running,asleep,failed,dead}'::text[]) AS listed(state),
      LATERAL (
        SELECT key, failures, error FROM ${table}
        WHERE CASE listed.state WHEN 'failed' THEN ${state} = 'waiting' AND failures > 0 ELSE ${state} = listed.state END
        LIMIT $1
      ) AS known`,

    count: `
      SELECT ${state} AS state, count(*)::int AS all, count(*) FILTER (WHERE failures > 0)::int AS failed
      FROM ${table} GROUP BY 1`,
  };
}

export type StatementName =
  | "enqueue"
  | "takeDue"
  | "takeLost"
  | "touch"
  | "nextIn"
  | "lock"
  | "put"
  | "remove"
  | "release"
  | "again"
  | "view"
  | "count";

/** As `mergeReasons`. */
function merged(reasons: string): string {
  return `(
    SELECT array_agg(reason ORDER BY place) FROM (
      SELECT reason, min(place) AS place FROM unnest(${reasons}) WITH ORDINALITY AS said(reason, place)
      GROUP BY reason ORDER BY min(place) DESC LIMIT ${REASONS_KEPT}
    ) AS kept)`;
}

function ms(time: string): string {
  return `(extract(epoch FROM ${time}) * 1000)::float8`;
}
