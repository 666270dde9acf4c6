import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const decisions = readdirSync(new URL("docs/adr/", root)).toSorted();

test("decisions are numbered one after the other, each with the number of its file", () => {
  const numbers = decisions.map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual(decisions.map((_, index) => index + 1));
  const headings = decisions.map((name) => /^# (\d+)\. /.exec(read(`docs/adr/${name}`))?.[1]);
  expect(headings.map(Number)).toEqual(numbers);
});

const rows = read("docs/architecture.md")
  .split("\n")
  .filter((line) => /^\| .*\.(?:ts|js|md)[`)]/.test(line))
  .map((line) => ({ line, missing: missingIn(line), word: /\| `(\w+)` \|$/.exec(line)?.[1] }));

/** A name without a folder is of the folder that was named last, or lies below it. */
function missingIn(line: string): readonly string[] {
  let folder = "docs";
  return Array.from(line.matchAll(/`([\w./-]+\.(?:ts|js))`/g), ([, path = ""]) => path).filter(
    (path) => {
      const full = /^(?:src|packages|scripts)\//.test(path) ? path : `${folder}/${path}`;
      folder = dirname(full);
      return !existsSync(new URL(full, root));
    },
  );
}

/** The first file of a row. */
function fileIn(line: string): string {
  const [, path = ""] = /`((?:src|packages|scripts)\/[\w./-]+\.(?:ts|js))`/.exec(line) ?? [];
  return path === "" ? "" : read(path);
}

test("the house has a table", () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)("every file is there: $line", ({ missing }) => {
  expect(missing).toEqual([]);
});

test.each(rows.filter(({ line }) => fileIn(line) !== ""))(
  "the first file has what to look for: $line",
  ({ line, word }) => {
    expect(word).toBeDefined();
    expect(fileIn(line)).toMatch(new RegExp(`\\b${word}\\b`));
  },
);

test("the picture shows the rooms of the table", () => {
  const page = read("docs/architecture.md");
  const [, picture = ""] = /```mermaid\n([\s\S]*?)```/.exec(page) ?? [];
  const shown = [...picture.matchAll(/"(src\/\w+)/g)].map(([, room = ""]) => room);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter((room) => !page.includes(`| \`${room}/\` |`))).toEqual([]);
});
