import type { GateVerdict } from "../../core/gate/gate.ts";

const BEGINS = "Dry run: the gate would say ";

/** What a gate that holds nothing leaves on its check, so that others know it for one. */
export function dryRunNote(verdict: GateVerdict): string {
  return `${BEGINS}${verdict}. Nothing is held.`;
}

export function isDryRunNote(message: string): boolean {
  return message.startsWith(BEGINS);
}
