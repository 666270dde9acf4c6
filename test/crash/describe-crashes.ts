import { beforeAll, describe, expect, test } from "vitest";
import { isComplete } from "../depth.ts";
import { textOf } from "../faults/fail-in-turn.ts";
import { keysOf } from "../faults/end-state.ts";
import { postgresUrl } from "../postgres/postgres-url.ts";
import { afterToday } from "./after-today.ts";
import { crashInTurn } from "./crash-in-turn.ts";
import { memoryEngine } from "./engine.ts";
import type { Engine } from "./engine.ts";
import { allPlans, MOMENTS, samplePlan, showPoint, toldPlan } from "./kill-point.ts";
import { playWithKills } from "./play-with-kills.ts";
import type { CrashStory, PlayedWithKills } from "./play-with-kills.ts";
import { postgresEngines } from "./postgres-engine.ts";

const MINUTES = 60_000;

const ENGINES: Readonly<Record<string, () => Promise<() => Promise<Engine>>>> = {
  memory: async () => async () => memoryEngine(),
  PostgreSQL: async () => postgresEngines(await postgresUrl()),
};

type Described = CrashStory & {
  /** How many plays the sample has, each with a crash after every step. */
  readonly plays: number;
};

/** The App process killed at every request, in every way; all of them in the mode "all", else a sample. */
export function describeCrashes(name: string, described: Described): void {
  describe.each(Object.entries(ENGINES))(`${name}, on %s:`, (engine, prepare) => {
    const story = { ...described, story: afterToday(described.story) };
    let open: () => Promise<Engine>;
    let calm: PlayedWithKills;

    beforeAll(async () => {
      open = await prepare();
      calm = await playWithKills(story, await open());
    }, 2 * MINUTES);

    test("undisturbed, nothing is there twice, and no key is given up", () => {
      const keys = (calm.states.at(-1)?.threads ?? []).map(keysOf);
      expect(keys.flat().filter((key) => key === "board")).toHaveLength(1);
      expect(keys.map((of) => new Set(of).size)).toEqual(keys.map((of) => of.length));
      expect(calm.dead).toBe(0);
    });

    const which = isComplete ? "at every request to GitHub" : "at some requests to GitHub";
    test(
      `killed ${which} and started again, it does the same, and nothing twice`,
      { timeout: (isComplete ? 60 : 3) * MINUTES },
      async () => {
        const plans = isComplete
          ? [...allPlans(calm.asked)]
          : Array.from({ length: described.plays }, (_, start) => samplePlan(calm.asked, start));
        const told = new Set(calm.told.map(textOf));
        if (told.size > 0) plans.push(toldPlan(calm.told));
        let count = 0;
        for await (const { points, played } of crashInTurn(story, open, plans)) {
          count += points.length;
          const crashes = points.map(showPoint);
          expect({ crashes, ...outcomeOf(played) }).toEqual({ crashes, ...outcomeOf(calm) });
          expect({ crashes, needless: played.needless }).toEqual({ crashes, needless: [] });
          // Nobody could know of these that they had arrived.
          const unknown = points.filter(({ asked }) => told.has(textOf(asked))).length;
          const again = played.heard.length - calm.heard.length;
          expect({ crashes, isTold: again >= unknown }).toEqual({ crashes, isTold: true });
        }
        const planned = plans.flat().length;
        process.stdout.write(`${name}, ${engine}: killed at ${count} of ${planned} points\n`);
        // What else runs at the same time decides how often some things are asked: not every point comes again.
        expect(count).toBeGreaterThanOrEqual(planned * 0.9);
        expect(planned).toBe(
          isComplete ? calm.asked.length * MOMENTS.length + calm.told.length : planned,
        );
      },
    );
  });
}

/** What people see before each step and in the end, and every change made, and made once. */
function outcomeOf({ states, effects, dead, heard }: PlayedWithKills): object {
  // A check that could not be judged says so first, and is corrected in its place.
  const changes = effects.filter((effect) => !/^PATCH .*\/check-runs\/\d+$/.test(effect));
  // What comes again, with the same id, comes before anything else.
  const messages = heard.filter(({ id }, index) => id !== heard[index - 1]?.id);
  return { states, changes: changes.toSorted(), dead, messages };
}
