import { VERDICTS } from "./play-question.ts";
import type { Answered } from "./play-question.ts";

const GAP = "  ";
const HEAD = ["question", "expected", "seen", "verdict"];

/** For the terminal: four columns whose cells are wrapped to its width. */
export function tableLines(answers: readonly Answered[], width: number): readonly string[] {
  const room = width - 3 * GAP.length;
  const verdictWidth = Math.max(...Object.values(VERDICTS).map(({ length }) => length));
  const nameWidth = Math.max(...answers.map(({ question }) => question.name.length), 8);
  const rest = Math.max(12, Math.floor((room - verdictWidth - nameWidth) / 2));
  const widths = [nameWidth, rest, rest, verdictWidth];
  const rows = answers.map((one) => [
    one.question.name,
    one.question.expected,
    wordsOf(one),
    VERDICTS[one.verdict],
  ]);
  const rule = widths.map((length) => "-".repeat(length)).join(GAP);
  return [...rowLines(HEAD, widths), rule, ...rows.flatMap((cells) => rowLines(cells, widths))];
}

function rowLines(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 0));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, column) => (lines[line] ?? "").padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

/** At spaces; what is longer than a line is cut through. */
function wrap(text: string, width: number): readonly string[] {
  const pieces = text.match(new RegExp(`\\S{1,${width}}`, "g")) ?? [];
  return pieces.reduce<readonly string[]>((lines, piece) => {
    const last = lines.at(-1);
    const joined = last === undefined ? piece : `${last} ${piece}`;
    return joined.length <= width ? [...lines.slice(0, -1), joined] : [...lines, piece];
  }, []);
}

/** For an issue of this project. */
export function markdownOf(answers: readonly Answered[], where: string): string {
  const rows = answers.map((one) => [
    `\`${one.question.name}\`: ${one.question.asks}`,
    one.question.expected,
    wordsOf(one),
    VERDICTS[one.verdict],
  ]);
  const lines = [HEAD, HEAD.map(() => "---"), ...rows].map(
    (cells) => `| ${cells.map(escapeCell).join(" | ")} |`,
  );
  return [`What ${where} answers:`, "", ...lines, ""].join("\n");
}

/** What GitHub said stands there as it said it: no mention, no markup. */
function escapeCell(text: string): string {
  return text.replaceAll(/[\\|<>*_~[\]]/g, String.raw`\$&`).replaceAll("@", "@\u200b");
}

function wordsOf({ words, left }: Answered): string {
  const remains = left.length === 0 ? "" : ` (could not be removed: ${left.join("; ")})`;
  return `${words}${remains}`;
}
