import { PHASE_ORDER } from "../../core/model/phase.ts";
import { joinedWords, phaseWords } from "../../core/command/phase-words.ts";
import { suggest } from "../../core/command/suggest.ts";

/** A `/skip` with all phases that were typed; where one isn't known, there is a blank. */
export function skipPhases(line: string): string {
  const { said, reason } = partsOf(line);
  return skip(joinedWords(said).flatMap(named), reason);
}

/** A `/skip` whose reason isn't marked as one: what stands after the phases, unless "and" leads over to it. */
export function skipBecause(line: string): string {
  const { said } = partsOf(line);
  const { phases, rest } = phaseWords(said);
  const plain = rest.replace(/^phases?\b/i, "");
  const [, other, after] = /^[\s,]*(?:and\b|[&+])([^,;:]*)[,;:]?(.*)$/i.exec(plain) ?? [];
  const reason = (after ?? plain).replace(/^[\s,;:.–—-]+/, "");
  return skip(
    [...phases, ...(other === undefined ? [] : joinedWords(other).flatMap(named))],
    /\p{L}{2}/u.test(reason) ? reason : undefined,
  );
}

function partsOf(line: string): { readonly said: string; readonly reason?: string } {
  const typed = line.replace(/^\s*\/\s?(?:dakor\s+)?\S+\s*/i, "");
  const [, said = typed, reason = ""] =
    /^(.*?)[\s,;:–—-]*\bbecause\b[\s.…]*(.*)$/i.exec(typed) ?? [];
  return { said, ...(reason === "" ? {} : { reason }) };
}

function named(words: string): readonly string[] {
  const { phases } = phaseWords(words);
  if (phases.length > 0) return phases;
  return [suggest(words.trim().split(/\s/, 1)[0] ?? "", SKIPPED) ?? "<phase>"];
}

/** The report can't be skipped. */
function skip(phases: readonly string[], reason = "<reason>"): string {
  const skipped = [...new Set(phases)].filter((phase) => phase !== "report");
  return `/skip ${skipped.join(" ") || "<phase>"} because ${reason}`;
}

const SKIPPED: readonly string[] = PHASE_ORDER.slice(0, -1);
