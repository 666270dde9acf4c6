import * as fc from "fast-check";
import type { Step, Story } from "../story.ts";
import { withSnapshot } from "../world.ts";
import type { World } from "../world.ts";
import { histories } from "./histories.ts";

export const body = fc.constantFrom(
  "",
  "### Severity\n\nminor\n\n### Paths\n\n**\n",
  "### Paths\n\n_No response_\n",
  "### When did it start?\n\n01:00\n\n### Component\n\ncheckout\n",
);

/** Told as far as the report, or left where it is. */
const ends = fc.constantFrom<readonly Omit<Step, "at">[]>(
  [],
  [{ by: "john", comment: "/component checkout\n\n/paths src/pay/**" }],
  [
    { by: "lea", comment: "/dakor close anyway because it is over" },
    { by: "lea", "publish-by-hand": true },
  ],
  [
    { by: "john", comment: "/skip diagnose because known\n\n/skip alert because known" },
    { by: "john", comment: "/skip kludge because known\n\n/skip optimize because known" },
    { by: "john", close: "completed" },
  ],
);

/** Any history, from its form to where it was left. */
export const stories = fc
  .record({ history: histories, end: ends, opened: body, edited: body })
  .map(({ history, end, opened, edited }): Story => {
    const last = history.steps.at(-1)?.at ?? history.issue.at;
    const day = (minute: number): string =>
      last.replace(/T.*/, `T23:${String(minute).padStart(2, "0")}:00Z`);
    return {
      ...history,
      issue: { ...history.issue, body: opened },
      config: "timezone: Europe/Madrid\ncomponents: { checkout: [src/checkout/**] }\n",
      steps: [
        ...history.steps,
        ...end.map((step, index) => ({ at: day(10 + index), ...step })),
        ...(edited === "" ? [] : [{ at: day(20), by: "john", "set-body": edited }]),
      ],
    };
  });

/** Some day after all of it. */
export function later(world: World, days: number): World {
  return withSnapshot(world, { now: `2026-03-${String(days).padStart(2, "0")}T10:00:00Z` });
}
