import type { CommandName } from "./command.ts";

export const MOST_COMMANDS = 10;

/** One command as somebody wrote it. Times stay words here: only the replay knows "now" and the zone. */
export type Command = {
  readonly name: CommandName;
  /** The first line as typed, for replies that quote it. */
  readonly line: string;
  /** What is left after the options; Markdown as written. */
  readonly text: string;
  /** The next update comes after so many seconds, or by this time. */
  readonly next?: number;
  readonly by?: string;
  readonly at?: string;
  readonly impact?: string;
  readonly undo?: string;
  readonly because?: string;
  /** Words that people outside may read. */
  readonly public?: string;
  /** How long it counts. */
  readonly for?: number;
  readonly until?: string;
  /** Until when they are away: a duration, or a time. */
  readonly away?: string;
  readonly pulls: readonly number[];
  /** Commits that were named with them. */
  readonly heads?: Readonly<Record<number, string>>;
  readonly people: readonly string[];
};

export type CommandProblem =
  | {
      readonly reason: "unknown-command";
      readonly line: string;
      /** Beginnings of lines, the likeliest first. */
      readonly suggestions: readonly string[];
    }
  /** Typed right below a quote or a list, it is part of that. */
  | { readonly reason: "within-quote"; readonly line: string }
  /** An offered line was pasted, and its blank not filled in. */
  | {
      readonly reason: "blank-left";
      readonly line: string;
      readonly name: CommandName;
      readonly blank: string;
    }
  /** May be an option, or text: `meant` is the line on which it is an option for sure. */
  | {
      readonly reason: "option-unclear";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
      readonly meant: string;
    }
  | { readonly reason: "text-missing"; readonly line: string; readonly name: CommandName }
  | {
      readonly reason: "text-unexpected";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
    }
  | {
      readonly reason: "duration-unreadable";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
    }
  | { readonly reason: "too-many-commands"; readonly line: string; readonly count: number };

export type ParsedLine =
  | { readonly type: "command"; readonly command: Command }
  | { readonly type: "problem"; readonly problem: CommandProblem };
