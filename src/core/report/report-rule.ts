import { frontHeight, readFrontMatter, reportOf } from "./front-matter.ts";
import { recommendationsIn } from "./recommendation.ts";
import type { RecommendationPart } from "./recommendation.ts";
import { remembered } from "./remembered.ts";

import type { Instant } from "../time/time.ts";
import { isTodoLeft, isWritten } from "./written.ts";

/** What keeps a report from being finished; lines count from 1. */
export type ReportProblem =
  | { readonly reason: "front-matter-missing"; readonly line: number }
  | { readonly reason: "front-matter-unreadable"; readonly line: number }
  | { readonly reason: "incident-missing"; readonly line: number; readonly found: string }
  | { readonly reason: "section-missing"; readonly line: number; readonly section: string }
  | { readonly reason: "section-empty"; readonly line: number; readonly section: string }
  | { readonly reason: "todo-left"; readonly line: number }
  | {
      readonly reason: "recommendation-incomplete";
      readonly line: number;
      readonly missing: readonly RecommendationPart[];
    }
  | { readonly reason: "too-many-reports"; readonly line: number; readonly most: number }
  /** It is about an earlier outage. */
  | {
      readonly reason: "time-too-early";
      readonly line: number;
      readonly name: "restored" | "closed";
      readonly needed: Instant;
      readonly found: Instant | undefined;
    }
  /** The same, where both ended within a minute. */
  | {
      readonly reason: "outage-missing";
      readonly line: number;
      readonly name: "outages" | "reopened";
      readonly needed: number;
      readonly found: number;
    };

/** Reports of one pull request that are read. */
export const MOST_REPORTS = 20;

/** Sections that every report has, whatever its template. */
export const REQUIRED_SECTIONS = ["Summary", "Impact", "Timeline", "Cause"] as const;

const LONGEST_FOUND = 200;
/** More incidents have no report of their own in one file. */
const MOST_INCIDENTS = 20;

/**
 * The incidents that a report names in its front matter, `incident: 42` or `incident: [42, 43]`: found by what it
 * says, not by where it lies or how it is called.
 */
export function incidentsOfReport(text: string): readonly number[] {
  const front = readFrontMatter(text);
  return front.status === "read" ? incidentsIn(front.values["incident"]) : [];
}

function incidentsIn(value: unknown): readonly number[] {
  const numbers: readonly unknown[] = Array.isArray(value) ? value : [value];
  const incidents = numbers.filter(isIncidentNumber);
  const isClear = incidents.length === numbers.length && numbers.length <= MOST_INCIDENTS;
  return isClear ? [...new Set(incidents)] : [];
}

function isIncidentNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

/** Everything that is still missing in the report of an incident, in the order of its lines. */
export function checkReport(text: string, incident: number): readonly ReportProblem[] {
  return [...checkFront(text, incident), ...checkProse(text)].toSorted(
    (one, other) => one.line - other.line,
  );
}

/** What doesn't depend on the incident; a report may be asked about for many of them. */
const checkProse = remembered((text: string): readonly ReportProblem[] => {
  const lines = proseLines(reportOf(text));
  return [...checkSections(lines), ...checkTodos(lines), ...checkRecommendations(lines)];
}, 25);

function checkFront(text: string, incident: number): readonly ReportProblem[] {
  const front = readFrontMatter(text);
  if (front.status === "missing") return [{ reason: "front-matter-missing", line: 1 }];
  if (front.status === "unreadable") return [{ reason: "front-matter-unreadable", line: 1 }];
  const found = front.values["incident"];
  if (incidentsIn(found).includes(incident)) return [];
  const words = (JSON.stringify(found) ?? "").slice(0, LONGEST_FOUND).toWellFormed();
  return [{ reason: "incident-missing", line: 1, found: words }];
}

function checkSections(lines: readonly ReportLine[]): readonly ReportProblem[] {
  const headings = lines.map(({ text, isCode }) => (isCode ? undefined : headingOf(text)));
  return REQUIRED_SECTIONS.flatMap((section): readonly ReportProblem[] => {
    const start = headings.indexOf(section.toLowerCase());
    if (start === -1) return [{ reason: "section-missing", line: lines.length, section }];
    const end = headings.findIndex((text, index) => index > start && text !== undefined);
    const content = lines.slice(start + 1, end === -1 ? undefined : end);
    // Where a TODO is left, that is said already.
    const isTold =
      isWritten(content.map(({ text }) => text)) ||
      content.some(({ source, isCode }) => !isCode && isTodoLeft(source));
    return !isTold ? [{ reason: "section-empty", line: start + 1, section }] : [];
  });
}

/** The text of a heading of the first two levels, without emphasis. */
function headingOf(line: string): string | undefined {
  const text = /^ {0,3}#{1,2}[ \t]+(.*)$/.exec(line)?.[1];
  // Only short ones are looked for, and the end of a long one would cost its square.
  return text
    ?.slice(0, LONGEST_FOUND)
    .replace(/[ \t#]+$/, "")
    .replaceAll(/[*_`]/g, "")
    .trim()
    .toLowerCase();
}

/** Comments count as well: what is asked there isn't answered either. */
function checkTodos(lines: readonly ReportLine[]): readonly ReportProblem[] {
  return lines.flatMap(({ source, isCode }, index): readonly ReportProblem[] =>
    !isCode && isTodoLeft(source) ? [{ reason: "todo-left", line: index + 1 }] : [],
  );
}

/** Each item of the checklist says its kind, its owner and a date; where a TODO asks for one, that is said already. */
function checkRecommendations(lines: readonly ReportLine[]): readonly ReportProblem[] {
  const start = lines.findIndex(
    ({ text, isCode }) => !isCode && headingOf(text) === RECOMMENDATIONS,
  );
  if (start === -1) return [];
  const after = lines.slice(start + 1);
  const end = after.findIndex(({ text, isCode }) => !isCode && headingOf(text) !== undefined);
  const content = after.slice(0, end === -1 ? undefined : end);
  return recommendationsIn(content.map(({ text, isCode }) => (isCode ? "" : text))).flatMap(
    ({ index, missing }): readonly ReportProblem[] =>
      missing.length === 0 || isTodoLeft(content[index]?.source ?? "")
        ? []
        : [{ reason: "recommendation-incomplete", line: start + index + 2, missing }],
  );
}

const RECOMMENDATIONS = "recommendations";
const CODE = /`[^`]*`/g;

/** `text` is what readers see, without comments; `source` is what stands there. */
type ReportLine = {
  readonly text: string;
  readonly source: string;
  readonly isCode: boolean;
};

/** ReportLine by line: front matter is no text, and neither are comments; code is neither heading nor TODO. */
export function proseLines(report: string): readonly ReportLine[] {
  let left = frontHeight(report);
  let fence = "";
  let isComment = false;
  return report.split(/\r?\n/).map((source): ReportLine => {
    left -= 1;
    if (left >= 0) return { text: "", source: "", isCode: false };
    const mark = isComment ? "" : fenceOf(source);
    if (fence !== "" || mark !== "") {
      if (fence === "") fence = mark;
      else if (mark.startsWith(fence) && source.trim() === mark) fence = "";
      return { text: mark === "" ? source : "", source, isCode: true };
    }
    // In code, `<!--` opens none.
    const words = isComment ? source : source.replaceAll(CODE, (code) => code.replace("<!--", ""));
    const seen = withoutComments(words, isComment);
    ({ isComment } = seen);
    return { text: seen.text, source, isCode: false };
  });
}

/** "```" or longer, where the line opens or ends a block of code. */
function fenceOf(line: string): string {
  const [all = "", mark = ""] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
  return mark.startsWith("`") && line.includes("`", all.length) ? "" : mark;
}

function withoutComments(
  line: string,
  isInside: boolean,
): { readonly text: string; readonly isComment: boolean } {
  let text = "";
  let at = 0;
  let isComment = isInside;
  for (;;) {
    const next = line.indexOf(isComment ? "-->" : "<!--", at);
    if (!isComment) text += line.slice(at, next === -1 ? undefined : next);
    if (next === -1) return { text, isComment };
    at = next + (isComment ? 3 : 4);
    isComment = !isComment;
  }
}
