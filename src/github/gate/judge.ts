import type { ConfigReading } from "../../core/config/config.ts";
import { decideWithoutFiles } from "../../core/gate/gate.ts";
import type { GateDecision } from "../../core/gate/gate.ts";
import type { GateFiles, GateInput } from "../../core/gate/gate-input.ts";
import type { GateAnswer } from "./gate-answer.ts";
import type { Gating } from "./read-gate.ts";

/** A decision with the configuration that it was made by. */
export type Examined = { readonly decision: GateDecision; readonly config: ConfigReading };

/** What was read of a repository: all of it, or what the first request told. */
type Known = GateAnswer | Pick<Gating, "config" | "incidents">;

/** The answer for a pull request where nothing can be held; every way of judging begins here. */
export function judgeWithoutFiles(
  known: Known,
  about: Pick<GateDecision, "pull" | "head">,
): GateDecision | undefined {
  // Which of the listed issues are incidents isn't known yet.
  if ("isQuiet" in known && !known.isQuiet) return undefined;
  const incidents = "isQuiet" in known ? [] : known.incidents;
  const decided = decideWithoutFiles({ config: known.config, incidents });
  return decided && { ...decided, ...about };
}

/** The answer by its files. What decides then is loaded where something may be held. */
export async function judgeByFiles(input: GateInput, files: GateFiles): Promise<GateDecision> {
  const { decideGate } = await import("../../core/gate/decide-gate.ts");
  return decideGate(input, files);
}
