import { expect, test } from "vitest";
import { isThere, shownBy, shownRows } from "./shown-by.ts";

const rows = shownRows("docs/reference/faults.md", "F");
const shown = shownBy(rows);

/** Faults of messages outside of GitHub: none are sent. */
const NOT_OURS = [49, 50, 51];

test("every fault has its row, in order, with what happens and who shows it", () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const wanted = numbers.filter((number) => !NOT_OURS.includes(number));
  expect(rows.map(({ id }) => id)).toEqual(
    wanted.map((number) => `F${String(number).padStart(2, "0")}`),
  );
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
