import { findParts } from "./report-part.ts";

/** Refreshes the parts that nobody has touched; every other letter stays as it is. */
export function mergeReport(present: string | undefined, fresh: string): string {
  if (present === undefined) return fresh;
  const freshLines = fresh.split("\n");
  const parts = new Map(
    findParts(freshLines).map((part) => [part.name, freshLines.slice(part.begin, part.end + 1)]),
  );
  const lines = present.split("\n");
  const hasCarriageReturns = present.includes("\r\n");
  const out: string[] = [];
  let copied = 0;
  for (const part of findParts(lines)) {
    const replacement = parts.get(part.name);
    if (!part.isUntouched || replacement === undefined || part.begin < copied) continue;
    const isSame = isSameLines(lines.slice(part.begin, part.end + 1), replacement);
    if (isSame) continue;
    out.push(...lines.slice(copied, part.begin));
    out.push(...replacement.map((line) => (hasCarriageReturns ? `${line}\r` : line)));
    copied = part.end + 1;
  }
  return [...out, ...lines.slice(copied)].join("\n");
}

function isSameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line.trimEnd() === other[at]);
}
