import { beforeAll, describe, expect, test } from "vitest";
import type { Story } from "../story.ts";
import { keysOf } from "./end-state.ts";
import { expectSame } from "./expect-same.ts";
import { failInTurn, playWith, roundsOf } from "./fail-in-turn.ts";
import { FAULT_KINDS } from "./fault-kind.ts";
import { play } from "./play.ts";
import type { Played } from "./play.ts";

const isComplete = process.env["CI"] !== undefined;
const MINUTES = 60_000;

/** Every request of the story failed once in every way; outside of CI, a sample. */
export function describeFaults(name: string, story: Story): void {
  describe(name, () => {
    let calm: Played;
    let injected = 0;

    beforeAll(async () => {
      calm = await play(story, { isValidated: true });
    }, MINUTES);

    test("without faults, GitHub's description and schema allow every exchange", () => {
      expect(calm.problems).toEqual([]);
      expect(calm.dead).toEqual([]);
      expect(calm.asked.map(({ name: asked }) => asked)).toContain(
        "POST /app/installations/100/access_tokens (1)",
      );
      expect(calm.end.threads.flatMap(keysOf).filter((key) => key === "board")).toHaveLength(1);
    });

    test.runIf(isComplete).each(Object.keys(FAULT_KINDS))(
      "every request may fail once: %s",
      { timeout: 3 * MINUTES },
      async (kind) => {
        let count = 0;
        for await (const { faults, played } of failInTurn(story, calm, kind)) {
          count += faults.length;
          expectSame(played, calm, [kind, ...faults]);
        }
        injected += count;
        const possible = calm.asked.filter(
          ({ name: asked }) => kind !== "GraphQL's RATE_LIMITED" || asked.includes("/graphql"),
        );
        expect(count).toBeGreaterThanOrEqual(possible.length);
        process.stdout.write(`${name}: ${count} × ${kind}, ${injected} faults so far\n`);
      },
    );

    test.skipIf(isComplete)("some requests fail once, in some ways", async () => {
      const rounds = roundsOf(calm.asked);
      const kinds = ["500 after it took effect", "connection cut before it took effect"];
      for (const [index, kind] of kinds.entries()) {
        const { played, hit } = await playWith(story, kind, rounds[index * 2 + 2] ?? []);
        injected += hit.size;
        expectSame(played, calm, [kind, ...hit]);
      }
      expect(injected).toBeGreaterThan(0);
      process.stdout.write(`${name}: ${injected} faults\n`);
    });
  });
}
