import { describe, expect, test } from "vitest";
import { checkReport } from "../../src/core/report/report-rule.ts";
import { finished } from "../core/gate/gate-case.ts";

const reasons = (text: string): readonly string[] =>
  checkReport(text, 42).map(({ reason }) => reason);
const emptied = (content: string): string =>
  finished().replace("## Impact\n\nIt is told.", () => `## Impact\n\n${content}`);

describe("a hollow section", () => {
  test.each([
    ["a sign without width", "\u200B"],
    ["many of them", "\u200B\u200C\u200D\u2060\uFEFF\u00AD"],
    ["a filler that counts as a letter", "\u3164 \uFFA0"],
    ["a blank of braille", "\u2800"],
    ["no-break spaces", "\u00A0\u202F\u3000"],
    ["what HTML makes of them", "&nbsp;&#8203;&ZeroWidthSpace;&#x200b;"],
    ["a line", "---"],
    ["lines of other kinds", "***\n\n___\n\n- - -"],
    ["dots", "…\n..."],
    ["an empty item", "- "],
    ["empty items", "-\n*\n+\n1.\n2)\n- [ ]\n- [x] "],
    ["an item in an item", "- - 1. "],
    ["an empty quotation", ">\n> >"],
    ["a line break", "<br>\n<p></p>"],
    ["a heading", "### What users noticed"],
    ["an empty table", "| When | What |\n| --- | :-: |\n| | |"],
    ["an empty block of code", "```ts\n\n```"],
    ["an empty link", "[](https://example.com)"],
    ["an address that nothing uses", "[1]: https://example.com"],
    ["a TODO as code", "`TODO`"],
    ["a TODO in a block of code", "```\nTODO\n```"],
    ["it is to be written", "To be written."],
    ["it comes later, twice", "- TBC\n- WIP"],
  ])("%s", (_, content) => {
    expect(reasons(emptied(content))).toEqual(["section-empty"]);
  });

  test.each([
    "None",
    "0",
    "None: nobody noticed. What is to be done is told below.",
    "- 300 carts",
    "| When | What |\n| --- | --- |\n| 10:00 | it broke |",
    "```\n500\n```",
    "[the graph](https://example.com)",
    "![](graph.png)",
    "お客様は支払えませんでした。",
    "لا شيء",
    "🔥",
    "### Checkout\n\nIt was down.",
    "<b>all</b>",
    "None\n---",
  ])("but not: %j", (content) => {
    expect(reasons(emptied(content))).toEqual([]);
  });
});
