import { metricsOf } from "../core/metrics/metrics.ts";
import type { IncidentMetrics } from "../core/metrics/metrics.ts";
import type { ReportRecord } from "../core/metrics/report-record.ts";
import { metricsCsv, metricsJson, metricsTable } from "../text/metrics/metrics.ts";
import { exitCode } from "./exit-code.ts";
import { readReportFolder } from "./report-folder.ts";
import { readRecords } from "./report-records.ts";
import { createScreen } from "./terminal/screen.ts";

export type MetricsOptions = {
  readonly format: "table" | "json" | "csv";
  /** "2026-01-01": incidents that began before it are left out. */
  readonly since: string | undefined;
};

/** Prints what the reports of the repository around the present folder tell, and nothing else does. */
export async function runMetrics({ format, since = "" }: MetricsOptions): Promise<number> {
  const records = await readRecords(await readReportFolder());
  const metrics = metricsOf(records.filter((record) => beganIn(record) >= since));
  process.stdout.write(printed(metrics, format));
  return exitCode("done");
}

function printed(metrics: IncidentMetrics, format: MetricsOptions["format"]): string {
  switch (format) {
    case "csv":
      return metricsCsv(metrics);
    case "json":
      return `${JSON.stringify(metricsJson(metrics), undefined, 2)}\n`;
    case "table":
      return `${metricsTable(metrics, createScreen(process.stdout).columns)}\n`;
  }
}

/** Whose beginning nobody can read is always among them. */
function beganIn({ times }: ReportRecord): string {
  const began = times.started ?? times.declared;
  return began ?? "9";
}
