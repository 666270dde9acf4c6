import { expect, test } from "vitest";
import type { ReportDraft } from "../../../src/core/plan/effect.ts";
import type { Breadcrumb, Incident } from "../../../src/core/model/incident.ts";
import { summaryText } from "../../../src/text/report/report-section.ts";
import { timelineText } from "../../../src/text/report/report-timeline.ts";
import { at, closed, draft, pull, said } from "../story.ts";

const rowsOf = (more: Partial<ReportDraft>, incident: Partial<Incident> = {}): readonly string[] =>
  timelineText({ ...draft, ...more, incident: { ...closed, ...incident } })
    .split("\n")
    .slice(2)
    .map((row) => row.replaceAll(/\[(#\d+)\]\([^)]*\)/g, "$1"));
const crumb = (clock: string, more: Partial<Breadcrumb>): Breadcrumb => ({
  at: at(clock),
  by: "lea",
  kind: "note",
  ...more,
});

test("begins with the change that is suspected, whenever somebody thought of it", () => {
  const suspect = pull(12, {
    title: "New token format",
    mergedAt: at("09:38"),
    author: { login: "john", isBot: false },
    mergedBy: { login: "mia", isBot: false },
  });
  const [day, first, second] = rowsOf({ pulls: [suspect] });
  expect(day).toBe("| | | **2026-02-15** |");
  expect(first).toBe("| 10:38 | **mia** | merged #12 New token format (suspected later) |");
  expect(second).toBe("| 10:42 |  | **It began** |");
});

test("what was said late stands where it happened, with who said it and their words", () => {
  const breadcrumbs = [
    crumb("10:20", { kind: "stable", about: at("10:04"), text: "carts work" }),
    crumb("11:30", { by: "john", kind: "restored", about: at("11:02") }),
  ];
  const rows = rowsOf({}, { breadcrumbs });
  expect(rows).toContain("| 11:04 | **lea** | **Usable again**: carts work |");
  expect(rows).toContain("| 12:02 | **john** | **Everything works again** |");
  expect(rows.join("\n")).not.toMatch(/11:20|12:30/);
});

test("a moment that was corrected is told once, as it counts now", () => {
  const breadcrumbs = [
    crumb("10:05", { kind: "stable", about: at("10:05") }),
    crumb("10:30", { kind: "stable", about: at("10:04") }),
  ];
  expect(rowsOf({}, { breadcrumbs }).filter((row) => row.includes("Usable"))).toHaveLength(1);
});

test("a kludge is put in place by who merged it, and undone by who said so", () => {
  const rows = rowsOf({ pulls: [pull(124, { mergedBy: { login: "mia", isBot: false } })] });
  const about = rows.filter((row) => row.includes("**K1**"));
  expect(about).toEqual([
    "| 10:58 | **lea** | announced **K1** Saved cards hidden behind the flag #124 |",
    "| 11:03 | **mia** | put in place **K1** Saved cards hidden behind the flag #124 |",
    "| 12:01 | **john** | undid **K1** |",
  ]);
});

test("has no line of a machine, and no raw time", () => {
  const breadcrumbs: readonly Breadcrumb[] = [
    ...closed.breadcrumbs,
    crumb("09:54", { kind: "fact", about: "started", text: at("09:42") }),
    crumb("09:55", { kind: "fact", about: "paths", text: "src/checkout/**" }),
    crumb("09:56", { kind: "phase", about: "alert" }),
    crumb("10:05", { kind: "stable", about: at("10:04") }),
  ];
  expect(rowsOf({}, { breadcrumbs }).join("\n")).not.toMatch(
    /moved to|\dT\d|src\/checkout|K1 standing/,
  );
});

test("another day has its date, in the team's own time", () => {
  const breadcrumbs = [
    crumb("22:30", { text: "watching" }),
    crumb("23:30", { text: "still fine" }),
  ];
  const rows = rowsOf({}, { breadcrumbs });
  expect(rows.slice(-3)).toEqual([
    "| 23:30 | **lea** | watching |",
    "| | | **2026-02-16** |",
    "| 00:30 | **lea** | still fine |",
  ]);
});

test("where it broke again, each time stands by itself", () => {
  const first = { from: at("09:42"), stable: at("10:00"), restored: at("10:10") };
  const broken = { ...said("john", "10:45"), value: at("10:40"), original: at("10:40") };
  const rows = rowsOf(
    {},
    {
      outages: [first],
      moments: { ...closed.moments, broken },
      breadcrumbs: [crumb("10:45", { by: "john", kind: "broken", text: "refused again" })],
      kludges: [],
    },
  );
  expect(rows).toContain("| 11:00 |  | **Usable again** |");
  expect(rows).toContain("| 11:40 | **john** | **Broken again**: refused again |");
});

test("who handed over to whom, and what they said of it, is in the timeline and the summary", () => {
  const handover = crumb("10:30", { kind: "lead", about: "mia", text: "all flags are off" });
  const incident = { ...closed, breadcrumbs: [handover], led: ["lea", "mia"] };
  expect(rowsOf({}, incident)).toContain(
    "| 11:30 | **lea** | handed over to **mia**: all flags are off |",
  );
  const summary = summaryText({ ...draft, incident });
  expect(summary).toContain("**lea** and **mia** were on it.");
  expect(summary).toMatch(
    /At 10:30 UTC .*, \*\*lea\*\* handed over to \*\*mia\*\*: all flags are off/,
  );
});
