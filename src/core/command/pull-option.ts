/** Numbers of pull requests: `#12`, `PR 12`, or with the name or the address of the repository that they are in. */
export type PullPatterns = { readonly all: RegExp; readonly last: RegExp };

const ADDRESS = String.raw`(?:https?://)?[\w.-]{1,80}/[\w.-]{1,80}/[\w.-]{1,100}`;
/** What is copied along from the browser: a tab, a query, a place on the page. */
const ADDRESS_END = String.raw`(?:/(?:files|changes|commits|checks|conflicts)(?:/[\w./-]{0,80})?)?/?(?:\?[\w=&%.-]{0,80})?(?:#[\w-]{1,80})?`;
const JOINT = String.raw`(?:(?<!\S)(?:and|&|\+|with)[ \t]+)?`;

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
