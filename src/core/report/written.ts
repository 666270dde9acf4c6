import { withoutUnseen } from "../markdown/unseen.ts";

/** Marks on nothing, and what HTML makes of blanks. */
const MARKS = /[\p{Mn}\p{Cc}]|&(?:#x?[\da-f]{1,7}|[a-z]{1,40});/giu;
const TAG = /<[^<>]*>/g;
const EMPTY_LINK = /(?<!!)\[\s*\]\([^()]*\)/g;
/** "- ", "1. ", "> ", "- [ ] ", also one in the other. */
const MARKER = /^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)]|\[[ xX]\])(?=[ \t]|$)[ \t]*)+/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
/** "[1]: https://…": shows nothing. */
const DEFINITION = /^ {0,3}\[[^\]]+\]:[ \t]*\S/;
/** Below a table's first row. */
const DELIMITER = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:|-]*)?$/;

/** Whole answers that only say that there is none yet. */
const LATER =
  /^(?:todo|tb[acd]|fixme|wip|x{3,}|placeholder|tobe(?:added|announced|confirmed|decided|defined|determined|done|filled(?:in)?|written)|comingsoon)+$/u;

/** Also "TO-DO", "TBD" and "FIXME". */
const WORD = String.raw`(?:TO[-_\u2010\u2011]?DO|TB[AD]|FIXME)`;
const END = String.raw`[*_]{0,3}[ \t]*(?:[:(]|[-–—](?=\s|$))`;
const START = String.raw`(?:^|\|)(?:[^\p{L}\p{N}|]|\d{1,9}[.)]|\[[ x]\])*`;

/** "TODO: date", "TODO(lea)", "TODO - write": in capitals, wherever it stands. */
const ASKS = new RegExp(String.raw`(?<![\p{L}\p{N}])${WORD}${END}`, "u");
/** At the start of a line, an item, a heading or a cell, people also write it small. */
const BEGINS = new RegExp(`${START}${WORD}${END}`, "iu");
/** The line's, item's or cell's only word. */
const ALONE = new RegExp(String.raw`${START}(?:${WORD}|TO DO)[^\p{L}\p{N}|]*(?:$|\|)`, "iu");
const LIKE = new RegExp(`${WORD}|TO DO`, "i");
const CODE = /`[^`]*`/g;

/** Whether lines of prose say anything: not signs, headings, an empty table or list, or that it comes later. */
export function isWritten(lines: readonly string[]): boolean {
  const words = lines
    .filter((line, index) => !isTableHead(line, lines[index + 1]))
    .map(wordsOf)
    .join("");
  return words !== "" && !LATER.test(words);
}

/** Without what can't be seen, and in plain letters: "ＴＯＤＯ" is said as "TODO". */
function asSeen(line: string): string {
  return /^[ -~]*$/.test(line) ? line : unmarked(line).normalize("NFKC");
}

function unmarked(line: string): string {
  return withoutUnseen(line).replaceAll(MARKS, "");
}

function wordsOf(line: string): string {
  if (HEADING.test(line) || DEFINITION.test(line)) return "";
  const seen = asSeen(unmarked(line)).replaceAll(TAG, "").replaceAll(EMPTY_LINK, "");
  return seen
    .replace(MARKER, "")
    .replaceAll(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, "")
    .toLowerCase();
}

function isTableHead(line: string, below = ""): boolean {
  return line.includes("|") && below.includes("-") && DELIMITER.test(below);
}

/** Whether somebody still has to answer something here; talking about a TODO list, or code, is fine. */
export function isTodoLeft(line: string): boolean {
  const seen = asSeen(line);
  if (!LIKE.test(seen)) return false;
  const words = seen.replaceAll(CODE, "");
  return [ASKS, BEGINS, ALONE].some((pattern) => pattern.test(words));
}
