import { visibleText } from "./parse-commands.ts";
import type { Comment } from "./timeline.ts";

const WORKS_FOR_ME =
  /\bworks?\b[^.\n]{0,30}\b(?:on|for) (?:my (?:machine|computer|laptop|end|side)|me)\b/i;

/** The parser of Markdown meets each comment once. */
const READ = new WeakMap<Comment, boolean>();

/** Whether a comment says, where people see it, that it works for its author. */
export function saysItWorks(comment: Comment): boolean {
  if (!WORKS_FOR_ME.test(comment.body)) return false;
  const known = READ.get(comment);
  if (known !== undefined) return known;
  const isSaid = WORKS_FOR_ME.test(visibleText(comment.body));
  READ.set(comment, isSaid);
  return isSaid;
}
