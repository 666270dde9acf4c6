/** A worker in a process of its own: writes down each run, and every time that a key has two at once. */
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase } from "../../src/queue/database.ts";
import { postgresQueue } from "../../src/queue/postgres.ts";

const [url = "", schema = "", name = "", concurrency = "8"] = process.argv.slice(2);
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, message: string) => process.stderr.write(`${message}\n`),
};
const database = openDatabase({ url, log });
const book = openDatabase({ url, log });
const queue = await postgresQueue({ database, log, schema, concurrency: Number(concurrency) });

await queue.work(async ({ key, reasons, attempt }) => {
  const [held] = await book.query(
    `WITH held AS (INSERT INTO book.holds (key, worker) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1),
       run AS (INSERT INTO book.runs (key, worker, reasons, begun) VALUES ($1, $2, $3, clock_timestamp())
         RETURNING id)
     SELECT id, (SELECT count(*) FROM held)::int AS held FROM run`,
    [key, name, reasons],
  );
  if (held?.["held"] !== 1) await book.query("INSERT INTO book.overlaps VALUES ($1)", [key]);
  if (reasons.includes("deadly") && attempt === 1) await wait(60_000);
  await wait(key.startsWith("slow") ? 200 : Math.random() * 10);
  await book.query(
    `WITH gone AS (DELETE FROM book.holds WHERE key = $1)
     UPDATE book.runs SET ended = clock_timestamp() WHERE id = $2`,
    [key, held?.["id"]],
  );
  return { kind: "done" };
});

process.stdout.write("ready\n");
process.once("SIGTERM", () => {
  void queue.stop({ within: 500 }).then(() => process.exit(0));
});
