import type { CommandScope } from "./command-name.ts";
import { mayHoldCommand, parseCommands } from "./parse-commands.ts";
import type { ParsedLine } from "./parsed-command.ts";
import type { Comment } from "../model/timeline.ts";

/** What was read in a text, on an incident of this repository. */
type Reading = {
  readonly repository: string;
  readonly lines: Partial<Record<CommandScope, readonly ParsedLine[]>>;
};

const NOTHING: readonly ParsedLine[] = [];

/** By the comment, in whatever length: all questions of one run read the same ones, "none" is of those without a command. */
const READ = new WeakMap<Comment, Reading | "none">();

/** What a comment commands, on an incident of this repository (its address) where the scope isn't another. */
export function commandsOf(
  comment: Comment,
  repository: string,
  scope: CommandScope = "incident",
): readonly ParsedLine[] {
  const known = READ.get(comment);
  if (known === "none") return NOTHING;
  const reading = known?.repository === repository ? known : readingOf(comment, repository);
  if (reading !== known) READ.set(comment, reading);
  if (reading === "none") return NOTHING;
  return (reading.lines[scope] ??= parseCommands(comment.body, scope, repository));
}

function readingOf({ body }: Comment, repository: string): Reading | "none" {
  // Most comments hold no command, and never meet the Markdown parser.
  return mayHoldCommand(body) ? { repository, lines: {} } : "none";
}
