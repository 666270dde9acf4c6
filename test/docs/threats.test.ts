import { expect, test } from "vitest";
import { isThere, shownBy, shownRows } from "./shown-by.ts";

const rows = shownRows("docs/reference/threats.md", "T");
const shown = shownBy(rows);
const tried = shownRows("docs/reference/threats.md", "G");

test("every threat has its row, in order, with what is done and who shows it", () => {
  expect(rows.length).toBeGreaterThanOrEqual(67);
  const wanted = Array.from(rows, (_, index) => `T${String(index + 1).padStart(2, "0")}`);
  expect(rows.map(({ id }) => id)).toEqual(wanted);
  for (const { id, cells } of rows) expect([id, cells.length]).toEqual([id, 3]);
});

test.each(shown)('$id is shown by $path "$title"', (one) => {
  expect(isThere(one)).toBe(true);
});

test.each(shownBy(tried))('$id, tried against the gate, is shown by $path "$title"', (one) => {
  expect(isThere(one)).toBe(true);
});

test("every way that was tried has what holds it and who shows it", () => {
  expect(tried.map(({ id }) => id)).toEqual(
    tried.map((_, index) => `G${String(index + 1).padStart(2, "0")}`),
  );
  expect(tried.length).toBeGreaterThan(0);
  expect(tried.filter((row) => shownBy([row]).length === 0)).toEqual([]);
});

test("nothing else is named, and a threat without a test says why it doesn't apply", () => {
  for (const { id, cells } of rows) {
    const own = shown.filter((one) => one.id === id);
    const list = own.map(({ path, title }) => `\`${path}\` "${title}"`).join("; ");
    const doesApply = cells[1]?.startsWith("Doesn't apply: ") !== true;
    expect([id, list !== ""]).toEqual([id, doesApply]);
    expect([id, cells[2]]).toEqual([id, doesApply ? list : "nothing to show"]);
  }
});

test("a title that is nowhere is seen", () => {
  const gone = { id: "T01", path: "test/docs/shown-by.ts", title: "nobody wrote this" };
  expect(isThere(gone)).toBe(false);
  expect(isThere({ ...gone, path: "test/docs/gone.test.ts" })).toBe(false);
});
