import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { readReportRecord } from "../core/metrics/report-record.ts";
import type { ReportRecord } from "../core/metrics/report-record.ts";
import { parseInstant } from "../core/time/time.ts";
import type { Instant } from "../core/time/time.ts";
import type { ReportFolder } from "./report-folder.ts";
import { runTool } from "./run-tool.ts";

/** What each report of a clone tells; files that are none are left out. */
export async function readRecords({
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
