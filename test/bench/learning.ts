import { metricsOf } from "../../src/core/metrics/metrics.ts";
import { readReportRecord } from "../../src/core/metrics/report-record.ts";
import { metricsTable } from "../../src/text/metrics/metrics.ts";

const REPORTS = 5000;
const MOST_MS = 5000;
const MOST_MB = 300;

/** Reports as the bot writes them, each with other times. */
function reportText(incident: number): string {
  const at = (minutes: number): string =>
    new Date(Date.UTC(2026, 0, 1) + (incident * 97 + minutes) * 60_000).toISOString();
  const kludges = Array.from(
    { length: incident % 4 },
    (_, index) =>
      `  - id: "K${index + 1}"\n    what: "The flag is off"\n    state: "undone"\n    announced: "${at(20)}"\n    applied: "${at(21 + index)}"\n`,
  );
  return [
    "<!-- dakor:report",
    "schema: 1",
    `incident: ${incident}`,
    'title: "Saved cards are refused"',
    'severity: "critical"',
    'components: ["checkout", "billing"]',
    'paths: ["src/checkout/**", "src/billing/**"]',
    "times:",
    `  started: "${at(0)}"`,
    `  declared: "${at(5 + (incident % 7))}"`,
    `  acknowledged: "${at(12 + (incident % 5))}"`,
    `  alerted: "${at(18 + (incident % 9))}"`,
    `  stable: "${at(40 + (incident % 90))}"`,
    `  restored: "${at(200 + (incident % 900))}"`,
    `  closed: "${at(1200)}"`,
    "promises:",
    "  made: 5",
    `  kept: ${incident % 6}`,
    `  worst-late: ${incident % 3000}`,
    kludges.length === 0 ? "kludges: []" : `kludges:\n${kludges.join("").trimEnd()}`,
    "-->",
    "",
    "# Saved cards are refused",
    "",
    "It was broken, and then it was not. ".repeat(200),
  ].join("\n");
}

/** What `dakor metrics` makes of many reports, after they are read from the disk. */
export function benchLearning(): void {
  const texts = Array.from({ length: REPORTS }, (_, index) => reportText(index + 1));
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  const records = texts.flatMap(
    (text, index) => readReportRecord(`${index}.md`, text, "2026-12-01T10:00:00Z") ?? [],
  );
  const read = performance.now() - begun;
  metricsTable(metricsOf(records), 100);
  const all = performance.now() - begun;
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  process.stdout.write(
    `metrics of ${records.length} reports: ${(all / MOST_MS).toFixed(2)} of ${MOST_MS} ms, reading ${(read / all).toFixed(2)} of it; memory ${(grown / MOST_MB).toFixed(2)} of ${MOST_MB} MB\n`,
  );
}
