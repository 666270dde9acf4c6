import { parsePhase } from "../model/phase.ts";
import type { Phase } from "../model/phase.ts";

const JOINED = /\s*(?:[,&+/]|\band\b)[\s,&+]*/i;
const NEXT_WORD = /^(?:[\s,;:.!&+/]|and(?=[\s,&+]))*([^\s,;:.!&+/]+)/i;

/** "alert, kludge and optimize": the phases that stand at the beginning, and what stands after them. */
export function phaseWords(text: string): {
  readonly phases: readonly Phase[];
  readonly rest: string;
} {
  const phases = new Set<Phase>();
  let rest = text;
  for (;;) {
    const [head = "", word = ""] = NEXT_WORD.exec(rest) ?? [];
    const phase = parsePhase(word);
    if (phase === undefined) return { phases: [...phases], rest: rest.trim() };
    phases.add(phase);
    rest = rest.slice(head.length);
  }
}

/** What was named one after the other, phases or not. */
export function joinedWords(text: string): readonly string[] {
  return text.split(JOINED).filter((word) => word !== "");
}
