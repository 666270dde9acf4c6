import { parseCommands } from "./parse-commands.ts";
import type { ParsedLine } from "./parsed-command.ts";
import type { Comment } from "./timeline.ts";

/** Several questions read the same comments; the parser of Markdown meets each once. */
const READ = new WeakMap<
  Comment,
  { readonly repository: string; readonly lines: readonly ParsedLine[] }
>();

/** What a comment on an incident of this repository (its address) commands. */
export function commandsOf(comment: Comment, repository: string): readonly ParsedLine[] {
  const known = READ.get(comment);
  if (known?.repository === repository) return known.lines;
  const lines = parseCommands(comment.body, "incident", repository);
  READ.set(comment, { repository, lines });
  return lines;
}
