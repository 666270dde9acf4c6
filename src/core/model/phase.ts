import type { FactName } from "./fact.ts";

export type PhaseRule = {
  readonly question: string;
  /** Facts without which the label can't move past this phase. */
  readonly needs: readonly FactName[];
  /** Facts that are asked for on the board, but hold nothing back. */
  readonly asks: readonly FactName[];
};

/** The five steps in their order, and what each must know before the incident goes on. */
export const PHASES = {
  diagnose: {
    question: "What is broken, for whom, how bad?",
    needs: ["summary", "severity", "scope", "steps"],
    asks: ["works", "started", "paths"],
  },
  alert: {
    question: "Who must know, and when do they hear more?",
    needs: ["lead", "alert"],
    asks: [],
  },
  kludge: {
    question: "What makes it usable now?",
    needs: ["kludge", "impact", "stable"],
    asks: [],
  },
  optimize: {
    question: "What is the real fix, and is it tested?",
    needs: ["cause", "fix", "tested", "settled", "restored"],
    asks: [],
  },
  report: {
    question: "What did we learn, and did people read it?",
    needs: ["report"],
    asks: [],
  },
} as const satisfies Record<string, PhaseRule>;

export type Phase = keyof typeof PHASES;

export const PHASE_ORDER: readonly Phase[] = ["diagnose", "alert", "kludge", "optimize", "report"];

/** How far a phase is: its answers are there, it was left out, it goes on, it waits for answers, or it is to come. */
export type Progress = "done" | "skipped" | "now" | "waiting" | "ahead";

export type ProgressOfPhases = Readonly<Record<Phase, Progress>>;

export const INCIDENT_LABEL = "incident";
export const REPORTED_LABEL = "dakor:reported";
export const KLUDGE_LABEL = "kludge";
/** Finds the drills of a repository; it decides nothing. */
export const DRILL_LABEL = "dakor:drill";

export function phaseLabel(phase: Phase): string {
  return `dakor:${phase}`;
}

export function parsePhase(text: string): Phase | undefined {
  return PHASE_ORDER.find((phase) => phase === text.toLowerCase());
}

/** The phase that a label stands for, if it is one of the five. */
export function parsePhaseLabel(label: string): Phase | undefined {
  const name = label.toLowerCase();
  return name.startsWith("dakor:") ? parsePhase(name.slice("dakor:".length)) : undefined;
}

export function isBefore(one: Phase, other: Phase): boolean {
  return PHASE_ORDER.indexOf(one) < PHASE_ORDER.indexOf(other);
}

export function nextPhase(phase: Phase): Phase | undefined {
  return PHASE_ORDER[PHASE_ORDER.indexOf(phase) + 1];
}
