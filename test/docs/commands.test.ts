import { expect, test } from "vitest";
import { parseCommands } from "../../src/core/command/parse-commands.ts";
import { fillTemplate } from "../../src/text/report/report-template.ts";
import { replay } from "../../src/core/replay/replay.ts";
import { parseStory, tell } from "../story.ts";
import { blocksIn, markdownPages } from "./pages.ts";

const said = markdownPages().flatMap((page) => blocksIn(page, "dakor"));
const templates = markdownPages().flatMap((page) => blocksIn(page, "liquid"));

test("there are comments in the docs", () => {
  expect(said.length).toBeGreaterThan(0);
  expect(templates.length).toBeGreaterThan(0);
});

test.each(said)("the bot understands each line of the comment in $page:$line", ({ text }) => {
  const parsed = parseCommands(text, "incident");
  const problems = parsed.filter((one) => one.type === "problem");
  expect(parsed.length).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

test("the shortest incident gets to its report", () => {
  const page = markdownPages().find(({ path }) => path.endsWith("use-the-commands.md"));
  const blocks = page === undefined ? [] : blocksIn(page, "dakor").slice(0, 5);
  const comments = blocks.map(({ text: comment }, minute) => ({
    at: `2026-02-15T10:1${minute}:00Z`,
    by: "lea",
    comment,
  }));
  const pulls = [12, 130].map((number) => ({
    at: "2026-02-15T10:05:00Z",
    by: "lea",
    pull: { number, title: "A change" },
  }));
  const story = {
    story: "The one of the page.",
    issue: { title: "Saved cards are refused", labels: ["incident"], at: "2026-02-15T10:00:00Z" },
    roles: { lea: "admin" },
    steps: [...pulls, ...comments, { at: "2026-02-15T11:00:00Z", by: "lea", close: "completed" }],
  };
  const incident = replay(tell(parseStory(JSON.stringify(story))).world.snapshot);
  expect(incident).toMatchObject({ phase: "report", missing: ["report"], replies: [] });
});

test.each(templates)("the template in $page:$line asks for nothing that is unknown", ({ text }) => {
  const known = ["title", "name", "summary", "timeline", "chart", "cause", "recommendations"];
  const values = Object.fromEntries(known.map((name) => [name, `<${name}>`]));
  const filled = fillTemplate(text, values);
  expect(filled).toMatchObject({ ok: true, value: expect.not.stringContaining("TODO") });
});
