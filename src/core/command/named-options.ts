/** Numbers of pull requests: `#12`, `PR 12`, or with the name or the address of the repository that they are in. */
export type PullPatterns = { readonly all: RegExp; readonly last: RegExp };

const ADDRESS = String.raw`(?:https?://)?[\w.-]{1,80}/[\w.-]{1,80}/[\w.-]{1,100}`;
/** What is copied along from the browser: a tab, a query, a place on the page. */
const ADDRESS_END = String.raw`(?:/(?:files|changes|commits|checks|conflicts)(?:/[\w./-]{0,80})?)?/?(?:\?[\w=&%.-]{0,80})?(?:#[\w-]{1,80})?`;
const JOINT = String.raw`(?:(?<!\S)(?:and|&|\+|with)[ \t]+)?`;

type NamedPeople = { readonly rest: string; readonly people: readonly string[] };

const LOGIN = String.raw`@([a-z\d][\w-]{0,63})`;
const FIRST_PERSON = new RegExp(
  String.raw`^(?:(?:over )?to\s+)?${LOGIN}(?![\w/[-])[,:;.!]?(?:\s+(?:and|&|\+)(?=\s+@))?\s*`,
  "i",
);
const LAST_PERSON = new RegExp(
  String.raw`(?:(?<!\S)(?:and|&|\+)[ \t]+)?(?<!\S)${LOGIN}[.,;!]?$`,
  "i",
);

/** "@lea -> @john": whoever goes stands first, and is not meant. */
const LEAVING = new RegExp(
  String.raw`^(?:(?:from\s+)?${LOGIN}\s*(?:[-=–—]*>|→|to\s)\s*|is\s+|[-=–—]*>\s*|→\s*)(?=@)`,
  "i",
);

/** Longer than any name, so that long texts cost nothing. */
const TAIL = 320;
const MOST_PEOPLE = 20;

/** Of this repository, given by its address: another one's numbers are words. Without it, any address will do. */
export function pullPatterns(repository: string | undefined): PullPatterns {
  const address =
    repository === undefined
      ? ADDRESS
      : String.raw`(?:https?://)?${literal(repository.replace(/^https?:\/\//, ""))}`;
  const name = repository === undefined ? "" : literal(repository.split("/").slice(-2).join("/"));
  const number = String.raw`([1-9]\d{0,8})`;
  const pull = [
    String.raw`<?${address}/(?:pull|issues)/${number}${ADDRESS_END}>?`,
    String.raw`(?:${name})?#${number}`,
    String.raw`(?:(?:pr|pull|pull request|mr):?[ \t-]?#?|gh-)${number}`,
  ].join("|");
  return {
    all: new RegExp(String.raw`(?<![^\s(,])(?:${pull})(?![\w/#-])`, "gi"),
    last: new RegExp(String.raw`${JOINT}(?<!\S)\(?(?:${pull})\)?[.,;!]?$`, "i"),
  };
}

function literal(text: string): string {
  return text.replaceAll(/[^\w/]/g, String.raw`\$&`);
}

/** All that a text names, in its order. */
export function numbersIn(text: string, { all }: PullPatterns): readonly number[] {
  return Array.from(text.matchAll(all), ([, ...numbers]) => firstNumber(numbers));
}

/** The one at the text's very end, and where it begins. */
export function lastPull(
  text: string,
  { last }: PullPatterns,
): { readonly number: number; readonly index: number } | undefined {
  const match = last.exec(text);
  if (match === null) return undefined;
  const [, ...numbers] = match;
  return { number: firstNumber(numbers), index: match.index };
}

function firstNumber(numbers: readonly (string | undefined)[]): number {
  return Number(numbers.find((number) => number !== undefined));
}

/** The people whom a text names at its beginning, or else at its end. */
export function peelPeople(text: string): NamedPeople {
  const first = peelPerson(text.replace(LEAVING, ""), FIRST_PERSON);
  return first.people.length > 0 ? first : peelPerson(text, LAST_PERSON);
}

function peelPerson(text: string, pattern: RegExp): NamedPeople {
  const people = new Map<string, string>();
  let rest = text;
  for (let turn = 0; turn < MOST_PEOPLE; turn += 1) {
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
