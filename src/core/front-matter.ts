import { isMap, isScalar, parseDocument } from "yaml";

/** What stands at the top of a report, read: the one place where such text meets a parser. */
export type FrontMatter =
  | { readonly status: "missing" }
  | { readonly status: "unreadable" }
  | { readonly status: "read"; readonly values: Readonly<Record<string, unknown>> };

const FRONT = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const LONGEST_REPORT = 1_000_000;
/** More is no record of an incident, and would cost the parser seconds. */
const LONGEST_FRONT = 100_000;

/** A report as it is read: without a byte order mark, and not without end. */
export function reportOf(text: string): string {
  return text.replace(/^\uFEFF/, "").slice(0, LONGEST_REPORT);
}

/** What stands between the two lines of "---" at the start of a report. */
export function frontOf(text: string): string | undefined {
  return FRONT.exec(reportOf(text))?.[1];
}

/** How many lines the front matter takes, with those of "---". */
export function frontHeight(text: string): number {
  return (FRONT.exec(reportOf(text))?.[0] ?? "").split("\n").length - 1;
}

export function readFrontMatter(text: string): FrontMatter {
  const front = frontOf(text);
  if (front === undefined) return { status: "missing" };
  const values = front.length > LONGEST_FRONT ? undefined : valuesIn(front);
  return values === undefined ? { status: "unreadable" } : { status: "read", values };
}

function valuesIn(front: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // All pairs of keys would be compared, but only one key must be clear.
    const document = parseDocument(front, { schema: "core", uniqueKeys: false });
    if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
    const named = document.contents.items.filter(
      ({ key }) => isScalar(key) && key.value === "incident",
    );
    if (named.length > 1) return undefined;
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return isRecord(value) ? value : undefined;
  } catch {
    // Aliases, or nested deeper than the parser goes.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
