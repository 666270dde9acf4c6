import type { Phase } from "./phase.ts";

export type CommandOption =
  | "next"
  | "at"
  | "impact"
  | "undo"
  | "because"
  | "pulls"
  | "people"
  | "for";

/** What one command takes; the table is in command.ts. */
export type CommandRule = {
  readonly usage: string;
  readonly help: string;
  /** A line that works, where the usage is not one already. */
  readonly example?: string;
  /** The step under which the help lists it; left out, it serves any. */
  readonly step?: Phase;
  /** None, one needed line, or long (the paragraph's next lines too); left out, long but not needed. */
  readonly text?: "none" | "line" | "long";
  readonly options?: readonly CommandOption[];
  readonly aliases?: readonly string[];
  /** Only as `/dakor name`: the bare name belongs to other bots. */
  readonly isNamespaced?: true;
  /** Counts on any issue, not just on incidents. */
  readonly isAnywhere?: true;
};
