import { counted } from "../core/model/counted.ts";
import { readFile, stat } from "node:fs/promises";
import { extname, relative, resolve } from "node:path";
import { escapeWorkflowCommand } from "../action/escape-workflow-command.ts";
import { CONFIG_PATH } from "../core/config/config.ts";
import { TEAM_REMEDY } from "../text/board/board-notice.ts";
import { CALL_REMEDY, uncalledIn, unheardIn } from "./doctor/checks/check-teams.ts";
import { readHere } from "./doctor/read-here.ts";
import { exitCode, wrongUse } from "./exit-code.ts";
import { findCodeKludges, isDue } from "./code-kludges.ts";
import { lintText } from "./lint-text.ts";
import type { LintKind, LintProblem } from "./lint-text.ts";
import { readReportFolder, readTop, reportsIn } from "./report-folder.ts";

export type LintOptions = { readonly files: readonly string[]; readonly json: boolean };

export type FoundProblem = LintProblem & { readonly file: string };

const KINDS: Readonly<Record<string, LintKind>> = {
  ".md": "report",
  ".yml": "config",
  ".yaml": "config",
};

/** Says what is wrong in the files, and gives the exit code. */
export async function runLint({ files, json }: LintOptions): Promise<number> {
  const named = files.length === 0 ? await ownFiles() : await expanded(files);
  const problems = (await Promise.all(named.map(lintFile))).flat();
  const notes = await notesFor(named);
  const prose = await Promise.all(named.map(proseOf));
  const due = files.length === 0 ? await dueInCode() : [];
  const warnings = [...prose.flat(), ...due];
  if (json) {
    const said = { schema_version: 1, files: named.length, problems, warnings, notes };
    process.stdout.write(`${JSON.stringify(said, undefined, 2)}\n`);
  } else {
    for (const problem of problems) process.stdout.write(`${lineOf(problem)}\n`);
    for (const warning of warnings) process.stdout.write(`${warningLine(warning)}\n`);
    for (const note of notes) process.stderr.write(`Note: ${note}\n`);
    process.stderr.write(
      named.length === 0
        ? "There is no configuration here, and no report.\n"
        : `${counted(problems.length, "mistake")} in ${counted(named.length, "file")}\n`,
    );
  }
  return exitCode(problems.length === 0 ? "done" : "found");
}

/** Words of a report that a friendly reader would put otherwise. */
async function proseOf(file: string): Promise<readonly FoundProblem[]> {
  if (KINDS[extname(file).toLowerCase()] !== "report") return [];
  const { checkProse } = await import("./check-prose.ts");
  const warnings = await checkProse(await readFile(file, "utf8"));
  return warnings.map((warning) => ({ file, ...warning }));
}

/** Lines of the code that stand in for the real thing longer than they should, as far as the clone knows. */
async function dueInCode(): Promise<readonly FoundProblem[]> {
  const found = await findCodeKludges(await readReportFolder(), async () => new Map());
  return found.filter(isDue);
}

/** In a workflow, GitHub shows it beside the line. */
function warningLine({ file, line, column, message }: FoundProblem): string {
  return process.env["GITHUB_ACTIONS"] === "true"
    ? `::warning file=${propertyOf(file)},line=${line},col=${column},title=dakor::${escapeWorkflowCommand(message)}`
    : `${file}:${line}:${column}: warning: ${message}`;
}

function propertyOf(file: string): string {
  return file.replaceAll(
    /[%\r\n:,]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
  );
}

/** What is no mistake, and won't do what it was written for. */
async function notesFor(files: readonly string[]): Promise<readonly string[]> {
  const top = await readTop();
  const here = await readHere(top);
  const isLooked = files.some((file) => resolve(file) === resolve(top, CONFIG_PATH));
  if (here === undefined || !isLooked) return [];
  const unheard = unheardIn(here);
  const uncalled = uncalledIn(here);
  return [
    ...(unheard === undefined ? [] : [`${unheard} ${TEAM_REMEDY}`]),
    ...(uncalled === undefined ? [] : [`${uncalled} ${CALL_REMEDY}`]),
  ];
}

async function lintFile(file: string): Promise<readonly FoundProblem[]> {
  const kind = KINDS[extname(file).toLowerCase()];
  if (kind === undefined) {
    throw wrongUse(`${file} is no report (.md) and no configuration (.yml).`);
  }
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw wrongUse(`${file} can't be read: ${error instanceof Error ? error.message : "no file"}`);
  });
  return lintText(kind, text).map((problem) => ({ file, ...problem }));
}

function lineOf({ file, line, column, message, instead }: FoundProblem): string {
  const hint = instead === undefined ? "" : `. Type ${instead} instead.`;
  return `${file}:${line}:${column}: ${message}${hint}`;
}

/** The configuration and the reports of the repository around the present folder. */
async function ownFiles(): Promise<readonly string[]> {
  const { config, reports } = await readReportFolder();
  return [...(config === undefined ? [] : [config]), ...reports].map((path) => relative(".", path));
}

async function expanded(files: readonly string[]): Promise<readonly string[]> {
  const all = files.map(async (file) => {
    const isFolder = await stat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    return isFolder ? reportsIn(file) : [file];
  });
  return (await Promise.all(all)).flat();
}
