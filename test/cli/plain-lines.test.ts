import { expect, test } from "vitest";
import { plainLines, wrap } from "../../src/cli/plain-lines.ts";

test("a comment's marker, marks and escapes are gone in the terminal", () => {
  const body = [
    "<!-- dakor news alert:IC_1 -->",
    "**CRITICAL ISSUE: checkout**",
    "",
    "> The report: [#6](http://localhost/pull/6), see \\#&#8203;2 and `/fix`",
    "- third",
  ].join("\n");
  expect(plainLines(body, 2)).toEqual([
    "CRITICAL ISSUE: checkout",
    "The report: #6, see #2 and /fix",
  ]);
});

test("long words wrap between words, and what is too much is left out visibly", () => {
  const text = "one two three four five six";
  expect(wrap(text, { columns: 9, most: 5 })).toEqual(["one two", "three", "four five", "six"]);
  expect(wrap(text, { columns: 9, most: 2 })).toEqual(["one two", "three …"]);
  expect(wrap("unbreakable", { columns: 4, most: 1 })).toEqual(["unbreakable"]);
});
