import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { ReportDraft } from "../../src/core/plan/effect.ts";
import { quoted } from "../../src/text/markdown/escape.ts";
import { withoutFront } from "../../src/core/report/front-matter.ts";
import type { Breadcrumb } from "../../src/core/model/incident.ts";
import { incidentsOfReport } from "../../src/core/report/report-rule.ts";
import { phaseChart } from "../../src/text/report/report-chart.ts";
import { renderReport } from "../../src/text/report/report-file.ts";
import { frontMatter } from "../../src/text/report/report-front.ts";
import { renderReportPull } from "../../src/text/report/report-pull.ts";
import { actsOf } from "./acts.ts";
import { nasty } from "./nasty.ts";
import { hostileDraft } from "./hostile.ts";
import { at, closed, draft, incident, kludge, said } from "./story.ts";

const report = renderReport(draft);

function renderWith(breadcrumbs: readonly Breadcrumb[]): string {
  return renderReport({ ...draft, incident: { ...draft.incident, breadcrumbs } });
}

/** Lines of the timeline. */
function rowsIn(markdown: string): number {
  return markdown.match(/^\| \d\d:\d\d \|/gm)?.length ?? 0;
}

describe("the report", () => {
  test("begins with what is known, and asks for the rest", async () => {
    await expect(report).toMatchFileSnapshot("golden/report.md");
  });

  test("asks for everything when little is known", async () => {
    const little: ReportDraft = {
      ...draft,
      incident: { ...incident, facts: {}, fixes: [], kludges: [], promises: [], breadcrumbs: [] },
      pulls: [],
    };
    await expect(renderReport(little)).toMatchFileSnapshot("golden/report-little-known.md");
  });

  test("has every section in its order", () => {
    expect(Array.from(report.matchAll(/^## (.*)$/gm), ([, title]) => title)).toEqual([
      "Summary",
      "Impact",
      "Timeline",
      "Cause",
      "How we contained it",
      "How stable it was while contained",
      "How we fixed it",
      "What went well",
      "What went badly",
      "Where we were lucky",
      "Recommendations",
      "Promises kept",
    ]);
  });

  test("has a record that reads back as the same strings", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const value = text.toWellFormed().replaceAll("\0", "\uFFFD");
        const given = { ...said("lea", "10:00"), value: text };
        const yaml = frontMatter({
          ...closed,
          facts: { summary: given },
          components: [text],
          kludges: [{ ...kludge, what: text, undo: text }],
        });
        expect(parse(yaml)).toMatchObject({
          schema: 1,
          incident: 42,
          title: value,
          components: [value],
          kludges: [{ id: "K1", what: value, undo: value, pull: 124 }],
          durations: {
            "to-acknowledge": 120,
            "to-alert": 600,
            "to-stable": 1320,
            "to-restored": 4800,
          },
          promises: { made: 2, kept: 1 },
        });
        expect(JSON.parse(quoted(text))).toBe(value);
      }),
    );
  });

  test("F20: stays far below a megabyte, however much was noted, and says what is left out", () => {
    const breadcrumbs = Array.from({ length: 3000 }, () => ({
      at: at("10:00"),
      by: "lea",
      kind: "note" as const,
      text: "| <b>你好</b> @acme/all ".repeat(500),
    }));
    const text = renderWith(breadcrumbs);
    expect(new TextEncoder().encode(text).length).toBeLessThan(700_000);
    const [, left = ""] = /… (\d+) earlier lines are in the issue itself/.exec(text) ?? [];
    expect(Number(left) + rowsIn(text)).toBe(3000 + rowsIn(renderWith([])));
  });

  test("keeps its record in a comment that nothing in it ends", () => {
    fc.assert(
      fc.property(fc.constantFrom("-->", "--!>", "\n-->\n", ">", "<!--"), nasty, (end, text) => {
        const hostile = renderReport(hostileDraft(`${text}${end}${text}`));
        const [comment = ""] = /^<!--[\s\S]*?--!?>/.exec(hostile) ?? [];
        expect(comment).toMatch(/\n# dakor:end front\n-->$/);
        expect(incidentsOfReport(hostile)).toEqual([42]);
        expect(withoutFront(hostile).trimStart()).toMatch(/^<!-- dakor:begin title /);
      }),
    );
  });

  test("acts on nothing that people wrote", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const markdown = renderReport(hostileDraft(text)).replace(
          /^<!-- dakor:report\n[\s\S]*?\n-->\n/,
          "",
        );
        const acts = actsOf(markdown);
        expect(acts.mentions.filter((name) => !["lea", "john"].includes(name))).toEqual([]);
        // A file's "#12" leads nowhere; it is only read.
        expect(acts.references.filter((name) => !/^#\d{1,9}$/.test(name))).toEqual([]);
        expect(acts.images).toBe(0);
        expect(
          acts.html.filter((html) => !/^<!-- dakor:(?:begin|end) [a-z0-9 -]+ -->$/.test(html)),
        ).toEqual([]);
        expect(markdown).not.toMatch(/\{\{|\{%/);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the chart", () => {
  test("gives Mermaid nothing but letters, digits and spaces from people", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const chart = phaseChart({ ...closed, kludges: [{ ...kludge, what: text }] }, "UTC");
        expect(chart.match(/```/g)).toHaveLength(2);
        for (const line of chart.split("\n").slice(6, -1)) {
          expect(line).toMatch(
            /^ {4}(?:section \w+|[\p{L}\p{N} …]+ :\d{4}-\d\d-\d\d [\d:]{8}, \d{4}-\d\d-\d\d [\d:]{8})$/u,
          );
        }
      }),
    );
  });
});

describe("the pull request", () => {
  test("says when, what, and that nobody needs to write tonight", async () => {
    const { title, body } = renderReportPull(draft);
    await expect(`# ${title}\n\n${body}\n`).toMatchFileSnapshot("golden/report-pull.md");
  });

  test("closes nothing", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { title, body } = renderReportPull(hostileDraft(text));
        const closing =
          /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+(?:[\w./-]*#\d|https?:\S*\/issues\/\w)/i;
        expect(title).not.toMatch(closing);
        expect(body.replace(/`[^`]*`/g, "")).not.toMatch(closing);
        expect(title.length).toBeLessThanOrEqual(256);
        expect(actsOf(body).mentions).toEqual([]);
        expect(actsOf(body).references).toEqual(["#42"]);
      }),
    );
  });
});
