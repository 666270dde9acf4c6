import type { CommentContent } from "../../core/plan/effect.ts";
import { clamp, fence, person } from "../markdown/escape.ts";

type SaidContent = Extract<CommentContent, { readonly kind: "said" }>;

/** Leaves room for who said it and where. */
const MOST_WORDS = 60_000;

/** Passes on to an incident what somebody said on a pull request's page: letter for letter, it counts from here on. */
export function renderSaid({ by, pull, words }: SaidContent): string {
  return `${person(by)} on #${pull}:\n\n${fence(clamp(words, MOST_WORDS))}`;
}
