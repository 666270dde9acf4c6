import { readYaml } from "../config/config-yaml.ts";
import { remembered } from "./remembered.ts";

/** What stands at the top of a report, read: the one place where such text meets a parser. */
type FrontMatter =
  | { readonly status: "missing" }
  | { readonly status: "unreadable" }
  | { readonly status: "read"; readonly values: Readonly<Record<string, unknown>> };

/**
 * In a comment, which readers on GitHub don't see, or between two lines of dashes, which GitHub shows as a table: reports
 * begin with either.
 */
const FRONT =
  /^(?:<!--[ \t]*dakor:report[ \t]*\r?\n(?<hidden>[\s\S]*?)\r?\n-->|---[ \t]*\r?\n(?<shown>[\s\S]*?)\r?\n---)[ \t]*(?:\r?\n|$)/;
/** Characters. A report has some ten thousand; nobody writes more than this, and what follows isn't read. */
export const LONGEST_REPORT = 262_144;
/** More is no record of an incident. */
export const LONGEST_FRONT = 32_768;
/** As many as one pull request may bring, and some. */
const MOST_REMEMBERED = 25;

/** A report as it is read: without a byte order mark, and not without end. */
export function reportOf(text: string): string {
  return text.replace(/^\uFEFF/, "").slice(0, LONGEST_REPORT);
}

/** What stands at the start of a report, without the lines around it. */
export function frontOf(text: string): string | undefined {
  const { hidden, shown } = FRONT.exec(reportOf(text))?.groups ?? {};
  return hidden ?? shown;
}

/** A report, or a template, without its front matter. */
export function withoutFront(text: string): string {
  return reportOf(text).replace(FRONT, "");
}

/** How many lines the front matter takes, with those around it. */
export function frontHeight(text: string): number {
  return (FRONT.exec(reportOf(text))?.[0] ?? "").split("\n").length - 1;
}

export function readFrontMatter(text: string): FrontMatter {
  const front = frontOf(text);
  if (front === undefined) return { status: "missing" };
  return readFront(front);
}

/** By the reader that bounds size, depth and the number of values; what it objects to doesn't count. */
const readFront = remembered((front: string): FrontMatter => {
  if (front.length > LONGEST_FRONT) return { status: "unreadable" };
  const { value, problems } = readYaml(front);
  return problems.length === 0 && isRecord(value)
    ? { status: "read", values: value }
    : { status: "unreadable" };
}, MOST_REMEMBERED);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
