import { counted } from "../model/counted.ts";

/** Seconds. */
export type Duration = number;

const DAY = 86_400;
const LONGEST = 30 * DAY;

/** What files may say: without flags, so that it can be told to editors too. */
export const DURATION =
  /^(?=\d)(?:(\d{1,2})[dD])?(?:(\d{1,3})[hH])?(?:(\d{1,5})[mM])?(?:(\d{1,7})[sS])?$/;

/** From the longest unit to the shortest, as people name them. */
const UNITS: readonly { readonly seconds: number; readonly words: readonly string[] }[] = [
  { seconds: 7 * DAY, words: ["w", "wk", "wks", "week", "weeks"] },
  { seconds: DAY, words: ["d", "day", "days"] },
  { seconds: 3600, words: ["h", "hr", "hrs", "hour", "hours"] },
  { seconds: 60, words: ["m", "mn", "min", "mins", "minute", "minutes", "'", "′"] },
  { seconds: 1, words: ["s", "sec", "secs", "second", "seconds"] },
];

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  "forty-five": 45,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};

/** Phrases that stand for a number and a unit, before the numbers are read. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/(\d)\s*½/g, "$1.5"],
  [/½|\b1\/2\b/g, "0.5"],
  [/(\d),(\d)/g, "$1.$2"],
  [/\bthree quarters of an hour\b/g, "45 m"],
  [/\b(?:a )?quarter (?:of an )?hour\b/g, "15 m"],
  [/\b(?:a )?half(?: an?)?[ -](hour|day|minute|week)\b/g, "0.5 $1"],
  [/\b(\d{1,2}|a|an|one|two|three) (hour|day|minute|week)s? and a half\b/g, "$1 $2 +0.5 $2"],
  [/\b(\d{1,2}|one|two|three) and a half (hour|day|minute|week)s?\b/g, "$1 $2 +0.5 $2"],
  [/^(\d{1,2}):([0-5]\d) ?h(?:(?:ou)?rs?)?$/g, "$1h$2m"],
];

const ABOUT = /^(?:(?:about|around|approx(?:imately)?\.?|roughly|ca\.?|circa|max\.?)\s+|~\s*)/;
const PART =
  /\s*(?:(?:and\s+|[,+&]\s*))?(\d{1,7}(?:\.\d{1,2})?|\.\d{1,2}|[a-z]+(?:-[a-z]+)?)(?:\s*-?\s*([a-z]+\.?|['′]))?/y;

const LONGEST_PHRASE = 60;

/** `10m`, `1h30m`, `1.5 h`, `90 minutes`, `half an hour`: one second to 30 days, as docs/reference/times.md lists. */
export function parseDuration(text: string): Duration | undefined {
  if (text.length > LONGEST_PHRASE) return undefined;
  const said = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(ABOUT, "")
    .replace(/[.,;:!]+$/, "");
  const phrase = PHRASES.reduce((rest, [pattern, words]) => rest.replace(pattern, words), said);
  const seconds = Math.round(secondsIn(phrase) ?? 0);
  return seconds >= 1 && seconds <= LONGEST ? seconds : undefined;
}

/** Numbers with their units, the longest first; minutes may go without one after hours. */
function secondsIn(phrase: string): number | undefined {
  let sum = 0;
  let last = Infinity;
  for (let at = 0; at < phrase.length;) {
    PART.lastIndex = at;
    const [part = "", count = "", word] = PART.exec(phrase) ?? [];
    const isHalf = /\+\s*0?\.5/.test(part);
    const number = NUMBERS[count] ?? Number(count);
    const unit = unitOf(word, { count, last });
    if (part === "" || unit === undefined || Number.isNaN(number)) return undefined;
    if (unit > last || (unit === last && !isHalf)) return undefined;
    sum += number * unit;
    last = unit;
    at += part.length;
  }
  return last === Infinity ? undefined : sum;
}

function unitOf(
  word: string | undefined,
  { count, last }: { readonly count: string; readonly last: number },
): number | undefined {
  if (word === undefined) return last === 3600 && /^[0-5]\d$/.test(count) ? 60 : undefined;
  const name = word.replace(/\.$/, "");
  return UNITS.find(({ words }) => words.includes(name))?.seconds;
}

/** Whether a word names a unit of time. */
export function isTimeUnit(word: string): boolean {
  return UNITS.some(({ words }) => words.includes(word.toLowerCase()));
}

/** As it is typed: "90s", "10m", "1h30m", "2d". */
export function writeDuration(duration: Duration): string {
  const parts = [
    [DAY, "d"],
    [3600, "h"],
    [60, "m"],
    [1, "s"],
  ] as const;
  let rest = duration;
  return parts
    .map(([seconds, unit]) => {
      const count = Math.floor(rest / seconds);
      rest -= count * seconds;
      return count === 0 ? "" : `${count}${unit}`;
    })
    .join("");
}

/** As a person would say it, rounded down: "90 seconds", "18 minutes", "1 h 30 min", "2 days". */
export function formatDuration(duration: Duration): string {
  const seconds = Math.max(0, Math.floor(duration));
  if (seconds < 100 && seconds !== 60) return counted(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return counted(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 === 0 ? counted(hours, "hour") : `${hours} h ${minutes % 60} min`;
  }
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 || days >= 7 ? counted(days, "day") : `${days} d ${hours % 24} h`;
}
