import { readAway } from "./away-option.ts";
import type { CommandRule } from "./command-rule.ts";
import { lastPull, numbersIn, peelPeople, pullPatterns } from "./named-options.ts";
import type { PullPatterns } from "./named-options.ts";
import {
  peelBeginning,
  peelPromise,
  peelTime,
  peelUnread,
  peelWhole,
  type Peeled,
  type Takes,
  type TimeOptions,
} from "./time-options.ts";
import { defined } from "../model/defined.ts";

/** What a command's text says in options, and the text without them. */
type CommandOptions = TimeOptions & {
  readonly text: string;
  readonly impact?: string;
  readonly undo?: string;
  readonly because?: string;
  readonly away?: string;
  readonly public?: string;
  readonly pulls: readonly number[];
  /** The commits that were named with them, `#140@abc1234`, in lower case. */
  readonly heads?: Readonly<Record<number, string>>;
  readonly people: readonly string[];
};

/** What may stand before a sentence of its own: the beginning, the end of another, a time. */
const SENTENCE_END = String.raw`^|\n[ \t]*|[.!?…;)\]–—-][ \t]+|\(|(?:\d:\d\d(?: ?[ap]m)?(?: [a-z]{2,5})?|\d ?(?:[smhd]|min|mins|minutes?|hrs?|hours?|days?))[ \t]+`;

/** Options whose value is text and runs on to the next one. */
const WORDED = [
  { option: "impact", start: /(?<![^\s(])impact(?:[ \t]*[:=]|[ \t]+[–—-](?=[ \t]))/i },
  { option: "undo", start: /(?<![^\s(])undo(?:[ \t]*[:=]|[ \t]+[–—-](?=[ \t]))/i },
  {
    option: "because",
    start: /(?<!\S)(?:(?:because|b\/c|bc|cuz|weil)(?=[\s:,]|$)|reason(?=[ \t]*[:=]))[ \t]*[:=,]?/i,
  },
  // Only where a sentence begins: "the bucket was public: we closed it" must not be told outside.
  {
    option: "public",
    start: new RegExp(`(?=public[ \\t]*:)(?<=${SENTENCE_END})public[ \\t]*:`, "i"),
  },
] as const;

/** Longer than any reference that these expressions know, so that long texts cost nothing. */
const TAIL = 320;
const MOST_REFERENCES = 20;

/** Reads the options that a command takes; everything else stays text. */
export function parseOptions(
  typed: string,
  rule: CommandRule,
  repository?: string,
): CommandOptions {
  const patterns = pullPatterns(repository);
  const takes: Takes = (option) => rule.options?.includes(option) === true;
  const { head: said, values } = cutWorded(typed.trim(), takes);
  const { head, heads } = takes("pulls") ? cutHeads(said) : { head: said, heads: {} };
  const named = takes("people") ? peelPeople(head) : { rest: head, people: [] };
  const told = takes("promise") ? peelPromise(named.rest) : { rest: named.rest };
  const away = takes("away") ? readAway(told.rest, !takes("promise")) : undefined;
  const whole = peelLines(away?.rest ?? told.rest, takes, patterns);
  // "undo: revert #124" needs its number.
  const takesTime: Takes = (option) => option !== "pulls" && takes(option);
  const peeledValues = values.map(({ option, value }) => ({
    option,
    ...peel({ rest: value }, takesTime, patterns),
  }));
  const times = [...peeledValues, whole, told].reduce<TimeOptions>(
    (found, { rest: _, ...read }) => ({ ...timesOf(read), ...found }),
    {},
  );
  const worded = Object.fromEntries(
    peeledValues.flatMap(({ option, rest }) => (saysSomething(rest) ? [[option, rest]] : [])),
  );
  const { text, pulls } = withPulls(whole.rest, {
    head,
    lastValue: values.at(-1)?.value ?? "",
    patterns,
    takes,
    // "/undo 1" means K1.
    isBareNamed: rule.text !== "line",
  });
  const bare = bareOption(typed, takes, values) ?? barePublic(typed, takes, values);
  return {
    ...times,
    ...worded,
    ...defined({ away: away?.away }),
    ...(times.unclear === undefined && bare !== undefined ? { unclear: bare } : {}),
    text: values.length === 0 ? text : text.replace(/[\s,;–—-]+$/, ""),
    pulls,
    ...(Object.keys(heads).length === 0 ? {} : { heads }),
    people: named.people,
  };
}

/** "Flag off impact slower": an option without its colon, unless its name is a word of the sentence. */
function bareOption(
  typed: string,
  takes: Takes,
  values: readonly WordedValue[],
): TimeOptions["unclear"] {
  const line = typed.split("\n", 1)[0] ?? "";
  if (!takes("impact") || line.length > TAIL) return undefined;
  const found =
    /(?<=\S)[\s,;.(–—-]+((impact|undo)(?:[ \t]+(?:is|=))?[ \t]+(?!on\b|of\b|for\b|to\b|is\b|and\b|or\b|the\b|it\b)(\S.*))$/i.exec(
      line,
    );
  const [, said = "", option = "", value = ""] = found ?? [];
  const before = line.slice(0, found?.index);
  const isSaid = values.some((one) => one.option === option.toLowerCase());
  if (found === null || isSaid || IN_SENTENCE.test(before) || /[:=]/.test(before)) return undefined;
  const meant = `${before} ${option.toLowerCase()}: ${value}${typed.slice(line.length)}`;
  return { typed: said, meant };
}

/** "… public: …" within a sentence: a guess would either tell what is internal, or keep what was meant for all. */
function barePublic(
  typed: string,
  takes: Takes,
  values: readonly WordedValue[],
): TimeOptions["unclear"] {
  const isSaid = values.some(({ option }) => option === "public");
  if (!takes("public") || isSaid || typed.length > MOST_PUBLIC) return undefined;
  const found = /(?<=\S)[ \t]+public[ \t]*[:=][ \t]*(\S.*)/i.exec(typed);
  if (found === null) return undefined;
  const before = typed.slice(0, found.index);
  const [said, value = ""] = found;
  const stop = /[.!?…]$/.test(before) ? "" : ".";
  const meant = `${before}${stop} public: ${value}${typed.slice(found.index + said.length)}`;
  return { typed: said.trim(), meant };
}

const MOST_PUBLIC = 4000;

const IN_SENTENCE =
  /(?<!\S)(?:the|a|an|no|little|less|low|lower|high|some|any|its|their|our|user|users|customer|of|on|to|with|without|and|or|reduces?|limits?|lowers?|minimi[sz]es?|can|cannot|could|may|might|we|i|then|not|that|this|for)$/i;

/** Words of nothing but punctuation, or of signs that nobody sees, are none. */
export function saysSomething(text: string): boolean {
  const seen = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(seen);
}

function timesOf({
  next,
  by,
  badNext,
  at,
  for: lasting,
  until,
  unclear,
}: TimeOptions): TimeOptions {
  return {
    ...defined({ next, by, badNext, at, for: lasting, until, unclear }),
  };
}

const NAMED_HEAD = /#([1-9]\d{0,8})@([0-9a-f]{7,40})(?![\w-])/gi;

/** `#140@abc1234` names a commit of the pull request along with it. */
function cutHeads(text: string): {
  readonly head: string;
  readonly heads: Readonly<Record<number, string>>;
} {
  const named = Array.from(
    text.matchAll(NAMED_HEAD),
    ([, pull, commit = ""]) => [Number(pull), commit.toLowerCase()] as const,
  );
  return { head: text.replaceAll(NAMED_HEAD, "#$1"), heads: Object.fromEntries(named) };
}

type WordedValue = { readonly option: (typeof WORDED)[number]["option"]; readonly value: string };

function cutWorded(
  text: string,
  takes: Takes,
): { readonly head: string; readonly values: readonly WordedValue[] } {
  const starts = WORDED.flatMap(({ option, start }) => {
    const match = takes(option) ? start.exec(text) : null;
    return match === null ? [] : [{ option, from: match.index, to: match.index + match[0].length }];
  }).toSorted((one, other) => one.from - other.from);
  const cut = starts.map(({ option, from, to }, index) => {
    const said = text.slice(to, starts[index + 1]?.from);
    const isBracketed = text[from - 1] === "(";
    const words = option === "public" ? publicPart(said, isBracketed) : said;
    return {
      option,
      value: isBracketed ? words.trim().replace(/\)$/, "") : words.trim(),
      left: said.slice(words.length).trim(),
    };
  });
  const head = text.slice(0, starts[0]?.from).replace(/[\s(]+$/, "");
  return {
    head: [head, ...cut.map(({ left }) => left)].filter((part) => part !== "").join("\n"),
    values: cut.map(({ option, value }) => ({ option, value })),
  };
}

/** Up to the end of the line, or of the brackets: what follows may be meant for the team again. */
function publicPart(said: string, isBracketed: boolean): string {
  const [whole] = (isBracketed ? /^[^\n)]*\)/ : /^\s*[^\n]*/).exec(said) ?? [said];
  return whole;
}

/** Options end the text, or its first line; a promise may begin it. */
function peelLines(text: string, takes: Takes, pulls: PullPatterns): Peeled {
  const whole = peelWhole({ rest: text }, takes);
  const ended = peel(whole, takes, pulls);
  const peeled = peelWhole(peelFirstLine(ended, takes, pulls), takes);
  return peelUnread(peelBeginning(peeled, takes), takes);
}

function peelFirstLine(peeled: Peeled, takes: Takes, pulls: PullPatterns): Peeled {
  const end = peeled.rest.indexOf("\n");
  if (end === -1) return peeled;
  const line = peelWhole({ rest: peeled.rest.slice(0, end) }, takes);
  const { rest, badNext, ...first } = peel(line, takes, pulls);
  // A line that breaks after "the next 10" is prose.
  if (badNext !== undefined) return peeled;
  return { ...first, ...peeled, rest: `${rest}${peeled.rest.slice(end)}`.trim() };
}

function peel(text: Peeled, takes: Takes, pulls: PullPatterns): Peeled {
  let peeled = text;
  for (let turn = 0; turn < MOST_REFERENCES; turn += 1) {
    const shorter = peelTime(peeled, takes) ?? peelPull(peeled, takes, pulls);
    if (shorter === undefined) break;
    peeled = shorter;
  }
  return peeled;
}

function peelPull(peeled: Peeled, takes: Takes, patterns: PullPatterns): Peeled | undefined {
  if (!takes("pulls")) return undefined;
  const tail = peeled.rest.slice(-TAIL);
  const pull = lastPull(tail, patterns);
  if (pull === undefined) return undefined;
  const rest = peeled.rest.slice(0, peeled.rest.length - (tail.length - pull.index)).trimEnd();
  // "Reverted #12 with #124" is a sentence, and stays one.
  return /\s(?:with|by|via|through|in|of|from|to|as|into)$/i.test(rest)
    ? undefined
    : { ...peeled, rest };
}

/** "/fixed in #130", "/fix → #130": these only lead over to the number. */
const JOINING = /^(?:(?:in|with|by|via|is|are|of|to|pr|mr)[.:]?|[→=:>-]+)$/i;

/** The text's pull requests; one at the very end counts also when it stands in the last option's words. */
function withPulls(
  text: string,
  around: {
    readonly head: string;
    readonly lastValue: string;
    readonly patterns: PullPatterns;
    readonly takes: Takes;
    readonly isBareNamed: boolean;
  },
): { readonly text: string; readonly pulls: readonly number[] } {
  const { head, lastValue, patterns, takes, isBareNamed } = around;
  if (!takes("pulls")) return { text, pulls: [] };
  // A number alone is a pull request's.
  const bare =
    isBareNamed &&
    /^(?:(?:of|in|with|is|pr|mr|no|nr|number)[.:]?\s*-?\s*|→\s*)?\d{1,9}(?:(?:\s*[,&+]\s*|\s+and\s+|\s+)\d{1,9})*[.,;!]?$/i.test(
      text,
    );
  const numbers = bare
    ? (text.match(/\d+/g) ?? []).map(Number).filter((number) => number > 0)
    : numbersIn(head, patterns);
  const last = numbers.length === 0 ? lastPull(lastValue.slice(-TAIL), patterns) : undefined;
  const all = last === undefined ? numbers : [last.number];
  return {
    text: numbers.length > 0 && (bare || JOINING.test(text)) ? "" : text,
    pulls: [...new Set(all)].slice(0, MOST_REFERENCES),
  };
}
