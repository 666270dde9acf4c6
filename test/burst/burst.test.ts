import { expect, test } from "vitest";
import { isComplete } from "../depth.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { freshDatabase } from "../postgres/fresh-database.ts";
import { playBurst } from "./play-burst.ts";
import { percentile } from "./send-in-process.ts";

/** Deliveries: five for each incident. */
const SIZE = isComplete
  ? { installations: 20, incidents: 200, within: 10_000 }
  : { installations: 20, incidents: 60, within: 3000 };
const MINUTES = 60_000;

const ENGINES: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>> = {
  memory: async () => ({}),
  PostgreSQL: async () => ({ DATABASE_URL: await freshDatabase(await postgresUrl()) }),
};

test.each(Object.entries(ENGINES))(
  "a burst of webhooks on %s: all are taken at once, every board is right, and GitHub's pace is kept",
  { timeout: (isComplete ? 6 : 3) * MINUTES },
  async (engine, prepare) => {
    const burst = await playBurst({ ...SIZE, environment: await prepare() });
    const { answers, threads, mostWrites } = burst;
    const longest = percentile(answers, 1);
    process.stdout.write(
      `${engine}: ${answers.length} deliveries, p50 ${percentile(answers, 0.5).toFixed(1)} ms, ` +
        `p99 ${percentile(answers, 0.99).toFixed(1)} ms; all boards right ${(burst.settledAfter / 1000).toFixed(0)} s after the first; ` +
        `${burst.writes} writes, at most ${mostWrites} of one installation in ${burst.window / 1000} s\n`,
    );
    expect(answers).toHaveLength(SIZE.incidents * 5);
    expect(answers.filter(({ status }) => status < 200 || status > 299)).toEqual([]);
    // GitHub waits ten seconds for an answer.
    expect(longest).toBeLessThan(10_000);
    expect(threads).toHaveLength(SIZE.incidents);
    for (const thread of threads) expect(thread).toEqual(threads[0]);
    expect(threads[0]?.own).toHaveLength(2);
    expect(threads[0]?.own.join("\n")).toContain("All but saved cards");
    expect(threads[0]?.reactions.filter((said) => said.endsWith(": +1 1"))).toHaveLength(3);
    // One a second, and one more for the edges.
    expect(mostWrites).toBeLessThanOrEqual(burst.window / 1000 + 1);
  },
);
