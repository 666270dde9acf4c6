import type { CommandOption } from "./command-rule.ts";
import { isTimeUnit, parseDuration, writeDuration, type Duration } from "../time/duration.ts";
import { suggest } from "./suggest.ts";
import { isDayAlone, readTimeWords, withoutCourtesy } from "../time/time-words.ts";

/** What a text says about when: words for a clock stay words, since only the replay knows "now" and the zone. */
export type TimeOptions = {
  /** The next update comes after this long, or by this time. */
  readonly next?: Duration;
  readonly by?: string;
  /** Meant as a promise, but no duration. */
  readonly badNext?: string;
  readonly at?: string;
  readonly for?: Duration;
  readonly until?: string;
  /** May be an option or may be text: `meant` is the text with the option where it is one for sure. */
  readonly unclear?: { readonly typed: string; readonly meant: string };
};

export type Takes = (option: CommandOption) => boolean;

/** Text without the options at its end. */
export type Peeled = TimeOptions & { readonly rest: string };

/** More words hold no time, and longer ones no option, so that long texts cost nothing. */
const MOST_WORDS = 9;
const TAIL = 160;

const NEXT =
  /^(?:(?:the )?(?:next|nxt) (?:update|news|one|info|alert)|next|nxt|(?:update|news|more(?: (?:news|info|details))?|back|again|(?:(?:we|i) will |(?:we|i)['’]ll |will )(?:report back|get back(?: to you)?|update(?: you| again| this)?|be back|let you know(?: more)?|tell you more|post(?: an| the next)? update|have more))(?= (?:in|by|at|within) )|eta)(?:\s*[:=]|(?=\d+\s?[a-z])|(?=\s|$))\s*(.*)$/i;
const NEXT_LINK =
  /^(?:(?:is|comes|due|will (?:be|come)|planned) )?(?:(?:in|by|at|within|around|about|for|until|till) )?(?:the )?/i;
const AT =
  /^(?:(?:at|since|around|as of|when|um|gegen|seit|à|a las|desde(?: las)?|depuis|vers|alle):?\s+|@\s*)(.+)$/i;
/** "Usable again at 10:40", where the moment of that is asked for. */
const AGAIN = /^again (?:at|since)\b/i;
const DAY = /^(?:today|yesterday|last night|this (?:morning|afternoon|evening)|tonight)\b/i;
const LASTING = /^(?:for|until|till|til):?\s+(.+)$/i;
const WHOLE_NEXT = /^(?:in|within|by|until|till|at|for|every)\s+/i;

/** "The deploy of 10 minutes ago", "the backup from yesterday 15:20": what stands before makes it prose. */
const PROSE =
  /(?<!\S)(?:of|from|than|before|after|until|till|by|to|the|that|merged|deployed|released|made|introduced|shipped|pushed|taken|created|opened|started|was|were|is)$/i;
const DETERMINER = /(?<!\S)(?:the|our|your|these|those|their|every|his|her|its)$/i;

/** Where a time is all that was said it was meant as one, even if it can't be read. */
const LIKE_TIME =
  /^(?:(?:vor|il y a|hace|for) \d|(?:at|since|around|@|~)\s*(?:\d|today|yesterday|tomorrow|noon|last|this|half|(?:a )?quarter|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b)|(?:half|(?:a )?quarter|five|ten|twenty) (?:past|to) (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)\b|in \d|yesterday\b|today\b|tomorrow\b|tonight\b|last night|this (?:morning|afternoon|evening)|earlier\b|\d{1,2}(?:[:.h]\d|\s?[ap]\.?m\b)|\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]|\d+ ?[a-z]+ ago)/i;
/** `at 10:4o`, `at 10:40 XYZ`: a time with something wrong about it. */
const LIKE_CLOCK = /^\d{1,2}[:.h]\d\S*(?: [A-Z]{2,5})?$/;

/** One more option at the text's end; undefined where there is none. */
export function peelTime(peeled: Peeled, takes: Takes): Peeled | undefined {
  const line = peeled.rest.slice(peeled.rest.lastIndexOf("\n") + 1);
  const tail = line.slice(-TAIL);
  const starts = Array.from(tail.matchAll(/(?<!\S)\S/g), ({ index }) => index);
  for (const start of starts.slice(-MOST_WORDS)) {
    const end = peeled.rest.length - tail.length + start;
    const before = peeled.rest.slice(0, end).trimEnd();
    const found = readEnding(tail.slice(start), { before: before.slice(-40), peeled, takes });
    if (found !== undefined) return { ...peeled, ...found, rest: withoutDash(before) };
  }
  return undefined;
}

/** "Slower, next 10m": a promise at the end of what is told, in so many words. */
export function peelPromise(text: string): Peeled {
  const peeled = peelTime({ rest: text }, (option) => option === "next");
  if (peeled === undefined || peeled.badNext !== undefined) return { rest: text };
  const said = text.slice(peeled.rest.length).replace(/^[\s,;–—-]+/, "");
  return /^(?:the )?(?:next|nxt)\b/i.test(said) ? peeled : { rest: text };
}

type Around = { readonly before: string; readonly peeled: Peeled; readonly takes: Takes };

function readEnding(words: string, { before, peeled, takes }: Around): TimeOptions | undefined {
  const said = withoutCourtesy(words);
  if (said === "") return undefined;
  if (takes("next") && !isPromised(peeled)) {
    const isTold = isPartOfSentence(before, said) || (takes("at") && AGAIN.test(said));
    const promise = isTold ? undefined : readNext(said);
    if (promise !== undefined) return promise;
  }
  if (takes("at") && peeled.at === undefined && !PROSE.test(before)) {
    const moment = readAt(said);
    if (moment !== undefined) return moment;
  }
  return takes("for") && (peeled.for ?? peeled.until) === undefined ? readLasting(said) : undefined;
}

/** "In the next 10 minutes" promises nothing, nor does "we know more at noon". */
function isPartOfSentence(before: string, said: string): boolean {
  if (/^(?:update|news|more|back|again)\b/i.test(said)) return /[^\s.,;:!?–—-]$/.test(before);
  return DETERMINER.test(before) && /^next\s+\d/i.test(said);
}

function readNext(said: string): TimeOptions | undefined {
  const [, after] = NEXT.exec(said) ?? [];
  return after === undefined ? undefined : readPromise(after);
}

function readPromise(after: string): TimeOptions | undefined {
  const value = after.replace(NEXT_LINK, "");
  const next = parseDuration(value) ?? parseDuration(after);
  if (next !== undefined) return { next };
  if (readTimeWords(value)?.type === "clock") return { by: value };
  return isLikeDuration(value) ? { badNext: value } : undefined;
}

/** "10 to 15 min": nobody can hold both. */
const RANGE = /^\d{1,3} ?(?:to|or|-) ?\d{1,3} ?([a-z]+)$/i;

/** "10", "10x", "5-10 minutes", "10 mintues"; "10 customers" is prose. */
export function isLikeDuration(value: string): boolean {
  const [, ranged] = RANGE.exec(value) ?? [];
  if (ranged !== undefined) return isTimeUnit(ranged);
  const [, unit] = /^[~\d][\d.,:½–-]*\s*([a-z]*)\S{0,20}$/i.exec(value) ?? [];
  if (unit === undefined) return false;
  return !/\s/.test(value) || isTimeUnit(unit) || suggest(unit, ["minutes", "hours"]) !== undefined;
}

function readAt(said: string): TimeOptions | undefined {
  const [, value] = AT.exec(said) ?? [];
  if (value !== undefined) {
    const isTime = readTimeWords(value) !== undefined && !isBareDuration(value);
    return isTime || LIKE_CLOCK.test(value) ? { at: value } : undefined;
  }
  const words = readTimeWords(said);
  const isNamed = words?.type === "ago" ? /\bago$/i.test(said) : DAY.test(said);
  return words !== undefined && isNamed ? { at: said } : undefined;
}

function isBareDuration(value: string): boolean {
  return (
    /[a-z'′]$/i.test(value) &&
    !/\b(?:ago|earlier|back|now)$/i.test(value) &&
    parseDuration(value) !== undefined
  );
}

function readLasting(said: string): TimeOptions | undefined {
  const [, value] = LASTING.exec(said) ?? [];
  if (value === undefined) return undefined;
  const duration = parseDuration(value);
  if (duration !== undefined) return { for: duration };
  return readTimeWords(value)?.type === "clock" || isUntilDay(said, value)
    ? { until: value }
    : undefined;
}

/** "Until tomorrow" is an end, if no exact one; "for today" is prose. */
function isUntilDay(said: string, value: string): boolean {
  return !/^for\b/i.test(said) && isDayAlone(value);
}

/** The text that is one option, with the words around it that make no text. */
export function peelWhole(peeled: Peeled, takes: Takes): Peeled {
  const said = shortText(peeled);
  if (said === undefined) return peeled;
  if (takes("at")) return peeled.at === undefined ? wholeMoment(said, peeled) : peeled;
  if (!takes("next") || isPromised(peeled)) return peeled;
  const promise = readNext(said) ?? readPromise(said.replace(WHOLE_NEXT, ""));
  return promise === undefined || promise.badNext !== undefined
    ? peeled
    : { ...peeled, ...promise, rest: "" };
}

function wholeMoment(said: string, peeled: Peeled): Peeled {
  if (readTimeWords(said) === undefined) return peeled;
  return isBareDuration(said) && readTimeWords(said)?.type === "ago"
    ? // Twenty minutes ago, or for twenty minutes?
      { ...peeled, unclear: { typed: said, meant: `${said} ago` } }
    : { ...peeled, at: said.replace(/^at:?\s+/i, ""), rest: "" };
}

/** What was meant as an option, but can't be read as one: it is asked about, and no text. */
export function peelUnread(peeled: Peeled, takes: Takes): Peeled {
  const said = shortText(peeled);
  if (said === undefined || peeled.unclear !== undefined) return peeled;
  const count = said.split(" ").length;
  if (takes("at") && peeled.at === undefined && LIKE_TIME.test(said) && count <= 5) {
    return { ...peeled, at: said.replace(/^at:?\s+/i, ""), rest: "" };
  }
  if (!takes("next") || isPromised(peeled)) return peeled;
  const [, typed = ""] = NEXT.exec(said) ?? [];
  const bare = takes("at") ? undefined : readPromise(said.replace(WHOLE_NEXT, ""))?.badNext;
  const unclear = bare === undefined ? addedTime(said) : undefined;
  if (unclear !== undefined) return { ...peeled, unclear };
  const badNext = bare ?? (typed !== "" && count <= 4 ? typed : undefined);
  return badNext === undefined ? peeled : { ...peeled, badNext, rest: "" };
}

/** "Fix is deploying, 10m": until it is done, or until there is more to say? */
function addedTime(said: string): TimeOptions["unclear"] {
  const [, text, typed] =
    /^(.*[^\s,])(?:\s*,\s*|\s+[–—-]\s+|\s*\()(\d{1,3} ?(?:m|min|mins|minutes|h|hours?))\)?$/i.exec(
      said,
    ) ?? [];
  return text === undefined || typed === undefined
    ? undefined
    : { typed, meant: `${text} next ${typed}` };
}

function shortText({ rest }: Peeled): string | undefined {
  if (rest === "" || rest.length > TAIL || rest.includes("\n")) return undefined;
  return withoutCourtesy(rest).replace(/\s+/g, " ");
}

function isPromised({ next, by, badNext }: TimeOptions): boolean {
  return (next ?? by ?? badNext) !== undefined;
}

/** A promise at the beginning: taken where a sentence follows, asked about where the words go on. */
export function peelBeginning(peeled: Peeled, takes: Takes): Peeled {
  const begun = takes("at") && peeled.at === undefined ? peelFirstTime(peeled) : peeled;
  return takes("next") && !isPromised(begun) ? peelFirstPromise(begun, takes) : begun;
}

/** "at 11:02, all good" */
function peelFirstTime(peeled: Peeled): Peeled {
  const [head, typed = ""] = /^([^\n,;!]{2,40})[,;!]\s+(?=\S)/.exec(peeled.rest) ?? [];
  const isTime = readTimeWords(typed) !== undefined && !isBareDuration(typed);
  return head === undefined || !isTime
    ? peeled
    : { ...peeled, at: typed, rest: peeled.rest.slice(head.length) };
}

function peelFirstPromise(peeled: Peeled, takes: Takes): Peeled {
  const isIn = /^in\s+\S/i.test(peeled.rest) && takes("in");
  if (!isIn && !NEXT.test(peeled.rest.split("\n", 1)[0] ?? "")) return peeled;
  const head = peeled.rest.slice(0, TAIL);
  const ends = Array.from(head.matchAll(/\S(?=\s)/g), ({ index }) => index + 1);
  for (const end of ends.slice(0, MOST_WORDS).toReversed()) {
    const typed = head.slice(0, end).replace(/[.,;:!—–-]+$/, "");
    const promise = isIn ? readPromise(typed) : readNext(typed);
    if (promise?.next === undefined) continue;
    const rest = peeled.rest.slice(end).replace(/^[\s,;:.!—–-]+/, "");
    if (withoutCourtesy(rest) === "") return { ...peeled, ...promise, rest: "" };
    const isSentence = typed.length < end || /^[^\p{Ll}]/u.test(rest);
    return isSentence && !isIn
      ? { ...peeled, ...promise, rest }
      : { ...peeled, unclear: { typed, meant: `${rest} next ${writeDuration(promise.next)}` } };
  }
  return peeled;
}

function withoutDash(text: string): string {
  return text.replace(/(?:[,;]|\s+[–—-])$/, "");
}
