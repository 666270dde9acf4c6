import { wordsOf } from "./make.ts";
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

/** What GitHub did, against what our code counts on; or why that couldn't be seen here. */
export type LiveAnswer =
  | { readonly kind: "seen"; readonly seen: string; readonly isExpected: boolean }
  | { readonly kind: "unasked"; readonly why: string };

/** Something about GitHub that its documentation leaves open. */
export type LiveQuestion = {
  /** What `--only` takes. */
  readonly name: string;
  readonly asks: string;
  /** What our code counts on. */
  readonly expected: string;
  /** What it makes meanwhile; left out where it only reads. */
  readonly makes?: string;
  readonly play: (stage: Stage) => Promise<LiveAnswer>;
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

function judge(answer: LiveAnswer): Pick<Answered, "verdict" | "words"> {
  if (answer.kind === "unasked") return { verdict: "unasked", words: answer.why };
  return { verdict: answer.isExpected ? "expected" : "different", words: answer.seen };
}

export function seen(what: string, isExpected: boolean): LiveAnswer {
  return { kind: "seen", seen: what, isExpected };
}

export function unasked(why: string): LiveAnswer {
  return { kind: "unasked", why };
}
