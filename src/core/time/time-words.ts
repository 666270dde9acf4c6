import { parseDuration } from "./duration.ts";
import type { Duration } from "./duration.ts";
import { parseZoneWord } from "./time-zone-words.ts";
import type { ZoneWord } from "./time-zone-words.ts";

/** The day that was named: a date, days from today, a weekday (1 Monday to 7 Sunday), or a day of the year. */
export type DayWord =
  | { readonly type: "date"; readonly date: string }
  | { readonly type: "shift"; readonly days: number }
  | { readonly type: "weekday"; readonly weekday: number }
  | { readonly type: "month-day"; readonly month: number; readonly day: number };

/** A time as it was said, before anybody knows which moment it is. */
export type TimeWords =
  | { readonly type: "ago"; readonly duration: Duration }
  | {
      readonly type: "clock";
      /** Seconds since midnight. */
      readonly clock: number;
      readonly day?: DayWord;
      readonly zone?: ZoneWord;
    };

type Found = { readonly clock?: number; readonly day?: DayWord; readonly zone?: ZoneWord };

/** One reader takes what it knows from the front of the text. */
type Reader = (text: string, found: Found) => Taken | undefined;

type Taken = { readonly length: number; readonly found: Found };

const LONGEST = 60;

const LEAD =
  /^(?:(?:at|around|about|approx(?:imately)?\.?|roughly|circa|ca\.?|since|from|as of|on|um|gegen|seit|ab|a las?|desde(?: las?)?|depuis|vers|alle|dalle)\b[.:]?\s*|à\s+|[~@]\s*)/i;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTH = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`;
const DATE = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** "15:20", "9.42", "15h20", "9:42:30", "3 pm", "0942Z". */
const CLOCK =
  /^(\d{1,2})(?:(?:[:.]|h)(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)(?!\d)\s*(am|pm|a\.m\.?|p\.m\.?)?(?![a-z]{3})/i;
const HOUR = /^(\d{1,2})\s*(am|pm|a\.m\.?|p\.m\.?)(?![a-z])/i;
const MILITARY = /^(\d\d)(\d\d)\s*(?=z\b|utc\b|gmt\b|h\b|hrs\b|hours\b|[+-]\d)/i;
const AFTER_CLOCK = /^(?:h|hrs|hours|uhr|o['’]clock|sharp|local(?: time)?)\b/i;

const DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:today|this (?:morning|afternoon|evening)|tonight)\b/i, 0],
  [/^(?:yesterday|last night)\b(?: (?:morning|afternoon|evening|night)\b)?/i, -1],
  [/^tomorrow\b/i, 1],
];

const READERS: readonly Reader[] = [
  takeIsoDate,
  takeDay,
  takeWeekday,
  takeMonthDay,
  takeClock,
  takeNamedClock,
  takeZone,
];

const COURTESY =
  /(?:(?<!\S)(?:please|pls|plz|thanks|thank you|thx|ty|danke|merci|gracias|bitte|cheers|ok|okay|sorry)(?: (?:all|everybody|everyone|team|folks))?|[\s.,;:!?…]+|(?:\p{Extended_Pictographic}|\p{EMod}|\u200D|\uFE0F)+)$/iu;

const HOURS = [
  "twelve",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
];
const MINUTES: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  quarter: 15,
  twenty: 20,
  "twenty-five": 25,
  half: 30,
};

const SPOKEN_HOUR = String.raw`(${HOURS.join("|")}|\d{1,2})(?![\d:.])`;
const PAST = new RegExp(
  String.raw`^(?:a )?(${Object.keys(MINUTES).join("|")}|\d{1,2})(?: min(?:ute)?s?)? (past|after|to|before) ${SPOKEN_HOUR}`,
  "i",
);
const WHOLE = new RegExp(String.raw`^${SPOKEN_HOUR} ?o['’]?clock\b`, "i");
const HALF_OF_DAY = /^ ?([ap])\.?m\b\.?/i;

/** Without what people add out of kindness, and without the end of a sentence. */
export function withoutCourtesy(text: string): string {
  let rest = text.trim();
  for (let turn = 0; turn < 8; turn += 1) {
    const shorter = rest.replace(COURTESY, "").trimEnd();
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

/** "tomorrow", "monday", "next week": a day to come, and no time of it. */
export function isDayAlone(text: string): boolean {
  return /^(?:the )?(?:(?:next |this |coming )?(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|tomorrow(?: (?:morning|afternoon|evening|night))?|tonight|today|next week|(?:this )?(?:morning|afternoon|evening)|weekend|(?:the )?end of (?:the )?(?:day|week)|eod|eow)$/i.test(
    withoutCourtesy(text),
  );
}

/** Reads a time as people write it; undefined where any word of it says something else. */
export function readTimeWords(text: string): TimeWords | undefined {
  const typed = text.trim().replace(/\s+/g, " ");
  if (typed.length > LONGEST) return undefined;
  const said = withoutLeads(withoutCourtesy(typed));
  if (/^(?:just |right )?now$/i.test(said)) return { type: "ago", duration: 0 };
  const words = clockWords(said);
  if (words !== undefined) return words;
  const duration = parseDuration(said.replace(/\s+(?:ago|earlier|back)$/i, ""));
  return duration === undefined ? undefined : { type: "ago", duration };
}

function withoutLeads(text: string): string {
  const shorter = text.replace(LEAD, "");
  return shorter === text || shorter === "" ? text : withoutLeads(shorter);
}

function clockWords(said: string): TimeWords | undefined {
  let found: Found = {};
  let rest = said;
  while (rest !== "") {
    const taken = takeAny(rest, found);
    if (taken === undefined) return undefined;
    found = taken.found;
    rest = rest.slice(taken.length).replace(/^[\s,]+/, "");
  }
  const { clock, ...around } = found;
  return clock === undefined ? undefined : { type: "clock", clock, ...around };
}

function takeAny(rest: string, found: Found): Taken | undefined {
  const filler = /^(?:(?:at|on|in the)\b|T(?=\d))\s*/.exec(rest);
  if (filler !== null && (found.day ?? found.clock) !== undefined) {
    return { length: filler[0].length, found };
  }
  for (const read of READERS) {
    const taken = read(rest, found);
    if (taken !== undefined) return taken;
  }
  return undefined;
}

function takeIsoDate(text: string, found: Found): Taken | undefined {
  const [matched, date] = /^(\d{4}-\d\d-\d\d)(?=[\sT,]|$)/i.exec(text) ?? [];
  if (matched === undefined || date === undefined || found.day !== undefined) return undefined;
  const isJoined = text[matched.length]?.toUpperCase() === "T";
  const length = matched.length + (isJoined ? 1 : 0);
  return { length, found: { ...found, day: { type: "date", date } } };
}

function takeDay(text: string, found: Found): Taken | undefined {
  if (found.day !== undefined) return undefined;
  for (const [pattern, days] of DAYS) {
    const matched = pattern.exec(text);
    if (matched === null) continue;
    return { length: matched[0].length, found: { ...found, day: { type: "shift", days } } };
  }
  return undefined;
}

function takeWeekday(text: string, found: Found): Taken | undefined {
  const [matched, name = ""] =
    /^(?:last )?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b/i.exec(text) ?? [];
  if (matched === undefined || found.day !== undefined) return undefined;
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return { length: matched.length, found: { ...found, day: { type: "weekday", weekday } } };
}

function takeMonthDay(text: string, found: Found): Taken | undefined {
  if (found.day !== undefined) return undefined;
  const monthFirst = new RegExp(`^${MONTH} ${DATE}(?:,? (\\d{4}))?(?![\\d:.])`, "i").exec(text);
  const dayFirst = new RegExp(`^${DATE} ${MONTH}(?:,? (\\d{4}))?(?![\\d:.])`, "i").exec(text);
  const [matched] = monthFirst ?? dayFirst ?? [];
  if (matched === undefined) return undefined;
  const [, month = "", date = "", year] = monthFirst ?? [
    "",
    dayFirst?.[2] ?? "",
    dayFirst?.[1] ?? "",
    dayFirst?.[3],
  ];
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  const day: DayWord =
    year === undefined
      ? { type: "month-day", month: number, day: Number(date) }
      : { type: "date", date: `${year}-${two(number)}-${two(Number(date))}` };
  return { length: matched.length, found: { ...found, day } };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function takeClock(text: string, found: Found): Taken | undefined {
  if (found.clock !== undefined) return undefined;
  const spoken = spokenClock(text);
  if (spoken !== undefined) {
    return { length: spoken.length, found: { ...found, clock: spoken.clock } };
  }
  const exact = CLOCK.exec(text) ?? MILITARY.exec(text);
  const hourOnly = exact === null ? HOUR.exec(text) : null;
  const [matched] = exact ?? hourOnly ?? [];
  if (matched === undefined) return undefined;
  const [, hour = "", minute = "0", second = "0", half] = exact ?? [
    "",
    hourOnly?.[1],
    "0",
    "0",
    hourOnly?.[2],
  ];
  const clock = clockOf({ hour: +hour, minute: +minute, second: +second, half });
  if (clock === undefined) return undefined;
  const after = AFTER_CLOCK.exec(text.slice(matched.length).trimStart());
  const spaces = text.slice(matched.length).search(/\S|$/);
  const length = matched.length + (after === null ? 0 : spaces + after[0].length);
  return { length, found: { ...found, clock } };
}

function clockOf(said: {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly half: string | undefined;
}): number | undefined {
  const { hour, minute, second, half } = said;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  // "15:20 pm" says the same twice; "15:20 am" says two things.
  const isPm = half?.toLowerCase().startsWith("p") === true;
  if (half !== undefined && !isPm && hour > 12) return undefined;
  const of24 = half === undefined || hour > 12 ? hour : (hour % 12) + (isPm ? 12 : 0);
  return of24 * 3600 + minute * 60 + second;
}

function takeNamedClock(text: string, found: Found): Taken | undefined {
  const [matched, name = ""] = /^(?:12 )?(noon|midday|midnight)\b/i.exec(text) ?? [];
  if (matched === undefined || found.clock !== undefined) return undefined;
  const clock = name.toLowerCase() === "midnight" ? 0 : 12 * 3600;
  return { length: matched.length, found: { ...found, clock } };
}

function takeZone(text: string, found: Found): Taken | undefined {
  if (found.clock === undefined || found.zone !== undefined) return undefined;
  const [matched, word = ""] =
    /^\(?((?:utc|gmt)? ?[-+−]\d[\d:]{0,4}|[a-z][\w/+-]*)\)?/i.exec(text) ?? [];
  const zone = parseZoneWord(word.replaceAll(" ", ""));
  return matched === undefined || zone === undefined
    ? undefined
    : { length: matched.length, found: { ...found, zone } };
}

/** "half past eight", "quarter to nine pm", "ten o'clock": how many letters, and the seconds since midnight. */
function spokenClock(
  text: string,
): { readonly length: number; readonly clock: number } | undefined {
  const [said, word = "", direction = "", spoken = ""] = PAST.exec(text) ?? [];
  const [whole, alone = ""] = said === undefined ? (WHOLE.exec(text) ?? []) : [];
  const matched = said ?? whole;
  if (matched === undefined) return undefined;
  const [half = "", letter = ""] = HALF_OF_DAY.exec(text.slice(matched.length)) ?? [];
  const hour = hourOf(spoken || alone, letter.toLowerCase());
  const minutes = word === "" ? 0 : (MINUTES[word.toLowerCase()] ?? Number(word));
  if (hour === undefined || minutes > 59) return undefined;
  const isBefore = /^(?:to|before)$/i.test(direction);
  const seconds = hour * 3600 + (isBefore ? -minutes : minutes) * 60;
  return { length: matched.length + half.length, clock: (seconds + 86_400) % 86_400 };
}

function hourOf(spoken: string, half: string): number | undefined {
  const named = HOURS.indexOf(spoken.toLowerCase());
  const hour = named === -1 ? Number(spoken) : named === 0 ? 12 : named;
  if (hour > 23) return undefined;
  if (half === "") return hour;
  return hour > 12 ? undefined : (hour % 12) + (half === "p" ? 12 : 0);
}
