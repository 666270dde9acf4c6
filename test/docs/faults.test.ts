import { expect, test } from "vitest";
import { isThere, shownBy, shownRows } from "./shown-by.ts";

const rows = shownRows("docs/reference/faults.md", "F");
const shown = shownBy(rows);

test("every fault has its row, in order, with what happens and who shows it", () => {
  const wanted = Array.from({ length: 60 }, (_, index) => `F${String(index + 1).padStart(2, "0")}`);
  expect(rows.map(({ id }) => id)).toEqual(wanted);
  for (const { id, cells } of rows) expect([id, cells.length]).toEqual([id, 3]);
});

test.each(shown)('$id is shown by $path "$title"', (one) => {
  expect(isThere(one)).toBe(true);
});

test("a fault without a test says why none can be", () => {
  const named = new Set(shown.map(({ id }) => id));
  for (const { id, cells } of rows.filter((row) => !named.has(row.id))) {
    expect([id, cells[1]]).toEqual([id, expect.stringMatching(/^Doesn't apply: /)]);
    expect(cells[2]).toBe("nothing to show");
  }
});
