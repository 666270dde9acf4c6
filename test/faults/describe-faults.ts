import { beforeAll, describe, expect, test } from "vitest";
import { isComplete } from "../depth.ts";
import type { Story } from "../story.ts";
import { keysOf } from "./end-state.ts";
import { failInTurn, playWith, roundsOf } from "./fail-in-turn.ts";
import { FAULT_KINDS } from "./fault-kind.ts";
import { outcomeOf } from "./outcome.ts";
import { play } from "./play.ts";
import type { Played } from "./play.ts";

const MINUTES = 60_000;

/** Every request of the story failed once in every way; all of them in the mode "all", else a sample. */
export function describeFaults(name: string, story: Story): void {
  describe(`${name}:`, () => {
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
      const keys = calm.end.threads.map(keysOf);
      expect(keys.map((of) => of.length)).toEqual(keys.map((of) => new Set(of).size));
      expect(keys.flat().filter((key) => key === "board")).toHaveLength(1);
    });

    test.runIf(isComplete).each(Object.keys(FAULT_KINDS))(
      "every request may fail once: %s",
      { timeout: 10 * MINUTES },
      async (kind) => {
        let count = 0;
        for await (const { faults, played } of failInTurn(story, calm, kind)) {
          count += faults.length;
          expect({ faults, ...outcomeOf(played) }).toEqual({ faults, ...outcomeOf(calm) });
        }
        injected += count;
        const possible = calm.asked.filter(
          ({ name: asked }) => kind !== "GraphQL's RATE_LIMITED" || asked.includes("/graphql"),
        );
        expect(count).toBeGreaterThanOrEqual(possible.length);
        process.stdout.write(`${name}: ${count} × ${kind}, ${injected} faults so far\n`);
      },
    );

    test.skipIf(isComplete)("some requests may fail once", async () => {
      const [, , third = []] = roundsOf(calm.asked);
      const { played, hit } = await playWith(story, "500 after it took effect", third);
      injected += hit.size;
      const faults = [...hit];
      expect({ faults, ...outcomeOf(played) }).toEqual({ faults, ...outcomeOf(calm) });
      expect(injected).toBeGreaterThan(0);
      process.stdout.write(`${name}: ${injected} faults\n`);
    });
  });
}
