import { ELSEWHERE, OTHERS } from "./command-alias.ts";
import { COMMANDS, ruleOf } from "./command.ts";
import type { CommandName } from "./command.ts";
import type { CommandOption, CommandRule } from "./command-rule.ts";
import { SEVERITIES } from "../model/fact.ts";
import { SEVERITY_WORDS } from "./severity-words.ts";
import { nearest } from "./suggest.ts";
import { withoutCourtesy } from "../time/time-words.ts";
import { parseDuration } from "../time/duration.ts";

/** Where a comment stands: bare names count on incidents only. */
export type CommandScope = "incident" | "anywhere";

/** What the beginning of a line calls. */
export type Call =
  | { readonly type: "known"; readonly name: CommandName; readonly rest: string }
  /** `suggestions` are beginnings of lines, the likeliest first. */
  | { readonly type: "unknown"; readonly suggestions: readonly string[] };

export type CallReader = (line: string) => Call | undefined;

type Names = ReadonlyMap<string, CommandName>;

const ALL_NAMES = namesOf(commandNames());
const BARE_NAMES: Readonly<Record<CommandScope, Names>> = {
  incident: ALL_NAMES,
  anywhere: namesOf(commandNames().filter((name) => ruleOf(name).isAnywhere === true)),
};

const NAMESPACE = "dakor";
const NAME = String.raw`[a-z][a-z\d_‐‑‒–—-]*`;
/** A sign that ends a sentence, or leads over to what follows: people write both after a command. */
const END = String.raw`(?:[:,;.!?…]+(?!\S)|(?!\S)|(?=\p{Extended_Pictographic}))`;
/** "/severity:critical": only a name that is known ends there. */
const GLUED = String.raw`([:=](?=[^\s/:=]))`;
const SLASH_WORD = new RegExp(
  String.raw`^[ \t]*\/([ \t]?)(${NAME})(?:${END}[ \t]*(?:[–—:-]+[ \t]+)?|${GLUED})`,
  "iu",
);
const WORD = new RegExp(String.raw`^(${NAME})${END}[ \t]*([–—:-]+[ \t]+)?`, "iu");

/** `/sev1`, `/p-2`: the level is the value. */
const LEVEL = /^(?:sev|severity|p|prio|priority)-?(\d)$/;
/** `/critical` alone; "/critical path" is prose. */
const LEVEL_WORDS: readonly string[] = [...SEVERITIES, ...Object.values(SEVERITY_WORDS).flat()];

/** "✅ /stable", ":tada: /stable", "@dakor /stable": what people put before a command means nothing more. */
export const DECORATION = String.raw`(?:[\p{Extended_Pictographic}\p{EMod}\u200B\u200D\u2060\uFE0F]|[^\S\r\n]|:[a-z][a-z\d_+-]{0,40}:|@dakor(?:\[bot\]|-bot)?[,:]?(?=[ \t]))*`;
const DECORATED = new RegExp(String.raw`^${DECORATION}(?=\/)`, "iu");
const SEVERAL_WORDS = [
  /^\/[a-z]+[ \t]+[a-z]+[ \t]+[a-z]+(?![\w-])/i,
  /^\/[a-z]+[ \t]+[a-z]+(?![\w-])/i,
] as const;
const MENTIONED = /^[ \t]*@dakor(?:\[bot\]|-bot)?[,:]?[ \t]+([a-z]+)(?![\w-])[ \t]*/i;

/** To guess what was meant takes time, and nobody mistypes this often in one comment. */
const MOST_GUESSES = 50;

/** Pages take seconds; nobody promises news within one minute. */
const SHORTEST_PROMISE = 60;

/** What stands alone after a word, and the lines that take it. */
type Argument = { readonly option: CommandOption; readonly lines: readonly string[] };

/** Tells which command a line calls, or seems to mean; undefined where it means none. One reader per comment. */
export function callReader(scope: CommandScope): CallReader {
  const names = BARE_NAMES[scope];
  const guessBare = guesser([...names.keys(), NAMESPACE]);
  const guessNamespaced = guesser([...ALL_NAMES.keys()]);
  return (typedLine) => {
    const line = plainCall(typedLine);
    const asked =
      /^[ \t]*\/\?+\s*$/.test(line) && names.has("help") ? "help" : mentioned(line, names);
    if (asked !== undefined) return { type: "known", name: asked, rest: "" };
    const [head, space, typed, glue] = SLASH_WORD.exec(line) ?? [];
    if (head === undefined || typed === undefined) return undefined;
    const word = wordOf(typed);
    const rest = line.slice(head.length);
    if (word === NAMESPACE) return parseNamespaced(rest, guessNamespaced);
    const known = knownCall(word, { rest, names });
    if (known !== undefined && !isProse(known)) return known;
    // "/ or" and "/ tests" are prose.
    if (space !== "" || glue !== undefined) return undefined;
    const isTold = scope === "incident" && !isPredicate(rest);
    const elsewhere = isTold && Object.hasOwn(ELSEWHERE, word) ? ELSEWHERE[word] : undefined;
    if (elsewhere !== undefined) return { type: "unknown", suggestions: elsewhere };
    if (ALL_NAMES.has(word)) return undefined;
    const argument = isTold ? argumentOf(word, rest) : undefined;
    const meant = guessBare(word).filter(
      (name) => mayMean(name, rest) && (argument === undefined || takes(name, argument.option)),
    );
    // "/rolback #2" is misspelt; what "/blaming #2" is, only its number tells.
    const suggestions =
      meant.length > 0 ? meant.map((name) => `/${name}`) : (argument?.lines ?? []);
    return suggestions.length === 0 ? undefined : { type: "unknown", suggestions };
  };
}

/** The line without what stands before its slash, and with a name of several words in one: "/no kludge". */
export function plainCall(line: string): string {
  const plain = line.replace(DECORATED, "");
  for (const words of SEVERAL_WORDS) {
    const [head = ""] = words.exec(plain) ?? [];
    const joined = wordOf(head.slice(1).replace(/[ \t]+/g, "-"));
    if (ALL_NAMES.has(joined) || Object.hasOwn(ELSEWHERE, joined)) {
      return `/${joined}${plain.slice(head.length)}`;
    }
  }
  return plain;
}

/** "@dakor help" asks; whatever else is said to the bot may be prose. */
function mentioned(line: string, names: Names): CommandName | undefined {
  const [head, word = ""] = MENTIONED.exec(line) ?? [];
  const name = head === undefined ? undefined : names.get(wordOf(word));
  if (head === undefined || name === undefined || ruleOf(name).text !== "alone") return undefined;
  return isAlone(line.slice(head.length)) ? name : undefined;
}

function knownCall(
  word: string,
  { rest, names }: { readonly rest: string; readonly names: Names },
): Extract<Call, { readonly type: "known" }> | undefined {
  const name = names.get(word);
  if (name !== undefined) return { type: "known", name, rest };
  const [level] = LEVEL.exec(word) ?? [];
  if (!names.has("severity")) return undefined;
  const said = level ?? (isAlone(rest) ? LEVEL_WORDS.find((known) => known === word) : undefined);
  return said === undefined
    ? undefined
    : { type: "known", name: "severity", rest: `${said} ${rest}`.trim() };
}

/** "/status returns 500" speaks of a route. */
function isProse({ name, rest }: Extract<Call, { readonly type: "known" }>): boolean {
  if (name === "help" && ALL_NAMES.has(wordOf(withoutCourtesy(rest)))) return false;
  const rule = ruleOf(name);
  const takesReason = rule.options?.includes("because") === true;
  const words = takesReason ? rest.replace(/(?:^|\s)because\b.*$/is, "") : rest;
  return rule.text === "alone" && wordOfOwn(rule, words) === "" && !isAlone(words);
}

/** The words that a command takes without being told something, at the beginning of what was typed. */
export function wordOfOwn({ words = [] }: CommandRule, rest: string): string {
  const said = withoutCourtesy(rest).toLowerCase();
  return words.find((word) => said === word) ?? "";
}

/** "/incident returns 500" speaks of a route. */
export function isPredicate(text: string): boolean {
  return /^(?:(?:returns?|is|was|are|times?|gives?|throws?|fails?|shows?|responds?|loads?|does|has|works?)\b|(?:endpoint|page|route|api|path)s?\b)/i.test(
    text,
  );
}

function isAlone(rest: string): boolean {
  return /^(?:(?:now|please|pls|again|thanks|thank you)\b|\P{L})*$/iu.test(rest);
}

/** "/incidents returns 200" speaks of a route, too: what is near it takes no words. */
function mayMean(other: string, rest: string): boolean {
  const name = ALL_NAMES.get(other);
  const { text, options = [] }: Partial<CommandRule> = name === undefined ? {} : ruleOf(name);
  const isWordless =
    text === "alone" || text === "optional" || (text === "none" && options.length === 0);
  return !isWordless || isAlone(rest);
}

function takes(other: string, option: CommandOption): boolean {
  const name = ALL_NAMES.get(other);
  const options: readonly CommandOption[] = name === undefined ? [] : (ruleOf(name).options ?? []);
  return options.includes(option) || (option === "next" && options.includes("away"));
}

type Guess = (word: string) => readonly string[];

function guesser(known: readonly string[]): Guess {
  const guesses = new Map<string, readonly string[]>();
  return (word) => {
    if (!guesses.has(word) && guesses.size < MOST_GUESSES) guesses.set(word, near(word, known));
    return guesses.get(word) ?? [];
  };
}

/** The two nearest, of different commands. */
function near(word: string, known: readonly string[]): readonly string[] {
  const seen = new Set<string | undefined>();
  return nearest(word, known)
    .filter((name) => {
      const meant = ALL_NAMES.get(name);
      const isNew = !seen.has(meant);
      seen.add(meant);
      return isNew;
    })
    .slice(0, 2);
}

function parseNamespaced(text: string, guess: Guess): Call {
  const [head = "", typed = ""] = WORD.exec(text) ?? [];
  const word = wordOf(typed);
  const known = knownCall(word, { rest: text.slice(head.length), names: ALL_NAMES });
  if (known !== undefined) return known;
  const names = guess(word);
  return {
    type: "unknown",
    suggestions: (names.length === 0 ? ["help"] : names).map((name) => `/${NAMESPACE} ${name}`),
  };
}

/** Phones make one dash of another. */
function wordOf(typed: string): string {
  return typed.toLowerCase().replace(/[_‐‑‒–—]/g, "-");
}

function commandNames(): readonly CommandName[] {
  return Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);
}

function namesOf(names: readonly CommandName[]): Names {
  return new Map(
    names.flatMap((name) => [name, ...(ruleOf(name).aliases ?? [])].map((word) => [word, name])),
  );
}

/**
 * An unknown word that is followed by nothing but a person, a number or a duration is somebody's command. With other
 * words after it the line is prose, "/pay #12 broke it".
 */
function argumentOf(word: string, rest: string): Argument | undefined {
  if (OTHERS.includes(word)) return undefined;
  const said = withoutCourtesy(rest).replace(/^(?:to|for|in|by|at)[ \t]+/i, "");
  if (/^@[a-z\d][\w-]{0,38}$/i.test(said))
    return { option: "people", lines: ["/lead <@user>", "/handover <@user>"] };
  if (/^(?:pr[ \t]*)?#\d{1,9}$/i.test(said))
    return { option: "pulls", lines: ["/suspect <#number>", "/fix <#number>"] };
  const duration = said.length > 40 ? undefined : parseDuration(said);
  return duration === undefined || duration < SHORTEST_PROMISE
    ? undefined
    : { option: "next", lines: ["/update <news> next <10m>"] };
}
