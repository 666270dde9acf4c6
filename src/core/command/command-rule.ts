import type { Phase } from "../model/phase.ts";

export type CommandOption =
  | "next"
  | "at"
  | "impact"
  | "undo"
  | "because"
  /** Words that people outside may read: until the end of their line. */
  | "public"
  | "pulls"
  | "people"
  | "for"
  /** Until when somebody is away. */
  | "away"
  /** A promise only where the text ends with "next 10m" in so many words. */
  | "promise"
  /** The promise may begin the text: "in 10m …". */
  | "in";

/** Whose word counts: people with the role, or more, that the configuration has under this key. */
export type CommandRole = "permission" | "gate.permission";

/** What one command takes; the table is in command.ts. */
export type CommandRule = {
  readonly usage: string;
  readonly help: string;
  readonly role: CommandRole;
  /** What it does only from people with `gate.permission`: the rest of it counts without. */
  readonly gated?: string;
  /** A line that works, where the usage is not one already. */
  readonly example?: string;
  /** The step under which the help lists it; left out, it serves any. */
  readonly step?: Phase;
  /**
   * None; alone, so that with words after it the line is none of ours; one needed line; one line that
   * may be left out; or long (the paragraph's next lines too). Left out, long but not needed.
   */
  readonly text?: "none" | "alone" | "line" | "optional" | "long";
  /** The only words that it takes, where it takes no text; elsewhere, words that add nothing to its name. */
  readonly words?: readonly string[];
  readonly options?: readonly CommandOption[];
  readonly aliases?: readonly string[];
  /** Where the configuration lists another bot the bare name is that bot's, and ours is `/dakor name`. */
  readonly isShared?: true;
  /** Counts on any issue, not just on incidents. */
  readonly isAnywhere?: true;
};
