import { REASONS_KEPT } from "./queue.ts";

/** What the database keeps of a key beside its state and its time. */
export type StoredKey = {
  readonly reasons: readonly string[];
  /** Triggers that came during its run, and the earliest time (ms since 1970) that they ask for. */
  readonly next: readonly string[];
  readonly nextAt: number | undefined;
  readonly failures: number;
  readonly error: string;
  /** Ms since 1970; triggers can't bring it forward before this. */
  readonly heldUntil: number | undefined;
  /** pg-boss's number of the last run that came to an end; the runs since then lost their workers. */
  readonly endedRuns: number;
};

const ERROR_KEPT = 500;

export function parseStored(data: unknown): StoredKey {
  const fields: Readonly<Record<string, unknown>> = { ...(typeof data === "object" ? data : {}) };
  return {
    reasons: texts(fields["reasons"]),
    next: texts(fields["next"]),
    nextAt: number(fields["nextAt"]),
    failures: number(fields["failures"]) ?? 0,
    error: typeof fields["error"] === "string" ? fields["error"] : "",
    heldUntil: number(fields["heldUntil"]),
    endedRuns: number(fields["endedRuns"]) ?? -1,
  };
}

/** The latest reasons, each once. */
export function mergeReasons(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].slice(-REASONS_KEPT);
}

/** PostgreSQL takes neither NUL nor half a character, and what it can't take would block the key for ever. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").slice(0, ERROR_KEPT).toWellFormed();
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
