import * as v from "valibot";
import type { FileCounts } from "../model/snapshot.ts";
import type {
  IncidentRecord,
  KeptWords,
  RememberedHeads,
  RememberedKludge,
  Spell,
} from "./record.ts";
import type { Instant } from "../time/time.ts";
import { defined } from "../model/defined.ts";

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

/** Source, trace, text, the last edit that counts, and the change that doesn't. */
export const WordRow = v.tuple([
  v.string(),
  v.string(),
  v.string(),
  v.optional(v.nullable(v.tuple([v.string(), v.string(), v.boolean()]))),
  v.optional(v.string()),
]);

export function wordRow({ source, trace, text, edited, refused }: KeptWords): readonly unknown[] {
  const edit = edited === undefined ? null : [edited.at, edited.by.login, edited.by.isBot];
  if (refused !== undefined) return [source, trace, text, edit, refused];
  return edit === null ? [source, trace, text] : [source, trace, text, edit];
}

export function wordsOf([source, trace, text, edit, refused]: v.InferOutput<
  typeof WordRow
>): KeptWords {
  const [at = "", by = ""] = trace.split("/");
  const [editedAt = "", login = "", isBot = false] = edit ?? [];
  return {
    source,
    trace,
    at,
    by,
    text,
    ...(edit ? { edited: { at: editedAt, by: { login, isBot } } } : {}),
    ...defined({ refused }),
  };
}

export function spellOf<T>([after, value]: readonly [Instant, T]): Spell<T> {
  return { after, value };
}
