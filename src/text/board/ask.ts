import { FACTS } from "../../core/model/fact.ts";
import type { FactName } from "../../core/model/fact.ts";
import type { Kludge } from "../../core/model/kludge.ts";
import { isUnsettled } from "../../core/model/kludge.ts";
import type { Phase } from "../../core/model/phase.ts";
import { code } from "../markdown/escape.ts";
import { settleLine } from "./kludge-line.ts";

/** The question that a missing fact answers, and the line to paste that gives it. */
export function ask(fact: FactName): string {
  const { question, command } = FACTS[fact];
  return `${question} ${isLine(command) ? code(command) : `(${command})`}`;
}

function asks(facts: readonly FactName[]): readonly string[] {
  return facts.map((fact) => `- ${ask(fact)}`);
}

/** The same, where it is known which kludges nobody has settled: each is asked about by its name. */
export function asksWith(
  facts: readonly FactName[],
  kludges: readonly Kludge[],
): readonly string[] {
  const open = facts.includes("settled") ? kludges.filter(isUnsettled) : [];
  const others = facts.filter((fact) => fact !== "settled" || open.length === 0);
  return [...asks(others), ...open.slice(0, MOST_KLUDGES).map(settleLine)];
}

const MOST_KLUDGES = 20;

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
