import { FACTS } from "../core/fact.ts";
import type { FactName } from "../core/fact.ts";
import type { Phase } from "../core/phase.ts";
import { code } from "./escape.ts";

/** The question that a missing fact answers, and the line to paste that gives it. */
export function ask(fact: FactName): string {
  const { question, command } = FACTS[fact];
  return `${question} ${isLine(command) ? code(command) : `(${command})`}`;
}

export function asks(facts: readonly FactName[]): readonly string[] {
  return facts.map((fact) => `- ${ask(fact)}`);
}

/** The lines to paste, one per fact. */
export function answers(facts: readonly FactName[]): readonly string[] {
  return facts.map((fact): string => FACTS[fact].command).filter(isLine);
}

function isLine(command: string): boolean {
  return command.startsWith("/");
}

export const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  diagnose: "Diagnose",
  alert: "Alert",
  kludge: "Kludge",
  optimize: "Optimize",
  report: "Report",
};
