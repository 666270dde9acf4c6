/** A source of choices: the same seed gives the same inputs. */
export type Chance = {
  /** A whole number below `most`. */
  readonly below: (most: number) => number;
  readonly pick: <T>(choices: readonly [T, ...(readonly T[])]) => T;
  /** Whether one of so many times has come. */
  readonly oneIn: (times: number) => boolean;
};

export function chanceOf(random: () => number): Chance {
  const below = (most: number): number => Math.floor(random() * most);
  return {
    below,
    pick: ([first, ...others]) => others[below(others.length + 1)] ?? first,
    oneIn: (times) => below(times) === 0,
  };
}

export type Words = readonly [string, ...(readonly string[])];

/** What breaks readers of any language: signs without a meaning, halves of characters, ends of lines and of strings. */
const STRANGE: Words = [
  "\0",
  "\u200B",
  "\u200D",
  "\u00A0",
  "\u202E",
  "\u2028",
  "\uFEFF",
  "\uD800",
  "\uDFFF",
  "\uD83D\uDEA8",
  "e\u0301\u0301\u0301",
  "\r",
  "\r\n",
  "\n\n",
  "\t",
  "\x1b[31m",
  "İ",
  "ß",
  "ﬁ",
  "ſ",
  "／",
  "９",
  "__proto__",
  "constructor",
  "NaN",
  "-0",
  "1e999",
  "9".repeat(400),
  "9007199254740993",
  " ".repeat(300),
];

/** Signs of which thousands make many readers slow, alone, in pairs and in threes. */
const SIGNS: Words = [
  "[",
  ..."](){}<>*_~`^!|\\&@#$%-+=:;,.?'\"/ \n\ta0".split(""),
  "[^",
  "](",
  "<!--",
  "-->",
  "```",
  "> ",
  "- ",
  "{{",
  "{%",
  "**",
];

const LENGTHS = [2, 3, 10, 40, 200] as const;
const LONG_LENGTHS = [1_000, 4_000, 16_000, 65_000] as const;

/** One sentence of a grammar, then mutated: often still valid, mostly nearly so, sometimes thousands of one sign. */
export function meanText(chance: Chance, words: Words): string {
  const sentence = Array.from({ length: 1 + chance.below(8) }, () => chance.pick(words)).join(
    chance.pick(["", " ", "\n", "", "\n\n"]),
  );
  let text = sentence;
  for (let mutations = chance.below(4); mutations > 0; mutations -= 1) {
    text = mutated(text, chance, words);
  }
  return chance.oneIn(400) ? text + repeated(chance, words, chance.pick(LONG_LENGTHS)) : text;
}

function mutated(text: string, chance: Chance, words: Words): string {
  const at = chance.below(text.length + 1);
  const to = Math.min(text.length, at + chance.below(12));
  const [before, cut, after] = [text.slice(0, at), text.slice(at, to), text.slice(to)];
  switch (chance.below(9)) {
    case 0:
      return before + after;
    case 1:
      return before + chance.pick(STRANGE) + cut + after;
    case 2:
      return before + cut + cut + after;
    case 3:
      return before + cut.toUpperCase() + after;
    case 4:
      return before + chance.pick(words) + cut + after;
    case 5:
      return before + repeated(chance, words, chance.pick(LENGTHS)) + cut + after;
    case 6:
      return after + cut + before;
    case 7:
      return before + String.fromCharCode(chance.below(0x10000)) + after;
    default:
      return text.replace(/\d+/, () => chance.pick(["0", "-1", "1.5", "99999999999999999999"]));
  }
}

function repeated(chance: Chance, words: Words, length: number): string {
  const sign = () => (chance.oneIn(4) ? chance.pick(words) : chance.pick(SIGNS));
  const unit = Array.from({ length: 1 + chance.below(3) }, sign).join("");
  return unit.repeat(Math.max(1, Math.floor(length / unit.length)));
}
