import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/reference/faults.md", root), "utf8");
const rows = [...page.matchAll(/^\| (F\d\d) \| (.+) \|$/gm)].map(([, fault = "", text = ""]) => ({
  fault,
  cells: text.split(" | "),
}));

/** Faults of messages outside of GitHub: none are sent. */
const NOT_OURS = [49, 50, 51];

test("every fault has its row, in order, with what happens and who shows it", () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const wanted = numbers.filter((number) => !NOT_OURS.includes(number));
  expect(rows.map(({ fault }) => fault)).toEqual(
    wanted.map((number) => `F${String(number).padStart(2, "0")}`),
  );
  for (const { fault, cells } of rows) expect([fault, cells.length]).toEqual([fault, 3]);
});

const shown = rows.flatMap(({ fault, cells }) =>
  [...(cells[2] ?? "").matchAll(/`(test\/[^`]+)` "([^"]+)"/g)].map(([, path = "", title = ""]) => ({
    fault,
    path,
    title,
  })),
);

test.each(shown)('$fault is shown by $path "$title"', ({ path, title }) => {
  const url = new URL(path, root);
  expect(existsSync(url)).toBe(true);
  expect(titlesIn(readFileSync(url, "utf8"))).toContainEqual(expect.stringMatching(begins(title)));
});

test("a fault without a test says why none can be", () => {
  const named = new Set(shown.map(({ fault }) => fault));
  for (const { fault, cells } of rows.filter((row) => !named.has(row.fault))) {
    expect([fault, cells[1]]).toEqual([fault, expect.stringMatching(/^Doesn't apply: /)]);
    expect(cells[2]).toBe("nothing to show");
  }
});

/** Titles of tests, of groups and in tables: whatever begins a string. */
function titlesIn(text: string): readonly string[] {
  return [...text.matchAll(/["'`]([^"\n]+)/g)].map(([, title = ""]) => title);
}

function begins(title: string): RegExp {
  return new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
