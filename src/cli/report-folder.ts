import { readFile, readdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { CONFIG_PATH } from "../core/config/config.ts";
import { parseConfig } from "../core/config/parse-config.ts";
import { runTool } from "./run-tool.ts";

/** Where the repository around the present folder keeps its reports. */
export type ReportFolder = {
  /** The work tree's top. */
  readonly top: string;
  /** Path of the configuration, where there is one. */
  readonly config: string | undefined;
  /** The report directory, from the top on. */
  readonly directory: string;
  /** Paths of all reports, by name. */
  readonly reports: readonly string[];
};

export async function readTop(): Promise<string> {
  return (await runTool("git", ["rev-parse", "--show-toplevel"])) ?? ".";
}

export async function readReportFolder(): Promise<ReportFolder> {
  const top = await readTop();
  const config = join(top, CONFIG_PATH);
  const text = await readFile(config, "utf8").catch(() => undefined);
  const { directory } = parseConfig(text).config.report;
  const reports = await reportsIn(join(top, directory)).catch(() => []);
  return { top, directory, reports, config: text === undefined ? undefined : config };
}

/** A folder's README tells about reports, and is none. */
export async function reportsIn(folder: string): Promise<readonly string[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths
    .filter((path) => extname(path) === ".md" && basename(path).toLowerCase() !== "readme.md")
    .map((path) => join(folder, path))
    .toSorted();
}
