import type { Database } from "./database.ts";
import { KEYS_SHOWN, type Counts, type Dead, type View } from "./queue.ts";

/** Counting reads the whole table, a fraction of a second for a million keys: so at most a tenth of the time. */
const KEPT_FOR = { least: 1000, perCost: 10 };

/** Several who ask at once get one answer. */
export function countKeys(database: Database, sql: string): () => Promise<Counts> {
  let known: { readonly counts: Promise<Counts>; readonly until: number } | undefined;

  async function ask(): Promise<Counts> {
    const begun = performance.now();
    const rows = await database.query(sql, []);
    const cost = performance.now() - begun;
    const until = performance.now() + Math.max(KEPT_FOR.least, KEPT_FOR.perCost * cost);
    if (known !== undefined) known = { ...known, until };
    const number = (state: string, column: string): number =>
      Number(rows.find((row) => row["state"] === state)?.[column] ?? 0);
    return {
      waiting: number("waiting", "all"),
      running: number("running", "all"),
      asleep: number("asleep", "all"),
      failed: number("waiting", "failed"),
      dead: number("dead", "all"),
    };
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
  const inState = (state: keyof View): readonly Dead[] =>
    rows.filter((row) => row["state"] === state).map(showDead);
  const keys = (state: keyof View): readonly string[] => inState(state).map(({ key }) => key);
  return {
    waiting: keys("waiting"),
    running: keys("running"),
    asleep: keys("asleep"),
    failed: inState("failed"),
    dead: inState("dead"),
  };
}

function showDead(row: Readonly<Record<string, unknown>>): Dead {
  return {
    key: String(row["key"]),
    attempts: Number(row["failures"]),
    error: String(row["error"]),
  };
}
