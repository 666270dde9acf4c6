import type { CommandScope } from "./command-name.ts";
import { parseCommands } from "./parse-commands.ts";
import type { ParsedLine } from "./parsed-command.ts";
import type { Comment } from "../model/timeline.ts";

/** Several questions read the same comments; the parser of Markdown meets each once. */
const READ = new WeakMap<Comment, Map<string, readonly ParsedLine[]>>();

/** What a comment commands, on an incident of this repository (its address) where the scope isn't another. */
export function commandsOf(
  comment: Comment,
  repository: string,
  scope: CommandScope = "incident",
): readonly ParsedLine[] {
  const readings = READ.get(comment) ?? new Map<string, readonly ParsedLine[]>();
  READ.set(comment, readings);
  const key = `${scope} ${repository}`;
  const known = readings.get(key);
  if (known !== undefined) return known;
  const lines = parseCommands(comment.body, scope, repository);
  readings.set(key, lines);
  return lines;
}
