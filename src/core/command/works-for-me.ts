import { visibleText } from "./parse-commands.ts";
import type { Comment } from "../model/timeline.ts";

const MACHINE =
  /\b(?:works?|working|worked)\b(?: [\p{L}'’]+){0,4} (?:on|from|at) my (?:own )?(?:machine|computer|laptop|mac(?:book)?|pc|phone|end|side|box)\b/iu;

const MYSELF =
  /^(?:(?:hm+|well|sorry|but|and|so|strange|weird|odd|no|nope|for what it['’]s worth|fwiw|@[\w-]+)[\s,:–—-]+)*(?:(?:it|this|that|everything|all(?: of it| of this)?|(?:the )?(?:[\p{L}-]+ ){0,3}[\p{L}-]+)\s+)?(?:still |just |also |actually )?works(?: (?:just|still|perfectly|totally|fine|well|ok|okay|great|as expected)){0,3} for me\b/iu;

/** Times, plans and questions that suit somebody. */
const PLAN =
  /\b(?:deploy\p{L}*|meet\p{L}*|call|slot|times?|date|day|morning|afternoon|evening|tomorrow|today|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|plan|option|proposal|suggestion|idea|approach|merging|either|whichever|whatever|what|which|if|when|until|once|then)\b|\d/iu;

const NOT = /\b(?:not|never|no longer|nothing|hardly|barely|stopped)\b|n['’]t\b|\bcannot\b/iu;

/** The parser of Markdown meets each comment once. */
const READ = new WeakMap<Comment, boolean>();

/** Whether a comment says, where people see it, that it works for its author. */
export function saysItWorks(comment: Comment): boolean {
  if (!worksForMe(comment.body)) return false;
  const known = READ.get(comment);
  if (known !== undefined) return known;
  const isSaid = worksForMe(visibleText(comment.body));
  READ.set(comment, isSaid);
  return isSaid;
}

/** "It works on my machine": about the thing that fails for others, and not about a time that suits. */
function worksForMe(text: string): boolean {
  return text.split(/[.!?\n;]+/).some((part) => {
    const sentence = part.trim();
    if (NOT.test(sentence)) return false;
    return MACHINE.test(sentence) || (MYSELF.test(sentence) && !PLAN.test(sentence));
  });
}
