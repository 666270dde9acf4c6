import { parseDuration } from "../time/duration.ts";
import { isDayAlone, readTimeWords, withoutCourtesy } from "../time/time-words.ts";
import { isLikeDuration } from "./time-options.ts";

/** Until when somebody is away, in their own words, and what else they say. */
type Away = { readonly away: string; readonly rest: string };

const GONE = String.raw`(?:(?:i am|i['’]?m|i will be|i['’]ll be|will be|be)\s+)?(?:back|away|afk|brb|out|gone|offline|busy)(?:\s+again)?[\s,]*`;
const LINK = String.raw`(?:in|for|within|by|until|till|til|at)\s+(?:the next\s+)?`;
const WHOLE = new RegExp(`^(${GONE})?(${LINK})?(\\S.*)$`, "i");
const ENDING = new RegExp(`(?<=[\\s,;:.–—-])${GONE}${LINK}(\\S.*)$`, "i");

const MOST = 160;
const MOST_WORDS = 6;

/**
 * "30m", "back in half an hour", "in the lift, back by 10:30". Where a time is asked for, any at the end counts; else a
 * time of the day does only as an end: "10:40" alone may be when somebody began.
 */
export function readAway(text: string, isAskedFor: boolean): Away | undefined {
  const [line = ""] = text.split("\n", 1);
  const said = withoutCourtesy(line).replace(/\s+/g, " ");
  if (said === "" || said.length > MOST) return undefined;
  const [, gone, link = "", whole = ""] = WHOLE.exec(said) ?? [];
  const isEnd = isAskedFor || gone !== undefined || /^(?:by|until|till|til)\b/i.test(link);
  const isClock = readTimeWords(whole)?.type === "clock";
  if (isTime(whole, isEnd) || (!isClock && isLikeDuration(whole))) return { away: whole, rest: "" };
  if (isEnd && link !== "" && isDayAlone(whole)) return { away: whole, rest: "" };
  const ending = ENDING.exec(said);
  const [, last = ""] = ending ?? [];
  if (ending !== null && isTime(last, true))
    return { away: last, rest: before(said, ending.index) };
  return isAskedFor ? lastTime(said) : undefined;
}

function lastTime(said: string): Away | undefined {
  const starts = Array.from(said.matchAll(/(?<!\S)\S/g), ({ index }) => index);
  for (const start of starts.slice(-MOST_WORDS)) {
    const time = said.slice(start).replace(new RegExp(`^${LINK}`, "i"), "");
    if (isTime(time, true)) return { away: time, rest: before(said, start) };
  }
  return undefined;
}

function isTime(text: string, isEnd: boolean): boolean {
  if (parseDuration(text) !== undefined) return true;
  return isEnd && readTimeWords(text)?.type === "clock";
}

function before(said: string, end: number): string {
  return said.slice(0, end).replace(/[\s,;:.–—-]+$/, "");
}
