/** What a friendly reader would say to words that look for somebody to blame, and how to say it instead. */
export type ProseRule = { readonly pattern: RegExp; readonly says: string };

export const RUDE = "is a rude word. Say what happened instead.";

const PERSON = String.raw`(?<![\w@])(?:@[a-z\d][\w-]*|he|she|they|somebody|someone|[\w-]+ (?:engineer|developer|operator|admin|team))`;

/** Looked for in prose only, line by line; the first that fits a place counts. */
export const PROSE_RULES: readonly ProseRule[] = [
  {
    pattern: /\b(?:idiot(?:s|ic|ically)?|morons?|stupidly|damn(?:ed)?|wtf|sucks?|bloody)\b/gi,
    says: RUDE,
  },
  {
    pattern: /\b(?:human|operator|user|pilot|manual)[ -]errors?\b/gi,
    says: "is where a search for causes stops too early. Say what made the slip easy, and what could have caught it.",
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:should|could|would|ought to)(?:n['’]t| not)?(?: \w+ly)? have(?: \w+ly)?(?: been)? \w+(?:ed|en|ne|wn|ght|ught|ld|pt|ft|st|de|id)\b`,
      "gi",
    ),
    says: "is easy to say afterwards. Say what was known at that time, and what would have shown the rest.",
  },
  {
    pattern: new RegExp(
      String.raw`${PERSON} (?:(?:simply|just|again|once more) )?(?:forgot|neglected|failed|ignored|overlooked|broke|caused|messed up|screwed up|did not bother|didn['’]t bother)\b`,
      "gi",
    ),
    says: "names who, where a report asks what. Say what happened, and what made it likely.",
  },
  {
    pattern:
      /\b(?:to blame|at fault|the culprits?|the guilty|whose fault|(?:his|her|their|my|our) fault|fault of (?:the )?\w+|shame on)\b/gi,
    says: "looks for somebody guilty. Say what happened, and what let it through.",
  },
  {
    pattern:
      /\b(?:careless(?:ly|ness)?|negligen(?:t|ce|tly)|incompeten(?:t|ce)|sloppy|sloppiness|lazy|laziness|irresponsibl[ey]|reckless(?:ly|ness)?|clueless)\b/gi,
    says: "judges people. Say what they saw and what they had to go by.",
  },
  {
    pattern:
      /\b(?:obvious(?:ly)?|clearly (?:wrong|broken)|as everybody knows|of course nobody|any(?:body|one) (?:knows|would know))\b/gi,
    says: "is not so for whoever reads it next. Say what shows it.",
  },
  {
    pattern:
      /\b(?:be|being|was|were|must be|should be) more careful\b|\bpay(?:ing)? more attention\b|\btry(?:ing)? harder\b/gi,
    says: "changes nothing by itself. Name what will make it easy to do right, or hard to do wrong.",
  },
];

export function hurtingWord(better: readonly string[]): string {
  const words = better.slice(0, 3).join(", ");
  return words === ""
    ? "may hurt somebody who reads it."
    : `may hurt somebody who reads it. Other words: ${words}.`;
}
