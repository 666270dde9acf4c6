import type { CommandOption, CommandRule } from "./command-rule.ts";
import { parseDuration, type Duration } from "./duration.ts";

/** What a command's text says in options, and the text without them. */
export type CommandOptions = {
  readonly text: string;
  readonly next?: Duration;
  /** Meant as a promise, but no duration. */
  readonly badNext?: string;
  readonly at?: string;
  readonly impact?: string;
  readonly undo?: string;
  readonly because?: string;
  readonly for?: Duration;
  readonly pulls: readonly number[];
  readonly people: readonly string[];
};

function literal(text: string): string {
  return text.replaceAll(/[^\w/]/g, String.raw`\$&`);
}

type Takes = (option: CommandOption) => boolean;

type Times = Pick<CommandOptions, "next" | "badNext" | "at" | "for">;

/** Text without the options at its end. */
type Peeled = Times & { readonly rest: string };

/** Options whose value is text and runs on to the next one. */
const WORDED = [
  { option: "impact", start: /(?<!\S)impact[ \t]*:/i },
  { option: "undo", start: /(?<!\S)undo[ \t]*:/i },
  { option: "because", start: /(?<!\S)because(?=[\s:]|$):?/i },
] as const;

const NEXT = /(?<!\S)next:?[ \t]+(\d\S{0,30}?)[.,;!]?$/i;
/** "next 10 minutes" is a promise, "the next 10 customers" is prose. */
const NEXT_SPACED =
  /(?<!\S)next:?[ \t]+(\d+[ \t]+(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?))[.,;!]?$/i;
const AT =
  /(?<!\S)at:?[ \t]+((?:\d{4}-\d\d-\d\d(?:[ \t]+|T))?\d{1,2}[:.h]\d\d\S{0,20}(?:[ \t]+utc)?|\d\w{0,20}[ \t]+ago|now)[.,;!]?$/i;
/** Where a time is all that was said it was meant as one, even if it can't be read. */
const AT_ALONE = /^at:?[ \t]+(\d.{0,40})$/i;

/** Numbers of pull requests: `#12`, or with the name or the address of the repository that they are in. */
type PullPatterns = { readonly all: RegExp; readonly last: RegExp };

const ADDRESS = String.raw`https://[\w.-]{1,80}/[\w.-]{1,80}/[\w.-]{1,100}`;

/** Of this repository, given by its address: another one's numbers are words. Without it, any address will do. */
function pullPatterns(repository: string | undefined): PullPatterns {
  const address = repository === undefined ? ADDRESS : literal(repository);
  const name = repository === undefined ? "" : literal(repository.split("/").slice(-2).join("/"));
  const pull = String.raw`(?:(?:${name})?#|${address}/(?:pull|issues)/)([1-9]\d{0,8})`;
  return {
    all: new RegExp(String.raw`(?<![^\s(,])${pull}(?![\w/#-])`, "gi"),
    last: new RegExp(String.raw`(?:(?<!\S)(?:and|&|\+)[ \t]+)?(?<!\S)${pull}[.,;]?$`, "i"),
  };
}

const LOGIN = String.raw`@([a-z\d][\w-]{0,63})`;
const FIRST_PERSON = new RegExp(
  String.raw`^${LOGIN}(?![\w/[-])[,:;]?(?:\s+(?:and|&|\+)(?=\s+@))?\s*`,
  "i",
);
const LAST_PERSON = new RegExp(
  String.raw`(?:(?<!\S)(?:and|&|\+)[ \t]+)?(?<!\S)${LOGIN}[.,;]?$`,
  "i",
);

/** All that was said: hardly prose. */
const NEXT_ALONE = /^next:?[ \t]+(\S{1,40})$/i;

const FOR = /(?<!\S)for:?[ \t]+(\d\S{0,30}?)[.,;!]?$/i;

/** Longer than any option that these expressions know, so that long texts cost nothing. */
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
  const { head, values } = cutWorded(typed.trim(), takes);
  const named = takes("people") ? peelPeople(head) : { rest: head, people: [] };
  const whole = peelLines(named.rest, takes, patterns);
  // "undo: revert #124" needs its number.
  const takesTime: Takes = (option) => option !== "pulls" && takes(option);
  const peeledValues = values.map(({ option, value }) => ({
    option,
    ...peel(value, takesTime, patterns),
  }));
  const times = [...peeledValues, whole].reduce<Times>(
    (found, { rest: _, ...read }) => ({ ...defined(read), ...found }),
    {},
  );
  const worded = Object.fromEntries(
    peeledValues.flatMap(({ option, rest }) =>
      option === "because" && !saysSomething(rest) ? [] : [[option, rest] as const],
    ),
  );
  return {
    ...times,
    ...worded,
    text: values.length === 0 ? whole.rest : whole.rest.replace(/[\s,;–—-]+$/, ""),
    pulls: takes("pulls") ? pullsIn(head, values.at(-1)?.value ?? "", patterns) : [],
    people: named.people,
  };
}

/** A reason of nothing but punctuation, or of signs that nobody sees, is none. */
function saysSomething(text: string): boolean {
  const seen = text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(seen);
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
  return {
    head: text.slice(0, starts[0]?.from).trimEnd(),
    values: starts.map(({ option, to }, index) => ({
      option,
      value: text.slice(to, starts[index + 1]?.from).trim(),
    })),
  };
}

/** Options end the text, or its first line. */
function peelLines(text: string, takes: Takes, pulls: PullPatterns): Peeled {
  const peeled = peel(text, takes, pulls);
  const end = peeled.rest.indexOf("\n");
  if (end === -1) return peeled;
  const { rest, badNext, ...first } = peel(peeled.rest.slice(0, end), takes, pulls);
  // A line that breaks after "the next 10" is prose.
  if (badNext !== undefined) return peeled;
  return { ...first, ...peeled, rest: `${rest}${peeled.rest.slice(end)}`.trim() };
}

function peel(text: string, takes: Takes, pulls: PullPatterns): Peeled {
  let peeled: Peeled = { rest: text };
  for (let turn = 0; turn < MOST_REFERENCES; turn += 1) {
    const shorter = peelOne(peeled, takes, pulls);
    if (shorter === undefined) break;
    peeled = shorter;
  }
  return peeled;
}

function peelOne(peeled: Peeled, takes: Takes, pulls: PullPatterns): Peeled | undefined {
  const tail = peeled.rest.slice(-TAIL);
  const cut = (match: RegExpExecArray): string =>
    peeled.rest.slice(0, peeled.rest.length - (tail.length - match.index)).trimEnd();
  const next = takes("next")
    ? (NEXT.exec(tail) ?? NEXT_SPACED.exec(tail) ?? NEXT_ALONE.exec(peeled.rest))
    : null;
  if (next !== null && peeled.next === undefined && peeled.badNext === undefined) {
    const [, value = ""] = next;
    const duration = parseDuration(value);
    const found = duration === undefined ? { badNext: value } : { next: duration };
    return { ...peeled, ...found, rest: cut(next) };
  }
  const at = takes("at") ? (AT.exec(tail) ?? AT_ALONE.exec(peeled.rest)) : null;
  if (at?.[1] !== undefined && peeled.at === undefined) {
    return { ...peeled, at: at[1], rest: cut(at) };
  }
  const lasting = takes("for") ? FOR.exec(tail) : null;
  const duration = parseDuration(lasting?.[1] ?? "");
  if (lasting !== null && duration !== undefined && peeled.for === undefined) {
    return { ...peeled, for: duration, rest: cut(lasting) };
  }
  const pull = takes("pulls") ? pulls.last.exec(tail) : null;
  return pull === null ? undefined : { ...peeled, rest: cut(pull) };
}

/** The text's pull requests; one at the very end counts also when it stands in the last option's words. */
function pullsIn(head: string, lastValue: string, patterns: PullPatterns): readonly number[] {
  const numbers = Array.from(head.matchAll(patterns.all), ([, number]) => Number(number));
  const last = numbers.length === 0 ? patterns.last.exec(lastValue.slice(-TAIL))?.[1] : undefined;
  const all = last === undefined ? numbers : [Number(last)];
  return [...new Set(all)].slice(0, MOST_REFERENCES);
}

function peelPeople(text: string): { readonly rest: string; readonly people: readonly string[] } {
  const first = peelPerson(text, FIRST_PERSON);
  return first.people.length > 0 ? first : peelPerson(text, LAST_PERSON);
}

function peelPerson(
  text: string,
  pattern: RegExp,
): { readonly rest: string; readonly people: readonly string[] } {
  const people = new Map<string, string>();
  let rest = text;
  for (let turn = 0; turn < MOST_REFERENCES; turn += 1) {
    const isLast = pattern === LAST_PERSON;
    const part = isLast ? rest.slice(-TAIL) : rest.slice(0, TAIL);
    const match = pattern.exec(part);
    if (match?.[1] === undefined) break;
    const login = match[1];
    if (!people.has(login.toLowerCase())) people.set(login.toLowerCase(), login);
    rest = isLast
      ? rest.slice(0, rest.length - (part.length - match.index)).trimEnd()
      : rest.slice(match[0].length);
  }
  return {
    rest,
    people: pattern === LAST_PERSON ? [...people.values()].toReversed() : [...people.values()],
  };
}

function defined(times: { readonly [Key in keyof Times]: Times[Key] | undefined }): Times {
  return {
    ...(times.next === undefined ? {} : { next: times.next }),
    ...(times.badNext === undefined ? {} : { badNext: times.badNext }),
    ...(times.at === undefined ? {} : { at: times.at }),
    ...(times.for === undefined ? {} : { for: times.for }),
  };
}
