import { SEVERITIES, type Severity } from "../model/fact.ts";

/** What people call each level beside its name, in lower case. */
export type SeverityWords = Readonly<Record<Severity, readonly string[]>>;

export const SEVERITY_WORDS: SeverityWords = {
  critical: ["sev0", "sev1", "p0", "p1", "s1", "blocker", "crit", "urgent", "highest", "emergency"],
  major: ["sev2", "p2", "s2", "high", "medium", "moderate", "serious"],
  minor: ["sev3", "sev4", "sev5", "p3", "p4", "p5", "s3", "low", "lowest", "trivial"],
};

/** "not critical", "no longer major": the opposite of the word. */
const DENIED = /\b(?:not|no|non|never|isn['’]?t|less|than|below|was)\b/i;

/** The one level that somebody's words name: first of all by the first word, else by any. */
export function readSeverity(
  text: string,
  words: SeverityWords = SEVERITY_WORDS,
): Severity | undefined {
  const said = text
    .toLowerCase()
    .slice(0, 200)
    // "SEV-1", "sev 1", "priority 1"
    .replace(/\b(?:severity|sev)[\s_-]?(\d)\b/g, "sev$1")
    .replace(/\b(?:priority|prio|p)[\s_-]?(\d)\b/g, "p$1")
    .replace(/^\W*(\d)(?![\d%])/, "sev$1");
  const named = said.match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu) ?? [];
  if (/[|/]/.test(said.replace(/\s/g, "").slice(0, 20)) && levelsOf(named, words).length > 1) {
    return undefined;
  }
  // "major or critical", "major -> critical"
  if (/[→>]|\b(?:or|to)\b/.test(said) && levelsOf(named, words).length > 1) return undefined;
  const first = levelOf(named[0] ?? "", words);
  if (first !== undefined) return first;
  const levels = DENIED.test(said) ? [] : levelsOf(named, words);
  return levels.length === 1 ? levels[0] : undefined;
}

function levelsOf(named: readonly string[], words: SeverityWords): readonly Severity[] {
  return [...new Set(named.flatMap((word) => levelOf(word, words) ?? []))];
}

function levelOf(word: string, words: SeverityWords): Severity | undefined {
  return (
    SEVERITIES.find((severity) => severity === word) ??
    SEVERITIES.find((severity) => words[severity].includes(word))
  );
}
