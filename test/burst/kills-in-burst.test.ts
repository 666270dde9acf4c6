import { expect, test } from "vitest";
import { KILLS } from "../depth.ts";
import { keysOf } from "../faults/end-state.ts";
import { freshDatabase } from "../postgres/fresh-database.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { playKills } from "./play-kills.ts";

const MINUTES = 60_000;

const ENGINES: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>> = {
  memory: async () => ({}),
  PostgreSQL: async () => ({ DATABASE_URL: await freshDatabase(await postgresUrl()) }),
};

test.each(Object.entries(ENGINES))(
  `killed ${KILLS} times during a burst on %s, it leaves nothing behind and does nothing twice`,
  { timeout: 10 * MINUTES },
  async (engine, prepare) => {
    const { threads, said, kills, retold } = await playKills(KILLS, await prepare());
    process.stdout.write(
      `${engine}: ${kills} kills, ${said} commands, ${retold} webhooks failed\n`,
    );
    expect(kills).toBe(KILLS);
    for (const thread of threads) {
      const keys = keysOf(thread);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter((key) => key === "board")).toHaveLength(1);
      const unanswered = thread.reactions.filter((command) => !command.endsWith(": +1 1"));
      expect(unanswered).toEqual([]);
      const alerts = thread.reactions.filter((command) => command.startsWith("/alert"));
      // The first one calls people; a later one needs no comment of the bot's beneath it.
      const called = keys.filter((key) => key.startsWith("alert:")).length;
      expect(called).toBeLessThanOrEqual(alerts.length);
      expect(called > 0).toBe(alerts.length > 0);
      // What was said last is what the board says.
      const works = thread.reactions.filter((command) => command.startsWith("/works")).at(-1);
      const words = /\/works ([^:]+):/.exec(works ?? "")?.[1];
      const board = thread.own.find((body) => body.startsWith("<!-- dakor board"));
      expect(board).toContain(words ?? "");
    }
    expect(threads.flatMap(({ reactions }) => reactions)).toHaveLength(said);
  },
);
