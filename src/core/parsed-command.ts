import type { CommandName } from "./command.ts";

export const MOST_COMMANDS = 10;

/** One command as somebody wrote it. Times stay words here: only the replay knows "now" and the zone. */
export type Command = {
  readonly name: CommandName;
  /** The first line as typed, for replies that quote it. */
  readonly line: string;
  /** What is left after the options; Markdown as written. */
  readonly text: string;
  readonly next?: number;
  readonly at?: string;
  readonly impact?: string;
  readonly undo?: string;
  readonly because?: string;
  /** How long it counts. */
  readonly for?: number;
  readonly pulls: readonly number[];
  readonly people: readonly string[];
};

export type CommandProblem =
  | { readonly reason: "unknown-command"; readonly line: string; readonly suggestion: string }
  | { readonly reason: "text-missing"; readonly line: string; readonly name: CommandName }
  | { readonly reason: "text-unexpected"; readonly line: string; readonly name: CommandName }
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
