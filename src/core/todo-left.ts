/** "TODO: date", "TODO(lea)", "TODO - write": in capitals, wherever it stands. */
const ASKS = /(?<![\p{L}\p{N}])TODO[*_]{0,3}[ \t]*(?:[:(]|[-–—](?=\s|$))/u;
/** At the start of a line, an item, a heading or a cell, people also write it small. */
const BEGINS =
  /(?:^|\|)(?:[^\p{L}\p{N}|]|\d{1,9}[.)]|\[[ x]\])*todo[*_]{0,3}[ \t]*(?:[:(]|[-–—](?=\s|$))/iu;
/** The line's, item's or cell's only word. */
const ALONE = /(?:^|\|)(?:[^\p{L}\p{N}|]|\d{1,9}[.)]|\[[ x]\])*todo[^\p{L}\p{N}|]*(?:$|\|)/iu;
const CODE = /`[^`]*`/g;

/** Whether somebody still has to answer something here; talking about a TODO list, or code, is fine. */
export function isTodoLeft(line: string): boolean {
  if (!/todo/i.test(line)) return false;
  const words = line.replaceAll(CODE, "");
  return [ASKS, BEGINS, ALONE].some((pattern) => pattern.test(words));
}
