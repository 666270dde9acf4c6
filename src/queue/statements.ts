import { createHash } from "node:crypto";

/** The one queue of pg-boss that holds all keys; policy "exclusive" allows one row per key. */
export const QUEUE = "keys";
/** Without a sign of life for this long a run counts as lost; with the tick of a second it is taken over within ten. */
export const SILENCE_SECONDS = 8;
const SLEEPING = ["created", "retry"];
/** Rows that one statement wakes, so that a million at once don't hold everything up. */
export const WOKEN_AT_ONCE = 1000;

/** Where processes tell each other that keys are ready. All schemas of a database share its channels. */
export function newsChannel(schema: string): string {
  return `dakor_${createHash("sha256").update(schema).digest("hex").slice(0, 24)}`;
}

/**
 * All SQL of our own, on pg-boss's table of jobs. A row is a key: `active` while it runs, `retry` when it waits
 * after a failure, else `created`. `blocked` while its time is to come, which keeps it out of the index that a
 * fetch reads; a dead key waits for ever. What else we know of a key stands in `data` (stored-key.ts).
 */
export function statements(schema: string): Readonly<Record<StatementName, string>> {
  const table = `${schema}.job_common`;
  const now = `${schema}.job_now()`;
  const isQueued = `name = '${QUEUE}' AND state < 'active'`;
  const sleeps = `name = '${QUEUE}' AND state IN ('created', 'retry') AND blocked`;
  // One state at a time: only then does the index give them in the order of their times.
  const sleepsAs = (state: string): string =>
    `name = '${QUEUE}' AND state = '${state}' AND blocked`;
  const due = (state: string): string => `due_${state} AS (
    SELECT id FROM ${table} WHERE ${sleepsAs(state)} AND start_after <= ${now}
    ORDER BY start_after LIMIT ${WOKEN_AT_ONCE} FOR UPDATE SKIP LOCKED)`;
  const next = (state: string): string => `(
    SELECT start_after FROM ${table}
    WHERE ${sleepsAs(state)} AND start_after > ${now} AND start_after < 'infinity'
    ORDER BY start_after LIMIT 1)`;

  return {
    /**
     * pg-boss's upsert replaces the data of a waiting job, and knows nothing of a running one; triggers must be
     * merged into either, in one statement so that it is one commit. Ordered, so that two of them can't deadlock.
     */
    add: `
      INSERT INTO ${table} AS job (name, singleton_key, policy, data, start_after, blocked, created_on,
        keep_until, retry_limit, expire_seconds, heartbeat_seconds)
      SELECT '${QUEUE}', key, 'exclusive', jsonb_build_object('reasons', reasons), due, due > ${now}, ${now},
        'infinity', 2147483647, 2147483647, ${SILENCE_SECONDS}
      FROM (
        SELECT key, reasons, ${now} + wait * interval '1 ms' AS due
        FROM json_to_recordset($1::text::json) AS trigger(key text, reasons jsonb, wait float8)
        ORDER BY key
      ) AS triggers
      ON CONFLICT (name, (COALESCE(singleton_key, ''))) WHERE state <= 'active' AND policy = 'exclusive'
      DO UPDATE SET (data, start_after, blocked, created_on) = (
        SELECT
          job.data || CASE WHEN job.state = 'active'
            THEN jsonb_build_object('next', merged.reasons,
              'nextAt', least((job.data->>'nextAt')::float8, ${ms("due")}))
            ELSE jsonb_build_object('reasons', merged.reasons) END,
          CASE WHEN job.state = 'active' THEN job.start_after ELSE earliest END,
          job.state <> 'active' AND earliest > ${now},
          CASE WHEN job.blocked AND earliest <= ${now} THEN ${now} ELSE job.created_on END
        FROM (SELECT greatest(excluded.start_after, to_timestamp((job.data->>'heldUntil')::float8 / 1000)))
            AS held(due),
          LATERAL (SELECT least(job.start_after, due)) AS either(earliest),
          LATERAL (
            SELECT jsonb_agg(reason ORDER BY place) AS reasons FROM (
              SELECT reason, min(place) AS place
              FROM jsonb_array_elements_text(
                coalesce(job.data->CASE WHEN job.state = 'active' THEN 'next' ELSE 'reasons' END, '[]')
                || (excluded.data->'reasons')
              ) WITH ORDINALITY AS said(reason, place)
              GROUP BY reason ORDER BY min(place) DESC LIMIT $2
            ) AS kept
          ) AS merged
      )`,

    /** pg-boss would fetch deferred jobs by itself, reading past all that are not due: 1,000,000 of them at worst. */
    wake: `
      WITH ${SLEEPING.map(due).join(", ")}, woken AS (
        UPDATE ${table} AS job SET blocked = false, created_on = ${now},
          data = CASE WHEN data->'reasons' = '[]' THEN data || '{"reasons":["wake"]}' ELSE data END
        FROM (${SLEEPING.map((state) => `SELECT id FROM due_${state}`).join(" UNION ALL ")}) AS due
        WHERE job.name = '${QUEUE}' AND job.id = due.id RETURNING 1
      )
      SELECT (SELECT count(*) FROM woken)::int AS woken,
        ${ms(`least(${SLEEPING.map(next).join(", ")}) - ${now}`)} AS "nextIn"`,

    /**
     * pg-boss does this too, but only after statistics over the whole table, which take seconds when it is large.
     * After a start of the server nobody has been able to give a sign of life for a while: that is not their death.
     */
    takeOver: `
      WITH lost AS (
        SELECT id FROM ${table} WHERE name = '${QUEUE}' AND state = 'active'
          AND heartbeat_on < ${now} - ${SILENCE_SECONDS} * interval '1 second'
          AND pg_postmaster_start_time() < clock_timestamp() - ${SILENCE_SECONDS} * interval '1 second'
        FOR UPDATE SKIP LOCKED
      )
      UPDATE ${table} AS job SET state = 'retry', start_after = ${now}, created_on = ${now},
        data = data || '{"error":"The worker was lost during the run."}'
      FROM lost WHERE job.name = '${QUEUE}' AND job.id = lost.id
      RETURNING singleton_key AS key`,

    /** What a run's end means depends on the triggers that came during the run: nobody may add one meanwhile. */
    lock: `
      SELECT data, ${ms(now)} AS now FROM ${table}
      WHERE name = '${QUEUE}' AND id = $1 AND state = 'active' AND retry_count = $2 FOR UPDATE`,

    /** pg-boss's own ends of a job know no further run at another time with other data. */
    put: `
      UPDATE ${table} SET data = $3::text::jsonb, start_after = to_timestamp($4::float8 / 1000),
        blocked = to_timestamp($4::float8 / 1000) > ${now}, created_on = ${now}, heartbeat_on = NULL,
        state = CASE WHEN $5 THEN 'retry' ELSE 'created' END::${schema}.job_state
      WHERE name = '${QUEUE}' AND id = $1 AND state = 'active' AND retry_count = $2`,

    /** Runs that could not end before the process must: nobody's failure, and nobody should wait for the silence. */
    release: `
      UPDATE ${table} SET start_after = ${now}, created_on = ${now}, heartbeat_on = NULL,
        data = data || jsonb_build_object('endedRuns', retry_count),
        state = CASE WHEN (data->>'failures')::int > 0 THEN 'retry' ELSE 'created' END::${schema}.job_state
      WHERE name = '${QUEUE}' AND state = 'active'
        AND id = $1 AND retry_count = $2`,

    /** A dead key is one that waits for ever; pg-boss's own failed jobs are not found by their key. */
    again: `
      UPDATE ${table} SET start_after = ${now}, created_on = ${now}, blocked = false,
        data = data || '{"reasons":["again"],"failures":0,"heldUntil":null}'
      WHERE name = '${QUEUE}' AND singleton_key = $1 AND state = 'created' AND start_after = 'infinity'
      RETURNING 1`,

    /** pg-boss lists jobs by id or key, not by what we call their state. */
    view: `
      (SELECT 'running' AS state, singleton_key AS key, NULL::jsonb AS data FROM ${table}
        WHERE name = '${QUEUE}' AND state = 'active' LIMIT $1)
      UNION ALL (SELECT 'waiting', singleton_key, NULL FROM ${table}
        WHERE ${isQueued} AND NOT blocked ORDER BY priority DESC, created_on LIMIT $1)
      UNION ALL (SELECT 'failed', singleton_key, data FROM ${table}
        WHERE name = '${QUEUE}' AND state = 'retry' LIMIT $1)
      UNION ALL (SELECT 'dead', singleton_key, data FROM ${table}
        WHERE ${sleeps} AND start_after = 'infinity' LIMIT $1)
      UNION ALL (SELECT 'asleep', singleton_key, NULL FROM ${table}
        WHERE ${sleeps} AND start_after < 'infinity' AND data->'reasons' = '[]' LIMIT $1)
      UNION ALL (SELECT 'waiting', singleton_key, NULL FROM ${table}
        WHERE ${sleeps} AND start_after < 'infinity' AND data->'reasons' <> '[]' LIMIT $1)`,

    /** As above: one pass over the table, whose answer is kept for a while. */
    count: `
      SELECT count(*) FILTER (WHERE state = 'active')::int AS running,
        count(*) FILTER (WHERE state = 'retry')::int AS failed,
        count(*) FILTER (WHERE blocked AND start_after = 'infinity')::int AS dead,
        count(*) FILTER (WHERE blocked AND start_after < 'infinity' AND data->'reasons' = '[]')::int AS asleep,
        count(*)::int AS all
      FROM ${table} WHERE name = '${QUEUE}' AND state <= 'active'`,
  };
}

export type StatementName =
  | "add"
  | "wake"
  | "takeOver"
  | "lock"
  | "put"
  | "release"
  | "again"
  | "view"
  | "count";

function ms(time: string): string {
  return `(extract(epoch FROM ${time}) * 1000)::float8`;
}
