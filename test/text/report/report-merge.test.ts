import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportDraft } from "../../../src/core/plan/effect.ts";
import { renderReport } from "../../../src/text/report/report-file.ts";
import { mergeReport } from "../../../src/text/report/report-part.ts";
import { nasty } from "../nasty.ts";
import { hostileDraft } from "../hostile.ts";
import { at, closed, draft, said } from "../story.ts";

const report = renderReport(draft);

/** The same incident after somebody has told more of it. */
const later: ReportDraft = {
  ...draft,
  incident: {
    ...closed,
    facts: {
      ...closed.facts,
      cause: { ...said("john", "12:00"), value: "A cache kept old tokens" },
    },
    breadcrumbs: [
      ...closed.breadcrumbs,
      { at: at("12:00"), by: "john", kind: "note", text: "new" },
    ],
  },
};

describe("a report that is there", () => {
  const fresh = renderReport(later);

  test("is refreshed where nobody has touched it", () => {
    expect(mergeReport(report, fresh)).toBe(fresh);
    expect(mergeReport(undefined, fresh)).toBe(fresh);
  });

  test("keeps a part that somebody has changed", () => {
    const edited = report.replace("The token format changed", "The **token format** changed");
    const merged = mergeReport(edited, fresh);
    expect(merged).toContain("The **token format** changed");
    expect(merged).not.toContain("A cache kept old tokens");
    expect(merged).toContain("| 13:00 |");
  });

  test("keeps what was written outside the parts", () => {
    const edited = report.replace("TODO: What helped?", "The flag helped.");
    expect(mergeReport(edited, fresh)).toBe(
      fresh.replace("TODO: What helped?", "The flag helped."),
    );
  });

  test("leaves a part alone when its markers are gone", () => {
    const edited = report.replace(/<!-- dakor:(?:begin|end) cause.*-->\n/g, "");
    expect(mergeReport(edited, fresh)).not.toContain("A cache kept old tokens");
  });

  test("leaves a part alone when its end is gone", () => {
    const edited = report.replace("<!-- dakor:end cause -->\n", "");
    expect(mergeReport(edited, fresh)).not.toContain("A cache kept old tokens");
  });

  test("is refreshed also where sections were moved", () => {
    const [cause = ""] = /## Cause[\s\S]*?(?=## How we contained)/.exec(report) ?? [];
    const moved = `${report.replace(cause, "")}\n${cause}`;
    const merged = mergeReport(moved, fresh);
    expect(merged).toContain("A cache kept old tokens");
    expect(merged.indexOf("## Cause")).toBeGreaterThan(merged.indexOf("## Promises kept"));
  });

  test("keeps its line ends", () => {
    const merged = mergeReport(report.replaceAll("\n", "\r\n"), fresh);
    expect(merged).toBe(fresh.replaceAll("\n", "\r\n"));
  });

  test("is not changed by its own words", () => {
    expect(mergeReport(report, report)).toBe(report);
    const windows = report.replaceAll("\n", "\r\n");
    expect(mergeReport(windows, report)).toBe(windows);
  });

  const edit = fc.record({
    at: fc.nat(report.length),
    cut: fc.nat(120),
    text: fc.oneof(
      nasty,
      fc.constantFrom("", "<!-- dakor:end cause -->\n", "\n# dakor:end front\n"),
    ),
  });

  test("never loses a letter that somebody wrote, and settles at once", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
        const marker = "a letter from a person";
        const edited = edits.reduce(
          (text, { at: from, cut, text: typed }) =>
            text.slice(0, from) + typed + marker + text.slice(from + cut),
          report,
        );
        const merged = mergeReport(edited, fresh);
        expect(merged.split(marker).length).toBe(edited.split(marker).length);
        expect(mergeReport(merged, fresh)).toBe(merged);
      }),
    );
  });

  test("can't be told a part by what people wrote on the issue", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const before = renderReport(hostileDraft(text));
        expect(mergeReport(before, before)).toBe(before);
        expect(mergeReport(before, report)).toBe(report);
      }),
    );
  });
});
