import type { FileCounts } from "./file-counts.ts";
import type { IncidentRecord, RememberedHeads, RememberedKludge } from "./record.ts";

type Name = readonly [string, (string | undefined)?];

export function kludgeOf([source, [id, trace]]: readonly [string, Name]): readonly [
  string,
  RememberedKludge,
] {
  return [source, trace === undefined ? { id } : { id, trace }];
}

export function namesOf(
  kludges: NonNullable<IncidentRecord["kludges"]>,
): readonly (readonly [string, readonly string[]])[] {
  return [...kludges].map(([source, { id, trace }]) => [
    source,
    trace === undefined ? [id] : [id, trace],
  ]);
}

type FilesRow = readonly [of: number, isWhole: boolean, matched: readonly Match[]];
type Match = readonly [pattern: string, count: number];

export function countsOf([of, isWhole, matched]: FilesRow): FileCounts {
  return { of, isWhole, matched: new Map(matched) };
}

type HeadRow = readonly [source: string, pull: number, head: string];

export function rowsOf(heads: RememberedHeads): readonly HeadRow[] {
  return [...heads].flatMap(([source, seen]) =>
    [...seen].map(([pull, head]): HeadRow => [source, pull, head]),
  );
}

export function headsOf(rows: readonly HeadRow[]): RememberedHeads {
  const sources = [...new Set(rows.map(([source]) => source))];
  return new Map(
    sources.map((source) => [
      source,
      new Map(rows.flatMap(([of, pull, head]) => (of === source ? [[pull, head] as const] : []))),
    ]),
  );
}
