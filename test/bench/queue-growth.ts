import { openDatabase, type Database } from "../../src/queue/database.ts";
import { keyTable } from "../../src/queue/key-table.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";
import { startPostgres } from "../postgres/start-postgres.ts";

type Load = { readonly name: string; readonly rows: number; readonly state: LoadState };
type LoadState = keyof typeof COLUMNS;
type Cost = { readonly add: number; readonly take: number };

/** How many keys are added and taken for one number. */
const SAMPLE = 2000;
const MILLION = 1_000_000;
const COLUMNS = {
  waiting: { due: "now()", reasons: "{bench}" },
  asleep: { due: "now() + interval '1 day'", reasons: "{}" },
  dead: { due: "'infinity'", reasons: "{}" },
} as const;
const LOADS: readonly Load[] = [
  { name: "empty", rows: 0, state: "waiting" },
  { name: "10,000 waiting", rows: 10_000, state: "waiting" },
  { name: "100,000 waiting", rows: 100_000, state: "waiting" },
  { name: "1,000,000 waiting", rows: MILLION, state: "waiting" },
  { name: "1,000,000 asleep", rows: MILLION, state: "asleep" },
  { name: "1,000,000 dead", rows: MILLION, state: "dead" },
];
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What adding a key and taking one costs, the more keys there are. No ANALYZE: a burst doesn't wait for it. */
export async function benchQueueGrowth(): Promise<void> {
  // Without fsync the database's own work is the whole cost, and growth can't hide behind the disk.
  const server = await startPostgres({ fsync: false });
  const database = openDatabase({ url: server.url, log: QUIET });
  try {
    await measure(database, { name: "warm-up", rows: 0, state: "waiting" });
    const empty = await measure(database, { name: "empty", rows: 0, state: "waiting" });
    for (const load of LOADS) {
      const { add, take } = await measure(database, load);
      process.stdout.write(
        `${load.name}: add ${show(add, empty.add)}, take ${show(take, empty.take)} (target 1.5x)\n`,
      );
    }
  } finally {
    await database.close();
    await server.stop();
  }
}

function show(cost: number, empty: number): string {
  return `${cost.toFixed(2)} ms (${(cost / empty).toFixed(2)}x)`;
}

async function measure(database: Database, { rows, state }: Load): Promise<Cost> {
  const schema = "bench";
  const queue = await postgresQueue({ database, log: QUIET, schema });
  await fill(database, schema, { rows, state });
  const adds: number[] = [performance.now()];
  for (let n = 0; n < SAMPLE; n += 1) {
    await queue.enqueue({ key: `added ${n}`, reason: "bench" });
    adds.push(performance.now());
  }
  const taken = Promise.withResolvers<void>();
  const takes: number[] = [];
  await queue.work(async () => {
    takes.push(performance.now());
    if (takes.length === SAMPLE) taken.resolve();
    return { kind: "done" };
  });
  await taken.promise;
  await queue.stop({ within: 10_000 });
  await database.unhurried(`DROP SCHEMA ${schema} CASCADE`);
  return { add: medianStep(adds), take: medianStep(takes) };
}

/** Of steps of a hundred, since keys are taken several at a time; whatever else runs here may disturb some. */
function medianStep(times: readonly number[]): number {
  const marks = times.filter((_, n) => n % 100 === 0);
  const steps = marks.slice(1).map((time, n) => (time - (marks[n] ?? time)) / 100);
  return steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? Number.NaN;
}

async function fill(
  database: Database,
  schema: string,
  { rows, state }: Pick<Load, "rows" | "state">,
): Promise<void> {
  const { due, reasons } = COLUMNS[state];
  await database.unhurried(
    `INSERT INTO ${keyTable(schema)} (key, due, reasons)
     SELECT 'key ' || n, ${due}, '${reasons}' FROM generate_series(1, ${rows}) AS n`,
  );
}

if (import.meta.main) await benchQueueGrowth();
