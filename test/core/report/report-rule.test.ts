import { describe, expect, test } from "vitest";
import {
  REQUIRED_SECTIONS,
  checkReport,
  incidentsOfReport,
} from "../../../src/core/report/report-rule.ts";
import { renderReport } from "../../../src/text/report/report-file.ts";
import { draft } from "../../text/story.ts";
import { finished } from "../gate/gate-case.ts";

const reasons = (text: string): readonly string[] => [
  ...new Set(checkReport(text, 42).map(({ reason }) => reason)),
];
const withFront = (front: string): string =>
  finished().replace(/^---\n[\s\S]*?\n---\n/, () => `---\n${front}\n---\n`);
const withLine = (line: string): string => `${finished()}\n${line}\n`;
const without = (section: string): string => finished().replace(`## ${section}`, "A few words");
const emptied = (content: string): string =>
  finished().replace("## Impact\n\nIt is told.", () => `## Impact\n\n${content}`);

describe("what isn't a finished report", () => {
  test.each<readonly [string, string, readonly string[]]>([
    ["nothing", "", ["front-matter-missing", "section-missing"]],
    ["junk", "\0\u202E{{{[[[<<<", ["front-matter-missing", "section-missing"]],
    ["a front matter alone", "---\nincident: 42\n---\n", ["section-missing"]],
    ["a report without front matter", finished().slice(30), ["front-matter-missing"]],
    ["a front matter that isn't at the start", `\n${finished()}`, ["front-matter-missing"]],
    [
      "a front matter without an end",
      "---\nincident: 42\n",
      ["front-matter-missing", "section-missing"],
    ],
    ["no incident", withFront("schema: 1"), ["incident-missing"]],
    ["another incident", withFront("incident: 41"), ["incident-missing"]],
    ["an incident in words", withFront('incident: "42"'), ["incident-missing"]],
    ["a list", withFront("- incident: 42"), ["front-matter-unreadable"]],
    ["a number", withFront("42"), ["front-matter-unreadable"]],
    ["broken YAML", withFront("incident: [42"), ["front-matter-unreadable"]],
    ["two answers", withFront("incident: 41\nincident: 42"), ["front-matter-unreadable"]],
    ["an alias", withFront("a: &a 42\nincident: *a"), ["front-matter-unreadable"]],
    ["__proto__", withFront("__proto__: { incident: 42 }"), ["front-matter-unreadable"]],
    ["a merge key", withFront("<<: { incident: 42 }"), ["incident-missing"]],
    ...REQUIRED_SECTIONS.map(
      (section) => [`no ${section}`, without(section), ["section-missing"]] as const,
    ),
    ["an empty section", emptied(""), ["section-empty"]],
    ["a section of a comment", emptied("<!-- what\n\nhappened? -->"), ["section-empty"]],
    [
      "sections in code only",
      finished().replace("## Summary", "```\n## Summary\n```"),
      ["section-missing"],
    ],
    [
      "sections in a comment only",
      finished().replace("## Cause", "<!--\n## Cause\n"),
      ["section-missing"],
    ],
    [
      "sections in the front matter only",
      `---\n# Cause\nincident: 42\n---\n${without("Cause").slice(30)}`,
      ["section-missing"],
    ],
  ])("%s", (_, text, expected) => {
    expect(reasons(text)).toEqual(expected);
  });
});

describe("a TODO that is left", () => {
  test.each([
    "TO-DO: why?",
    "TO\u2011DO",
    "T\u200BODO: why?",
    "\uFF34\uFF2F\uFF24\uFF2F",
    "TBD",
    "- to do",
    "FIXME: why?",
    "| cause | tbd |",
    "TODO: Why?",
    "todo: why?",
    "  TODO: Why?",
    "TODO(lea): Why?",
    "**TODO:** Why?",
    "__TODO__: why?",
    "_TODO:_ why?",
    "- TODO: Why?",
    "* TODO: Why?",
    "1. TODO: Why?",
    "2) TODO: Why?",
    "- [ ] TODO: Why?",
    "> TODO: Why?",
    "### TODO: Why?",
    "| TODO: who | when |",
    "- [ ] Alerts (kind: TODO: prevent; due: TODO: date)",
    "<!-- TODO: remove this -->",
    "TODO",
    "- TODO",
    "3. TODO",
    "- [x] TODO",
    "| cause | TODO |",
    "**TODO**",
    "TODO …",
    "TODO - write",
    "TODO – write",
    "📝 TODO: write",
    "The owner is lea, TODO: the date",
    "Alerts, owner: TODO(lea)",
    "It took TODO: how many minutes?",
  ])("%s", (line) => {
    expect(checkReport(withLine(line), 42)).toEqual([{ reason: "todo-left", line: 27 }]);
  });

  test.each([
    "We had a TODO list.",
    "What is to do next stands below.",
    "To do this, restart it.",
    "The line `TODO: fix this` was in the code since May.",
    "Our mastodon: nothing.",
    "A todo: the list that we all know",
    "TODO-lists: we have many",
    "AUTODOC: generated",
    "TODO lists are long",
    "The todos: see below",
    "```\nTODO: this is a log\n```",
    "~~~~\n# TODO: from the source\n~~~\n- TODO: still code\n~~~~",
  ])("but not in: %s", (line) => {
    expect(checkReport(withLine(line), 42)).toEqual([]);
  });
});

describe("a finished report", () => {
  test.each([
    ["as it is", finished()],
    ["from Windows", finished().replaceAll("\n", "\r\n")],
    ["with a byte order mark", `\uFEFF${finished()}`],
    ["with emphasis and closing signs", finished().replace("## Cause", "## **Cause** ##")],
    [
      "with its sections in capitals, as titles",
      finished().replaceAll("## ", "# ").toUpperCase().replace("INCIDENT", "incident"),
    ],
    ["with code in a section", emptied("```\nout of memory\n```")],
    ["that writes of comments", emptied("A `<!--` was never closed.")],
    ["with a fence of a longer kind", emptied("````\n```\n````\ntold")],
    ["with code that only looks like a fence", emptied("```a``` was the name")],
  ])("%s", (_, text) => {
    expect(checkReport(text, 42)).toEqual([]);
    expect(incidentsOfReport(text)).toEqual([42]);
  });
});

describe("the report that the bot begins", () => {
  const begun = renderReport(draft);

  test("lacks nothing but what its TODOs ask for", () => {
    expect(reasons(begun)).toEqual(["todo-left"]);
    const lines = begun.split("\n");
    expect(checkReport(begun, 42).map(({ line }) => lines[line - 1])).toEqual(
      lines.filter((line) => line.includes("TODO:")),
    );
  });

  test("is finished as soon as they are answered", () => {
    const answered = begun
      .replace(/kind: TODO: [^;]*/, "kind: detect")
      .replace("due: TODO: date", "due: 2026-03-02")
      .replaceAll("TODO:", "Answered.");
    expect(checkReport(answered, 42)).toEqual([]);
  });
});

test("only a whole positive number is an incident", () => {
  for (const value of [
    "0",
    "-1",
    "4.2",
    "1e300",
    ".nan",
    "true",
    "null",
    "[]",
    "[0]",
    "[42, x]",
    "{a: 1}",
    "''",
  ]) {
    expect(incidentsOfReport(withFront(`incident: ${value}`))).toEqual([]);
  }
});

test.each([
  ["42", [42]],
  ["[42]", [42]],
  ["[42, 43]", [42, 43]],
  ["[42, 43, 42]", [42, 43]],
  ["\n  - 42\n  - 43", [42, 43]],
])("incident: %s names %j, and is complete for each", (value, incidents) => {
  const text = finished().replace(/^incident: .*$/m, `incident: ${value}`);
  expect(incidentsOfReport(text)).toEqual(incidents);
  for (const incident of incidents) expect(checkReport(text, incident)).toEqual([]);
  expect(checkReport(text, 7)).toMatchObject([{ reason: "incident-missing" }]);
});

test("problems come in the order of their lines, and quote no more than a little", () => {
  const problems = checkReport(withFront(`incident: "${"a".repeat(5000)}"`) + "TODO: x\n", 42);
  const lines = problems.map(({ line }) => line);
  expect(lines).toEqual(lines.toSorted((one, other) => one - other));
  expect(JSON.stringify(problems).length).toBeLessThan(500);
});

/** One of these took seven minutes, several overflowed the stack: each ends, and says no. */
describe("what is meant to hurt", () => {
  const bomb = [
    "a: &a [x, x]",
    ..."bcdefghij".split("").map((name, index) => {
      const last = "abcdefghi"[index] ?? "a";
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${last}`).join(", ")}]`;
    }),
    "incident: 42",
  ].join("\n");
  const keys = Array.from({ length: 9000 }, (_, index) => `k${index}: 1`).join("\n");
  test.each<readonly [string, string]>([
    ["an alias bomb", withFront(bomb)],
    ["a front matter as deep as a well", withFront(`x: ${"[".repeat(49_000)}\nincident: 42`)],
    ["a deep one that ends", withFront(`x: ${"[".repeat(9000)}${"]".repeat(9000)}\nincident: 41`)],
    ["nine thousand keys", withFront(`${keys}\nincident: 41`)],
    ["a front matter of 1 MB", withFront(`x: "${"a".repeat(1_000_000)}"\nincident: 42`)],
    ["the same key everywhere", withFront("incident: 42\n".repeat(5000))],
    ["a heading of spaces", `# ${" ".repeat(999_000)}x`],
    ["open comments", "<!--".repeat(250_000)],
    ["a line of ticks", `${"`".repeat(999_998)}x\``],
    ["ticks in pairs", "`a``".repeat(250_000)],
    ["half-open fences", "``` `\n".repeat(160_000)],
    ["dashes", "---\n".repeat(250_000)],
    ["dashes and a space", `---\n${"\n--- ".repeat(200_000)}`],
    ["stars", `${"* ".repeat(400_000)}TODO`],
    ["numbers", "1.".repeat(500_000)],
  ])(
    "%s",
    (_, text) => {
      expect(checkReport(text, 42)).not.toEqual([]);
    },
    5000,
  );
});
