/** What words in a report do that a friendly reader would put otherwise. */
export type HarshKind =
  | "rude"
  | "error"
  | "hindsight"
  | "who"
  | "guilt"
  | "judgement"
  | "obvious"
  | "effort";

const PERSON = String.raw`(?<![\w@])(?:@[a-z\d][\w-]*|he|she|they|somebody|someone|[\w-]+ (?:engineer|developer|operator|admin|team))`;

/** Looked for in prose only, line by line; the first that fits a place counts. */
export const HARSH_WORDS: Readonly<Record<HarshKind, RegExp>> = {
  rude: /\b(?:idiot(?:s|ic|ically)?|morons?|stupidly|damn(?:ed)?|wtf|sucks?|bloody)\b/gi,
  error: /\b(?:human|operator|user|pilot|manual)[ -]errors?\b/gi,
  hindsight: new RegExp(
    String.raw`\b(?:should|could|would|ought to)(?:n['’]t| not)?(?: \w+ly)? have(?: \w+ly)?(?: been)? \w+(?:ed|en|ne|wn|ght|ught|ld|pt|ft|st|de|id)\b`,
    "gi",
  ),
  who: new RegExp(
    String.raw`${PERSON}\s(?:(?:simply|just|again|once\smore)\s)?(?:forgot|neglected|failed|ignored|overlooked|broke|caused|messed\sup|screwed\sup|did\snot\sbother|didn['’]t\sbother)\b`,
    "gi",
  ),
  guilt:
    /\b(?:to blame|at fault|the culprits?|the guilty|whose fault|(?:his|her|their|my|our) fault|fault of (?:the )?\w+|shame on)\b/gi,
  judgement:
    /\b(?:careless(?:ly|ness)?|negligen(?:t|ce|tly)|incompeten(?:t|ce)|sloppy|sloppiness|lazy|laziness|irresponsibl[ey]|reckless(?:ly|ness)?|clueless)\b/gi,
  obvious:
    /\b(?:obvious(?:ly)?|clearly (?:wrong|broken)|as everybody knows|of course nobody|any(?:body|one) (?:knows|would know))\b/gi,
  effort:
    /\b(?:be|being|was|were|must be|should be) more careful\b|\bpay(?:ing)? more attention\b|\btry(?:ing)? harder\b/gi,
};
