import { readFileSync } from "node:fs";
import { tests } from "commonmark-spec";
import { expect, test } from "vitest";

import { parseCommands } from "../../../src/core/command/parse-commands.ts";

const LINES = readFileSync(new URL("threads-of-prose.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "");

test("there is enough of it", () => {
  expect(tests).toHaveLength(652);
  expect(LINES.length).toBeGreaterThanOrEqual(200);
});

test.each(LINES)("%s is no command, and gets no answer", (line) => {
  expect(parseCommands(line, "incident")).toEqual([]);
});

test("nor is anything in CommonMark's own examples", () => {
  for (const { markdown } of tests) expect(parseCommands(markdown, "incident")).toEqual([]);
});
