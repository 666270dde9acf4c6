import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseTyped } from "../../src/cli/practice/typed.ts";
import { blocksIn, markdownPages } from "../docs/pages.ts";
import { isDeep } from "../depth.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

test.each([
  ["open Saved cards are refused", { kind: "verb", verb: "open", rest: "Saved cards are refused" }],
  ["merge #3", { kind: "verb", verb: "merge", rest: "#3" }],
  ["merge it soon", { kind: "comment", text: "merge it soon" }],
  ["close", { kind: "verb", verb: "close", rest: "" }],
  ["close to a solution", { kind: "comment", text: "close to a solution" }],
  ["/checking", { kind: "comment", text: "/checking" }],
  ["reopen", { kind: "verb", verb: "reopen", rest: "" }],
  ["reopen it?", { kind: "comment", text: "reopen it?" }],
  ["label dakor:report", { kind: "verb", verb: "label", rest: "dakor:report" }],
  ["label it as you like", { kind: "comment", text: "label it as you like" }],
  ["edit /severity minor", { kind: "verb", verb: "edit", rest: "/severity minor" }],
  ["delete", { kind: "verb", verb: "delete", rest: "" }],
  ["delete the flag", { kind: "comment", text: "delete the flag" }],
  ["toString", { kind: "comment", text: "toString" }],
  ["  ", { kind: "nothing" }],
])("%s is understood", (line, expected) => {
  expect(parseTyped(line)).toEqual(expected);
});

test("everything that people do on an issue can be tried", { timeout: 60_000 }, async () => {
  const typed = [
    "open Saved cards are refused",
    "/severity critical",
    "edit /severity minor",
    "board",
    "delete",
    "board",
    "label dakor:report",
    "close",
    "reopen",
    "open Search finds nothing",
    "/checking",
    "quit",
    "",
  ];
  const child = spawn(process.execPath, [main, "practice"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(typed.join("\n"));
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(code).toBe(0);
  const after = (line: string): string => output.split(`> ${line}\n`)[1]?.split("\n> ")[0] ?? "";
  expect(after("/severity critical")).toContain("CRITICAL");
  expect(after("edit /severity minor")).toContain("MINOR");
  expect(after("delete")).toContain("HOW BAD?");
  expect(after("label dakor:report")).toMatch(/came a little early/);
  expect(after("open Search finds nothing")).toContain("Search finds nothing");
  expect(after("open Search finds nothing")).toMatch(/you are on #\d+; #\d+ stays as it is/);
  expect(after("/checking")).toContain("lea is on it");
});

/** The tutorial is typed in, line by line. */
test.runIf(isDeep)(
  "the tutorial shows what it says, in its order",
  { timeout: 60_000 },
  async () => {
    const page = markdownPages().find(({ path }) => path === "docs/tutorial/first-incident.md");
    if (page === undefined) throw new Error("There is no tutorial.");
    const typed = blocksIn(page, "practice").map((block) => block.text);
    const shown = blocksIn(page, "shows").map((block) => block.text.trim());
    const child = spawn(process.execPath, [main, "practice"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(`${typed.join("")}quit\n`);
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
    expect(code).toBe(0);
    expect(shown.length).toBeGreaterThan(4);
    const places = shown.map((words) => output.indexOf(words));
    expect(shown.filter((_, index) => places[index] === -1)).toEqual([]);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  },
);
