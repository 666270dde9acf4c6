import type { Database } from "./database.ts";
import { KEYS_SHOWN, type Counts, type Dead, type View } from "./queue.ts";
import { parseStored } from "./stored-key.ts";

/** Counting reads the whole table, a fraction of a second for a million keys: so at most a tenth of the time. */
const KEPT_FOR = { least: 1000, perCost: 10 };

/** Several who ask at once get one answer. */
export function countKeys(database: Database, sql: string): () => Promise<Counts> {
  let known: { readonly counts: Promise<Counts>; readonly until: number } | undefined;

  async function ask(): Promise<Counts> {
    const begun = performance.now();
    const [row] = await database.query(sql, []);
    const { running = 0, failed = 0, dead = 0, asleep = 0, all = 0 } = numbers(row ?? {});
    const cost = performance.now() - begun;
    const until = performance.now() + Math.max(KEPT_FOR.least, KEPT_FOR.perCost * cost);
    if (known !== undefined) known = { ...known, until };
    return { waiting: all - running - dead - asleep, running, asleep, failed, dead };
  }

  return () => {
    if (known === undefined || known.until < performance.now()) {
      const counts = ask();
      known = { counts, until: Infinity };
      counts.catch(() => {
        known = undefined;
      });
    }
    return known.counts;
  };
}

export async function viewKeys(database: Database, sql: string): Promise<View> {
  const rows = await database.query(sql, [KEYS_SHOWN]);
  const keys = (state: string): readonly string[] =>
    rows
      .filter((row) => row["state"] === state)
      .map((row) => String(row["key"]))
      .slice(0, KEYS_SHOWN);
  const details = (state: string): readonly Dead[] =>
    rows.filter((row) => row["state"] === state).map(showDead);
  return {
    waiting: keys("waiting"),
    running: keys("running"),
    asleep: keys("asleep"),
    failed: details("failed"),
    dead: details("dead"),
  };
}

function showDead(row: Readonly<Record<string, unknown>>): Dead {
  const { failures, error } = parseStored(row["data"]);
  return { key: String(row["key"]), attempts: failures, error };
}

function numbers(row: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}
