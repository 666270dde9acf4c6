import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { noiseOf, perAct, unasked } from "./noise.ts";
import type { Noise } from "./noise.ts";
import { parseStory, tell } from "./story.ts";

const folder = new URL("scenarios/", import.meta.url);

const STORIES: readonly (Noise & { readonly name: string })[] = readdirSync(folder)
  .toSorted()
  .map((name) => {
    const story = parseStory(readFileSync(new URL(`${name}/story.yaml`, folder), "utf8"));
    return { name, ...noiseOf(tell(story)) };
  });

const LONGEST = STORIES.toSorted((one, other) => other.acts - one.acts).slice(0, 10);

test("how much people hear of the bot in each story", async () => {
  const rows = STORIES.map(
    (noise) =>
      `| ${noise.name} | ${noise.acts} | ${noise.comments} | ${noise.answers} | ${noise.reminders} | ${noise.mentions} | ${perAct(noise).toFixed(2)} |`,
  );
  const table = [
    "# How much people hear of the bot",
    "",
    "New comments on the issue, the board among them, in each story of `scenarios`: those that answer somebody, those that remind of a",
    "promise, the names that all of them call, and how many others come for each thing that people do.",
    "",
    "| Story | Human acts | Bot comments | Answers | Reminders | Mentions | Unasked per act |",
    "| --- | --: | --: | --: | --: | --: | --: |",
    ...rows,
    "",
  ];
  await expect(table.join("\n")).toMatchFileSnapshot("noise.md");
});

test("in the ten longest stories, at most three unasked comments for ten acts", () => {
  const acts = sum(LONGEST.map((noise) => noise.acts));
  expect(sum(LONGEST.map(unasked)) / acts).toBeLessThan(0.3);
  expect(LONGEST.filter((noise) => perAct(noise) >= 0.45)).toEqual([]);
});

test("nobody gets two answers for one thing that they did", () => {
  expect(STORIES.filter(({ acts, answers }) => answers > acts)).toEqual([]);
});

test("a mention is a call for each time; no story needs more than two for an act", () => {
  expect(STORIES.filter(({ acts, mentions }) => mentions > 2 * acts)).toEqual([]);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
