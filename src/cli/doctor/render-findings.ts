import { clean } from "../../core/markdown/clean.ts";
import { inline } from "../../text/markdown/escape.ts";
import type { Screen } from "../terminal/screen.ts";
import type { Finding, Level } from "./finding.ts";

const MARKS = {
  ok: { mark: "✓", word: "ok", ink: "green" },
  warning: { mark: "!", word: "warning", ink: "yellow" },
  error: { mark: "✕", word: "error", ink: "red" },
  skipped: { mark: "–", word: "skipped", ink: "dim" },
} as const satisfies Readonly<Record<Level, object>>;

/** Lines for a terminal; names from GitHub can't change it. */
export function renderLines(
  findings: readonly Finding[],
  { paint }: Pick<Screen, "paint">,
): readonly string[] {
  const looked = findings.filter(({ level }) => level !== "skipped");
  const width = Math.max(0, ...looked.map(({ check }) => check.length));
  return [
    ...looked.flatMap(({ check, level, says, fix }) => {
      const { mark, ink } = MARKS[level];
      const head = `${paint(ink, mark)} ${check.padEnd(width)}  ${oneLine(says)}`;
      return fix === undefined ? [head] : [head, `${" ".repeat(width + 4)}→ ${oneLine(fix)}`];
    }),
    ...[...reasonsOf(findings)].flatMap(([says, checks]) => [
      `${paint(MARKS.skipped.ink, MARKS.skipped.mark)} ${checks.join(", ")}`,
      `  ${oneLine(says)}`,
    ]),
    "",
    summaryOf(findings),
  ];
}

/** Why some could not be looked at: each reason once, with all that it keeps from sight. */
function reasonsOf(findings: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const reasons = new Map<string, readonly string[]>();
  for (const { check, says } of findings.filter(({ level }) => level === "skipped")) {
    reasons.set(says, [...(reasons.get(says) ?? []), check]);
  }
  return reasons;
}

/** A table for the summary of a job. */
export function renderTable(findings: readonly Finding[]): string {
  const rows = findings
    .filter(({ level }) => level !== "skipped")
    .map(({ check, level, says, fix = "" }) => {
      const { mark, word } = MARKS[level];
      return `| ${mark} ${word} | ${check} | ${inline(says)} | ${inline(fix)} |`;
    });
  return [
    "## dakor doctor",
    "",
    summaryOf(findings),
    "",
    "| | check | what is | what to do |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** `explained`: what the gate says of the pull request that was asked about. */
export function renderJson(findings: readonly Finding[], explained?: unknown): string {
  const counts = Object.fromEntries(
    Object.keys(MARKS).map((level) => [
      level,
      findings.filter((one) => one.level === level).length,
    ]),
  );
  return JSON.stringify({ schema_version: 1, counts, findings, explained }, undefined, 2);
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (level: Level): number => findings.filter((one) => one.level === level).length;
  const [errors, warnings, skips] = [count("error"), count("warning"), count("skipped")];
  const words = `${errors} wrong, ${warnings} to look at, ${skips} that could not be looked at.`;
  // GitHub's answers are what it is about: without them nothing can be well.
  const isBlind = findings.some(({ check, level }) => check === "github" && level === "skipped");
  return errors + warnings === 0 && !isBlind ? `All is well. ${words}` : words;
}

function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, " ");
}
