import type { HarshKind } from "../../core/report/harsh-words.ts";

/** What a friendly reader would say to such words, after the words themselves, and how to say it instead. */
export const HARSH_ADVICE: Readonly<Record<HarshKind, string>> = {
  rude: "is a rude word. Say what happened instead.",
  error:
    "is where a search for causes stops too early. Say what made the slip easy, and what could have caught it.",
  hindsight:
    "is easy to say afterwards. Say what was known at that time, and what would have shown the rest.",
  who: "names who, where a report asks what. Say what happened, and what made it likely.",
  guilt: "looks for somebody guilty. Say what happened, and what let it through.",
  judgement: "judges people. Say what they saw and what they had to go by.",
  obvious: "is not so for whoever reads it next. Say what shows it.",
  effort:
    "changes nothing by itself. Name what will make it easy to do right, or hard to do wrong.",
};

export function hurtingWord(better: readonly string[]): string {
  const words = better.slice(0, 3).join(", ");
  return words === ""
    ? "may hurt somebody who reads it."
    : `may hurt somebody who reads it. Other words: ${words}.`;
}
