import type { Config } from "../config/config.ts";
import type { Person, Source } from "../model/timeline.ts";
import type { IssueForm } from "../markdown/issue-form.ts";
import type { FileCounts } from "../model/snapshot.ts";
import type { Role } from "../model/role.ts";
import type { Instant } from "../time/time.ts";

/** What was in force after an instant, up to the next one. */
export type Spell<T> = { readonly after: Instant; readonly value: T };

/** Before all that is remembered. */
export const ALWAYS: Instant = "";

/** Of the components only the names: an incident remembers the paths that they brought. Whom to tell is of the present. */
export type RememberedConfig = Omit<Config, "components" | "notify" | "people" | "wording"> & {
  readonly componentNames: readonly string[];
};

/** By the source of the command, and by the pull request's number. Twenty digits of each commit. */
export type RememberedHeads = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** A kludge's name, and when and by whom it was said. */
export type RememberedKludge = { readonly id: string; readonly trace?: string };

/** What a comment that counted said, in case somebody without permission changes or deletes it. */
export type KeptWords = {
  readonly source: string;
  /** By when and by whom it was said; it survives a move. */
  readonly trace: string;
  readonly at: Instant;
  /** A login. */
  readonly by: string;
  readonly text: string;
  /** The last edit that counts. */
  readonly edited?: { readonly at: Instant; readonly by: Person };
  /** An edit that doesn't count, or "gone". */
  readonly refused?: string;
};

/** Somebody changed or deleted what this bot had said. */
export type Undoing = { readonly at: Instant; readonly by: Person };

/** What an incident's board remembers of its past, and nothing else can tell. */
export type IncidentRecord = {
  /** Everything up to here was judged. */
  readonly until: Instant;
  /** Of what happened in that very second, the ids of what was. */
  readonly seen: readonly string[];
  /** The issue's id: it has another one since, where it moved to another repository. */
  readonly issue?: string;
  /** By lower-case login, oldest first. */
  readonly roles: ReadonlyMap<string, readonly Spell<Role>[]>;
  readonly configs: readonly Spell<RememberedConfig>[];
  readonly declared?: Source;
  /** What was seen by whoever let a pull request through. */
  readonly heads: RememberedHeads;
  /** When what promises or announces something was said, by the keys of its news; missing in records of before. */
  readonly said?: ReadonlyMap<string, Instant>;
  /** All that the incident holds. */
  readonly paths: readonly string[];
  /** What its patterns matched. */
  readonly files?: FileCounts;
  /** In a few words. */
  readonly form: IssueForm;
  /** The name of each kludge, by where it comes from: names stay, also when a comment is deleted. */
  readonly kludges?: ReadonlyMap<string, RememberedKludge>;
  /** Those that matter most first. */
  readonly words?: readonly KeptWords[];
  /** Who changed the board, and was put right. */
  readonly touched?: readonly Undoing[];
  /** An earlier record was lost then: what was decided before is judged by present values. */
  readonly lostAt?: Instant;
};

/** The value at an instant; before the first one, that one. */
export function spellAt<T>(spells: readonly Spell<T>[], at: Instant): T | undefined {
  return (spells.findLast(({ after }) => after < at) ?? spells[0])?.value;
}

/** Whether what happened then was judged when the record was written. */
export function isRemembered(record: IncidentRecord | undefined, at: Instant, id: string): boolean {
  if (record === undefined) return false;
  return at < record.until || (at === record.until && record.seen.includes(id));
}
