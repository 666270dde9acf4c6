import { COMMANDS, ruleOf, type CommandName } from "./command.ts";
import { suggest } from "./suggest.ts";

/** Where a comment stands: bare names count on incidents only. */
export type CommandScope = "incident" | "anywhere";

/** What the beginning of a line calls. */
export type Call =
  | { readonly type: "known"; readonly name: CommandName; readonly rest: string }
  | { readonly type: "unknown"; readonly suggestion: string };

export type CallReader = (line: string) => Call | undefined;

type Names = ReadonlyMap<string, CommandName>;

const ALL_NAMES = namesOf(commandNames());
const BARE_NAMES = namesOf(commandNames().filter((name) => ruleOf(name).isNamespaced !== true));
const ANYWHERE_NAMES = namesOf(commandNames().filter((name) => ruleOf(name).isAnywhere === true));

const NAMESPACE = "dakor";
const SLASH_WORD = /^[ \t]*\/([a-z][a-z-]*)(?![^ \t])[ \t]*/i;
const WORD = /^([a-z][a-z-]*)(?![^ \t])[ \t]*/i;

/** To guess what was meant takes time, and nobody mistypes this often in one comment. */
const MOST_GUESSES = 50;

/** Tells which command a line calls, or seems to mean; undefined where it means none. One reader per comment. */
export function callReader(scope: CommandScope): CallReader {
  const names = scope === "incident" ? BARE_NAMES : ANYWHERE_NAMES;
  const guessBare = guesser([...names.keys(), NAMESPACE]);
  const guessNamespaced = guesser([...ALL_NAMES.keys()]);
  return (line) => {
    const slashed = SLASH_WORD.exec(line);
    if (slashed?.[1] === undefined) return undefined;
    const word = slashed[1].toLowerCase();
    const rest = line.slice(slashed[0].length);
    if (word === NAMESPACE) return parseNamespaced(rest, guessNamespaced);
    const name = names.get(word);
    if (name !== undefined) return { type: "known", name, rest };
    const near = ALL_NAMES.has(word) ? undefined : guessBare(word);
    return near === undefined ? undefined : { type: "unknown", suggestion: `/${near}` };
  };
}

type Guess = (word: string) => string | undefined;

function guesser(known: readonly string[]): Guess {
  const guesses = new Map<string, string | undefined>();
  return (word) => {
    if (!guesses.has(word) && guesses.size < MOST_GUESSES) guesses.set(word, suggest(word, known));
    return guesses.get(word);
  };
}

function parseNamespaced(text: string, guess: Guess): Call {
  const [lead = "", typed = ""] = WORD.exec(text) ?? [];
  const word = typed.toLowerCase();
  const name = ALL_NAMES.get(word);
  return name === undefined
    ? { type: "unknown", suggestion: `/${NAMESPACE} ${guess(word) ?? "help"}` }
    : { type: "known", name, rest: text.slice(lead.length) };
}

function commandNames(): readonly CommandName[] {
  return Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);
}

function namesOf(names: readonly CommandName[]): Names {
  return new Map(
    names.flatMap((name) => [name, ...(ruleOf(name).aliases ?? [])].map((word) => [word, name])),
  );
}
