import { expect, test } from "vitest";
import { reportCandidates } from "../../../src/core/report/report-candidates.ts";

/** A quarter of a mebibyte: no person writes a longer one. */
const MOST_REPORT_BYTES = 262_144;

function candidates(paths: readonly string[], incidents = [42]): readonly string[] {
  return reportCandidates(
    paths.map((path) => ({ path, size: 9000 })),
    incidents,
  );
}

test("any file may be the report: named after the incident first, after another last, the newest of equal ones first", () => {
  expect(
    candidates([
      "2026-01-01-7-another.md",
      "2026-02-01-8-another.md",
      "README.md",
      "2026-02-15-42-saved-cards.md",
      "2026-03-01-42.md",
      "a-hand-made.md",
      "checkout-outage.md",
      "2026/42/report.md",
      "2026/05/report.md",
    ]),
  ).toEqual([
    "2026/42/report.md",
    "2026-03-01-42.md",
    "2026-02-15-42-saved-cards.md",
    "checkout-outage.md",
    "a-hand-made.md",
    "2026/05/report.md",
    "README.md",
    "2026-02-01-8-another.md",
    "2026-01-01-7-another.md",
  ]);
});

test("what is no Markdown, or too long, isn't looked into; an unknown length is none", () => {
  const sizes = [undefined, MOST_REPORT_BYTES, MOST_REPORT_BYTES + 1];
  const files = sizes.map((size, index) => ({ path: `${index}.md`, size }));
  expect(reportCandidates([...files, { path: "42.txt", size: 1 }], [42])).toEqual(["1.md", "0.md"]);
});

test("the numbers of a date are nobody's", () => {
  const paths = ["2026-05-04-42-x.md", "2026-05-04-7-x.md"];
  for (const incident of [4, 5, 2026]) {
    expect(candidates(paths, [incident])).toEqual(["2026-05-04-7-x.md", "2026-05-04-42-x.md"]);
  }
});

test("ten thousand files of others: the incident's own is among the few that are read", () => {
  const others = Array.from({ length: 10_000 }, (_, index) => `2026-09-09-${1000 + index}-x.md`);
  const hand = Array.from({ length: 500 }, (_, index) => `z-${"z".repeat(index % 50)}.md`);
  const found = candidates([...others, ...hand, "2020-01-01-42-old.md", "zz-cards.md"]);
  expect(found).toHaveLength(125);
  expect(found[0]).toBe("2020-01-01-42-old.md");
  expect(found).toContain("zz-cards.md");
  expect(found).toContain("2026-09-09-9999-x.md");
});
