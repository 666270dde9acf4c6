import type { ConfigProblem } from "../core/config/config.ts";
import { parseConfig } from "../core/config/parse-config.ts";
import { checkReportFront } from "../core/report/report-front.ts";
import { checkReport, incidentsOfReport } from "../core/report/report-rule.ts";
import type { ReportProblem } from "../core/report/report-rule.ts";
import { wordingProblems } from "../text/notify/check-wording.ts";
import { PLAIN, reportLine } from "../text/gate/gate-mistake.ts";
import { defined } from "../core/model/defined.ts";

export type LintProblem = {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to type there. */
  readonly instead?: string;
};

export type LintKind = "config" | "report";

const GENERAL: ReadonlySet<ReportProblem["reason"]> = new Set([
  "front-matter-unreadable",
  "incident-missing",
]);

/** The mistakes in a file's text, in its order. */
export function lintText(kind: LintKind, text: string): readonly LintProblem[] {
  return kind === "config"
    ? [...parseConfig(text).problems, ...wordingProblems(text)].map(fromConfig)
    : lintReport(text);
}

function lintReport(text: string): readonly LintProblem[] {
  const front = checkReportFront(text);
  const found = checkReport(text, incidentsOfReport(text)[0] ?? 0)
    // What is wrong in the front matter is said with its place already.
    .filter(({ reason }) => front.length === 0 || !GENERAL.has(reason))
    .map((problem) => fromReport(problem, text));
  return [...front.map(fromConfig), ...found].toSorted(
    (one, other) => one.line - other.line || one.column - other.column,
  );
}

function fromConfig(problem: ConfigProblem): LintProblem {
  const { line, column, path, expected, found, suggestion } = problem;
  const where = path === "" ? "" : `${path}: `;
  return {
    line,
    column,
    message: `${where}expected ${expected}, found ${JSON.stringify(found)}`,
    ...defined({ instead: suggestion }),
  };
}

function fromReport(problem: ReportProblem, text: string): LintProblem {
  const source = text.split(/\r?\n/)[problem.line - 1] ?? "";
  const at = problem.reason === "todo-left" ? source.search(/TODO/i) : 0;
  return { line: problem.line, column: Math.max(at, 0) + 1, message: reportLine(problem, PLAIN) };
}
