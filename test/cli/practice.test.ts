import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseTyped } from "../../src/cli/practice/typed.ts";
import { blocksIn, markdownPages } from "../docs/pages.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

test.each([
  ["open Saved cards are refused", { kind: "verb", verb: "open", rest: "Saved cards are refused" }],
  ["merge #3", { kind: "verb", verb: "merge", rest: "#3" }],
  ["merge it soon", { kind: "comment", text: "merge it soon" }],
  ["close", { kind: "verb", verb: "close", rest: "" }],
  ["close to a solution", { kind: "comment", text: "close to a solution" }],
  ["/checking", { kind: "comment", text: "/checking" }],
  ["toString", { kind: "comment", text: "toString" }],
  ["  ", { kind: "nothing" }],
])("%s is understood", (line, expected) => {
  expect(parseTyped(line)).toEqual(expected);
});

/** The tutorial is typed in, line by line. */
test("the tutorial shows what it says, in its order", { timeout: 60_000 }, async () => {
  const page = markdownPages().find(({ path }) => path === "docs/tutorial/first-incident.md");
  if (page === undefined) throw new Error("There is no tutorial.");
  const typed = blocksIn(page, "practice").map((block) => block.text);
  const shown = blocksIn(page, "shows").map((block) => block.text.trim());
  const child = spawn(process.execPath, [main, "practice"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(`${typed.join("")}quit\n`);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(code).toBe(0);
  expect(shown.length).toBeGreaterThan(4);
  const places = shown.map((words) => output.indexOf(words));
  expect(shown.filter((_, index) => places[index] === -1)).toEqual([]);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});
