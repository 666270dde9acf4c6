import { parseDocument } from "yaml";

/** What keeps a report from being finished; lines count from 1. */
export type ReportProblem =
  | { readonly reason: "front-matter-missing"; readonly line: number }
  | { readonly reason: "front-matter-unreadable"; readonly line: number }
  | { readonly reason: "incident-missing"; readonly line: number; readonly found: string }
  | { readonly reason: "section-missing"; readonly line: number; readonly section: string }
  | { readonly reason: "section-empty"; readonly line: number; readonly section: string }
  | { readonly reason: "todo-left"; readonly line: number };

/** Sections that every report has, whatever its template. */
export const REQUIRED_SECTIONS = ["Summary", "Impact", "Timeline", "Cause"] as const;

const FRONT = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const LONGEST_REPORT = 1_000_000;

/** The incident that a report names in its front matter: found by what it says, not by where it lies. */
export function incidentOfReport(text: string): number | undefined {
  const front = FRONT.exec(text.slice(0, LONGEST_REPORT))?.[1];
  const value = front === undefined ? undefined : readFront(front)?.["incident"];
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Everything that is still missing in the report of an incident, in the order of its lines. */
export function checkReport(text: string, incident: number): readonly ReportProblem[] {
  const report = text.slice(0, LONGEST_REPORT);
  return [
    ...checkFront(report, incident),
    ...checkSections(report),
    ...checkTodos(report),
  ].toSorted((one, other) => one.line - other.line);
}

function checkFront(report: string, incident: number): readonly ReportProblem[] {
  const front = FRONT.exec(report)?.[1];
  if (front === undefined) return [{ reason: "front-matter-missing", line: 1 }];
  const values = readFront(front);
  if (values === undefined) return [{ reason: "front-matter-unreadable", line: 1 }];
  const found = values["incident"];
  return found === incident
    ? []
    : [{ reason: "incident-missing", line: 1, found: JSON.stringify(found) ?? "" }];
}

function readFront(front: string): Readonly<Record<string, unknown>> | undefined {
  const document = parseDocument(front, { schema: "core" });
  if (document.errors.length > 0) return undefined;
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function checkSections(report: string): readonly ReportProblem[] {
  const lines = report.split(/\r?\n/);
  return REQUIRED_SECTIONS.flatMap((section): readonly ReportProblem[] => {
    const start = lines.findIndex((line) => headingOf(line) === section.toLowerCase());
    if (start === -1) return [{ reason: "section-missing", line: lines.length, section }];
    const length = lines.slice(start + 1).findIndex((line) => headingOf(line) !== undefined);
    const content = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
    const isEmpty = content.every((line) => line.trim() === "" || /^<!--.*-->$/.test(line.trim()));
    return isEmpty ? [{ reason: "section-empty", line: start + 1, section }] : [];
  });
}

/** The text of a heading of the first two levels, without emphasis. */
function headingOf(line: string): string | undefined {
  const text = /^#{1,2}[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line)?.[1];
  return text?.replaceAll(/[*_`]/g, "").trim().toLowerCase();
}

/** `TODO:` at the start of a line, an item or a table cell; talking about one in a sentence is fine. */
function checkTodos(report: string): readonly ReportProblem[] {
  return report.split(/\r?\n/).flatMap((line, index): readonly ReportProblem[] => {
    if (line.length > 10_000) return [];
    const plain = line.replaceAll(/`[^`]*`/g, "");
    return /(?:^|[|(;:]|[-*+]|\[[ x]\])[ \t>]*(?:\*\*)?TODO\b[:(]/i.test(plain)
      ? [{ reason: "todo-left", line: index + 1 }]
      : [];
  });
}
