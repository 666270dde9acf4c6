import { asSeen } from "./written.ts";

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

/** Whether somebody still has to answer something here; talking about a TODO list, or code, is fine. */
export function isTodoLeft(line: string): boolean {
  const seen = asSeen(line);
  if (!LIKE.test(seen)) return false;
  const words = seen.replaceAll(CODE, "");
  return [ASKS, BEGINS, ALONE].some((pattern) => pattern.test(words));
}
