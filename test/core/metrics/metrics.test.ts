import { array, assert, nat, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { metricsOf } from "../../../src/core/metrics/metrics.ts";
import type { Series } from "../../../src/core/metrics/metrics.ts";
import { readReportRecord } from "../../../src/core/metrics/report-record.ts";
import type { ReportRecord } from "../../../src/core/metrics/report-record.ts";
import { metricsCsv, metricsTable } from "../../../src/text/metrics/metrics.ts";

const TIMES = {
  started: "2026-03-02T09:42:00Z",
  declared: "2026-03-02T09:50:00Z",
  acknowledged: "2026-03-02T09:53:00Z",
  alerted: "2026-03-02T10:00:00Z",
  stable: "2026-03-02T10:42:00Z",
  restored: "2026-03-02T12:42:00Z",
  closed: "2026-03-02T13:00:00Z",
};

function report(front: string, times: Readonly<Record<string, string>> = TIMES): string {
  const section = Object.entries(times).map(([name, at]) => `  ${name}: "${at}"\n`);
  return `---\nincident: 42\ntimes:\n${section.join("")}${front}\n---\n\n## Summary\n\nIt broke.\n`;
}

function record(front = "", times?: Readonly<Record<string, string>>): ReportRecord {
  const read = readReportRecord(
    "docs/incidents/42.md",
    report(front, times),
    "2026-03-03T10:00:00Z",
  );
  if (read === undefined) throw new Error("It is a report.");
  return read;
}

function figure(name: string, of: ReportRecord): number | "invalid" | undefined {
  const one = metricsOf([of]).series.find(({ measure }) => measure.name === name);
  return one === undefined || one.invalid.length > 0 ? "invalid" : one.figures[0]?.value;
}

describe("an incident's figures", () => {
  test.each([
    ["to-acknowledge", 3 * 60],
    ["to-alert", 10 * 60],
    ["to-stable", 3600],
    ["to-restored", 3 * 3600],
    ["to-report", 21 * 3600],
    ["broken-again", 0],
    ["kludges-standing", 0],
    ["promises-kept", undefined],
    ["announced-first", undefined],
    ["worst-late", undefined],
  ])("%s is %s", (name, value) => {
    expect(figure(name, record())).toBe(value);
  });

  test.each([
    ["promises:\n  made: 4\n  kept: 3\n  worst-late: 95", "promises-kept", 0.75],
    ["promises:\n  made: 4\n  kept: 3\n  worst-late: 95", "worst-late", 95],
    ["promises: { made: 0, kept: 0 }", "promises-kept", undefined],
    ["promises: { made: 2, kept: 3 }", "promises-kept", undefined],
    ["promises: many", "promises-kept", undefined],
    ["kludges: [{ state: standing }, { state: undone }]", "kludges-standing", 1],
    [
      'kludges:\n  - { announced: "2026-03-02T10:00:00Z", applied: "2026-03-02T10:05:00Z" }\n  - { announced: "2026-03-02T10:10:00Z", applied: "2026-03-02T10:10:00Z" }\n  - { announced: "2026-03-02T10:20:00Z" }',
      "announced-first",
      0.5,
    ],
    [
      'kludges: [{ announced: "ten", applied: "2026-03-02T10:05:00Z" }]',
      "announced-first",
      "invalid",
    ],
    [
      'outages:\n  - { from: "2026-03-02T09:42:00Z", stable: "2026-03-02T10:00:00Z" }\n  - { from: "2026-03-02T11:00:00Z", stable: "2026-03-02T11:05:00Z", restored: "2026-03-02T12:00:00Z" }',
      "to-stable",
      (18 + 5) * 60,
    ],
    [
      'outages:\n  - { from: "2026-03-02T09:42:00Z", stable: "2026-03-02T10:00:00Z" }\n  - { from: "2026-03-02T11:00:00Z", stable: "2026-03-02T11:05:00Z", restored: "2026-03-02T12:00:00Z" }',
      "broken-again-for",
      5 * 60,
    ],
    ['outages: [{ from: "yesterday" }]', "to-restored", "invalid"],
    ['outages: [{ from: "yesterday" }]', "broken-again", undefined],
  ])("%s: %s is %s", (front, name, value) => {
    expect(figure(name, record(front))).toBe(value);
  });

  test.each([
    [
      "acknowledged before it was declared",
      { ...TIMES, acknowledged: "2026-03-02T09:00:00Z" },
      "to-acknowledge",
    ],
    [
      "restored before it was usable",
      { ...TIMES, restored: "2026-03-02T10:00:00Z" },
      "to-restored",
    ],
    ["usable before it broke", { ...TIMES, stable: "2026-03-02T09:00:00Z" }, "to-stable"],
    ["a day that doesn't exist", { ...TIMES, declared: "2026-02-30T09:00:00Z" }, "to-alert"],
    ["words", { ...TIMES, started: "in the morning" }, "to-stable"],
  ])("%s can't be right", (_, times, name) => {
    expect(figure(name, record("", times))).toBe("invalid");
  });
});

describe("what counts", () => {
  test.each([
    ["drill: true", "drill"],
    ["private: true", "private"],
    ["duplicate-of: 41", "duplicate"],
    ["drill: false", undefined],
    ["private: no", undefined],
  ])("%s is left out as %s", (front, because) => {
    const one = record(front);
    expect(one.leftOut).toBe(because);
    expect(metricsOf([one, record()]).counted).toHaveLength(because === undefined ? 2 : 1);
  });

  test.each([
    ["no front matter", "# Incidents\n"],
    ["no incident", "---\ntitle: x\n---\n"],
    ["broken YAML", "---\nincident: [42\n---\n"],
  ])("%s is no report", (_, text) => {
    expect(readReportRecord("a.md", text, undefined)).toBeUndefined();
  });
});

function spreadOf(late: readonly number[]): Series["spread"] {
  const records = late.map((seconds) =>
    record(`promises: { made: 1, kept: 0, worst-late: ${seconds} }`),
  );
  return metricsOf(records).series.find(({ measure }) => measure.name === "worst-late")?.spread;
}

describe("the spread", () => {
  test.each([
    [[1], { lower: 1, median: 1, upper: 1 }],
    [[1, 3], { lower: 1.5, median: 2, upper: 2.5 }],
    [[4, 1, 3, 2], { lower: 1.75, median: 2.5, upper: 3.25 }],
    [[1, 2, 3, 4, 100], { lower: 2, median: 3, upper: 4 }],
  ])("of %j is %j", (late, spread) => {
    expect(spreadOf(late)).toEqual(spread);
  });

  test("is in order, within what there is, and no order of reports changes it", () => {
    assert(
      property(array(nat(1_000_000), { minLength: 1, maxLength: 40 }), (late) => {
        const one = spreadOf(late);
        expect(spreadOf(late.toReversed())).toEqual(one);
        const { lower = -1, median = -1, upper = -1 } = one ?? {};
        expect(Math.min(...late)).toBeLessThanOrEqual(lower);
        expect(lower).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upper);
        expect(upper).toBeLessThanOrEqual(Math.max(...late));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the table", () => {
  test.each([
    [0, "0s"],
    [95, "1m35s"],
    [7512, "2h5m"],
    [273_600, "3d4h"],
  ])("writes %d seconds as %s", (late, text) => {
    const shown = metricsTable(metricsOf([record(`promises: { worst-late: ${late} }`)]), 100);
    expect(shown).toMatch(new RegExp(`^latest update after its time +1 +${text} `, "m"));
  });

  test("writes a share in percent", () => {
    const shown = metricsTable(metricsOf([record("promises: { made: 5, kept: 4 }")]), 100);
    expect(shown).toMatch(/^promises kept +1 +80 % /m);
  });

  test("shows each incident as a dot, never a lone mean, and names what can't be right", () => {
    const wrong = record("", { ...TIMES, stable: "2026-03-02T09:00:00Z" });
    const shown = metricsTable(
      metricsOf([record(), record("drill: true"), wrong, record(), record(), record()]),
      100,
    );
    expect(shown).toMatchSnapshot();
    for (const line of shown.split("\n").slice(2, 12)) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("says so where nothing counts", () => {
    expect(metricsTable(metricsOf([]), 80)).toBe("No report counts yet.");
    expect(metricsTable(metricsOf([record("drill: true")]), 80)).toContain("left out: 1 drill");
  });
});

test("A title is no formula to a spreadsheet, and no end of its cell", () => {
  const [, row = ""] = metricsCsv(metricsOf([record('title: "=HYPERLINK(\\"x\\"), a"')])).split(
    "\r\n",
  );
  expect(row).toContain(`,"'=HYPERLINK(""x""), a",`);
});
