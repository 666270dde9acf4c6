import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { metricsOf } from "../core/metrics/metrics.ts";
import type { IncidentMetrics } from "../core/metrics/metrics.ts";
import { readReportRecord } from "../core/metrics/report-record.ts";
import type { ReportRecord } from "../core/metrics/report-record.ts";
import { parseInstant } from "../core/time/time.ts";
import type { Instant } from "../core/time/time.ts";
import { metricsCsv, metricsJson, metricsTable } from "../text/metrics/metrics.ts";
import { exitCode } from "./exit-code.ts";
import { readReportFolder } from "./report-folder.ts";
import type { ReportFolder } from "./report-folder.ts";
import { runTool } from "./run-tool.ts";
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

async function readRecords({
  top,
  reports,
  directory,
}: ReportFolder): Promise<readonly ReportRecord[]> {
  const reported = await readReported(top, directory);
  const records = await Promise.all(
    reports.map(async (path) => {
      const file = relative(top, path).replaceAll("\\", "/");
      return readReportRecord(file, await readFile(path, "utf8"), reported.get(file));
    }),
  );
  return records.filter((record) => record !== undefined);
}

const COMMIT = "commit ";

/** When each file came to this branch, by its merge, and under whatever name it came. */
async function readReported(top: string, directory: string): Promise<ReadonlyMap<string, Instant>> {
  const log = await runTool(
    "git",
    [
      "-c",
      "core.quotePath=false",
      "log",
      "--first-parent",
      "--diff-merges=first-parent",
      "--reverse",
      "--find-renames",
      "--diff-filter=AR",
      "--name-status",
      `--format=${COMMIT}%cI`,
      "--",
      directory,
    ],
    { cwd: top },
  );
  const came = new Map<string, Instant>();
  let at: Instant | undefined;
  for (const line of (log ?? "").split("\n")) {
    if (line.startsWith(COMMIT)) at = parseInstant(line.slice(COMMIT.length));
    const [how = "", file = "", renamed] = line.split("\t");
    const first = how.startsWith("R") ? came.get(file) : undefined;
    const time = first ?? at;
    if (time !== undefined && /^[AR]/.test(how)) came.set(renamed ?? file, time);
  }
  return came;
}
