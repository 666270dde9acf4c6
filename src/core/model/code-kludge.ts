import { isDate } from "../time/time.ts";
import { defined } from "./defined.ts";

/** What a comment in the code says it stands in for: `KLUDGE(#42)`, `KLUDGE(#42 K2, until 2027-03-01)`. */
export type CodeKludge = {
  readonly incident: number;
  /** "K2", where it says which. */
  readonly kludge?: string;
  /** The day by which it should be gone. */
  readonly until?: string;
};

/** What can be known of an incident that code names. */
export type IncidentFate =
  | { readonly is: "open" }
  /** There is no such issue, or it is no incident. */
  | { readonly is: "missing" }
  | {
      readonly is: "over";
      readonly kludges: readonly { readonly id: string; readonly state: string }[];
    };

export type CodeKludgeState =
  /** Nobody could say anything about the incident. */
  | "unknown"
  | "open"
  /** The incident is over, and somebody said why it stays. */
  | "kept"
  | "expired"
  | "over"
  | "no-incident"
  | "no-kludge";

/** Every mark in a line of code; "unreadable" where one begins like a mark and can't be read. */
export function codeKludgesIn(line: string): readonly (CodeKludge | "unreadable")[] {
  return [...line.matchAll(LIKE_MARK)].map(([, inside = ""]) => {
    const { incident, kludge, until } = MARK.exec(inside)?.groups ?? {};
    if (incident === undefined || (until !== undefined && !isDate(until))) return "unreadable";
    return {
      incident: Number(incident),
      ...(kludge === undefined ? {} : { kludge: kludge.toUpperCase() }),
      ...defined({ until }),
    };
  });
}

/** `KLUDGE(x)` may be anybody's function; with a number in it, it is meant. */
const LIKE_MARK = /\bKLUDGE\((\s*#?\d[^()]{0,100})\)?/g;
const MARK =
  /^\s*#(?<incident>[1-9]\d{0,8})(?:[\s,]+(?<kludge>k[1-9]\d{0,3}))?(?:[\s,]+until\s+(?<until>\d{4}-\d\d-\d\d))?\s*$/i;

/** `today` as "2027-03-01". */
export function stateOfCode(
  { kludge, until }: Pick<CodeKludge, "kludge" | "until">,
  { fate, today }: { readonly fate: IncidentFate | undefined; readonly today: string },
): CodeKludgeState {
  if (fate?.is === "missing") return "no-incident";
  if (fate?.is === "over") {
    const meant = fate.kludges.filter(({ id }) => kludge === undefined || id === kludge);
    if (meant.length === 0) return "no-kludge";
    if (!meant.some(({ state }) => state === "kept")) return "over";
  }
  if (until !== undefined && until < today) return "expired";
  if (fate === undefined) return "unknown";
  return fate.is === "over" ? "kept" : "open";
}

/** Whether somebody should do something about it. */
export function isDueCode(state: CodeKludgeState): boolean {
  return (
    state === "expired" || state === "over" || state === "no-incident" || state === "no-kludge"
  );
}
