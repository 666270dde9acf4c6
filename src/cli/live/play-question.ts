import { wordsOf } from "./make.ts";
import type { LiveQuestion, LiveAnswer } from "./question.ts";
import type { Stage } from "./stage.ts";

export const VERDICTS = {
  expected: "as expected",
  different: "different",
  unasked: "can't be asked here",
  failed: "failed",
} as const;

export type Answered = {
  readonly question: LiveQuestion;
  readonly verdict: keyof typeof VERDICTS;
  /** What was seen, or why nothing could be. */
  readonly words: string;
  /** What could not be removed, each with the reason. */
  readonly left: readonly string[];
};

/** Asks one question, and removes what it made, whatever came of it. */
export async function playQuestion(
  question: LiveQuestion,
  stage: Omit<Stage, "afterwards">,
): Promise<Answered> {
  const undoing: (() => Promise<unknown>)[] = [];
  const { verdict, words } = await question
    .play({ ...stage, afterwards: (undo) => void undoing.push(undo) })
    .then(judge)
    .catch((thrown: unknown) => ({ verdict: "failed" as const, words: wordsOf(thrown) }));
  const left: string[] = [];
  for (const undo of undoing.toReversed()) {
    await undo().catch((thrown: unknown) => left.push(wordsOf(thrown)));
  }
  return { question, verdict, words, left };
}

function judge(seen: LiveAnswer): Pick<Answered, "verdict" | "words"> {
  if (seen.kind === "unasked") return { verdict: "unasked", words: seen.why };
  return { verdict: seen.isExpected ? "expected" : "different", words: seen.seen };
}
