import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { parseCommands } from "../../../src/core/command/parse-commands.ts";
import type { ParsedLine } from "../../../src/core/command/parsed-command.ts";
import { correctedLines } from "../../../src/text/comments/corrected-line.ts";

/** What people typed, in JSON's quotes, and what it means: a command, or `?` with the one answer's reason and lines. */
const ROWS = readFileSync(new URL("typed-lines.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((row) => {
    const [typed = "", meaning = ""] = row.split(/ => (?=nothing$|\? |[a-z-]+(?: |$))/);
    return [typed, meaning] as const;
  });

test("the table is long enough", () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(250);
});

test.each(ROWS)("%s means %s", (typed, meaning) => {
  const parsed = parseCommands(
    String(JSON.parse(typed)),
    "incident",
    "https://github.com/acme/shop",
  );
  expect(parsed.map(meant).join(" ; ") || "nothing").toBe(meaning);
});

/** The lines that the answers offer, each once. */
const OFFERED = [
  ...new Set(
    ROWS.flatMap(([, meaning]) =>
      meaning.split(" ; ").flatMap((one) => one.split(" -> ").slice(1)),
    ),
  ),
].filter((line) => line.startsWith("/") && !line.includes("<"));

test.each(OFFERED)("%s is offered, and works when it is pasted", (line) => {
  const parsed = parseCommands(line, "incident", "https://github.com/acme/shop");
  expect(parsed.map(({ type }) => type)).toEqual(["command"]);
});

function meant(line: ParsedLine): string {
  if (line.type === "problem") {
    const offered = correctedLines(line.problem).map((one) => ` -> ${one}`);
    return `? ${line.problem.reason}${offered.join("")}`;
  }
  const { line: _, name, text, pulls, people, ...options } = line.command;
  return [
    name,
    text === "" ? "" : JSON.stringify(text),
    ...pulls.map((pull) => `#${pull}`),
    ...people.map((person) => `@${person}`),
    ...Object.entries(options).map(
      ([option, value]) => `${option}=${JSON.stringify(value).replaceAll('"', "")}`,
    ),
  ]
    .filter((word) => word !== "")
    .join(" ");
}
