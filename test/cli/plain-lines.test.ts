import { expect, test } from "vitest";
import { plainLines, terminalLines, wrap } from "../../src/cli/terminal/plain-lines.ts";

const paint: Parameters<typeof terminalLines>[1]["paint"] = (_, text) => text;

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

test.each([
  ["`/steps <how to see it>`", "/steps <how to see it>"],
  ["**Paths:** `**/*.sql`, `src/**`", "Paths: **/*.sql, src/**"],
  ["- [ ] `/lead @<login>` **who?**", "[ ] /lead @<login> who?"],
  ["`` a ` b `` and `c`", "a ` b and c"],
  ["[`src/[id].ts`](http://localhost/a) is held", "src/[id].ts is held"],
  ["`&lt;` is &lt;, <b>bold</b> is bold", "&lt; is <, bold is bold"],
  ["an open ` and <b>bold</b>", "an open  and bold"],
  ["\\`<b>none</b>\\` `1` `2`", "`none` 1 2"],
])("%s in a terminal", (markdown, words) => {
  expect(plainLines(markdown, 1)).toEqual([words]);
});

test("long words wrap between words, and what is too much is left out visibly", () => {
  const text = "one two three four five six";
  expect(wrap(text, { columns: 9, most: 5 })).toEqual(["one two", "three", "four five", "six"]);
  expect(wrap(text, { columns: 9, most: 2 })).toEqual(["one two", "three …"]);
  expect(wrap("unbreakable", { columns: 4, most: 1 })).toEqual(["unbreakable"]);
});

test("a line to paste keeps its blanks in the terminal, whatever its fence", () => {
  const body =
    "Say *this*, <b>now</b>:\n\n````\n/lead <@user>\n```\n**/update** <news>\n````\n**or** that";
  expect(terminalLines(body, { paint })).toEqual([
    "Say *this*, now:",
    "",
    "/lead <@user>",
    "```",
    "**/update** <news>",
    "",
    "or that",
  ]);
});
