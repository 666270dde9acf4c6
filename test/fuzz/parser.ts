import type { Chance } from "./mean-text.ts";

/** One reader or writer of what people and GitHub send. */
export type Parser = {
  readonly name: string;
  /** Milliseconds that one input may take. */
  readonly most: number;
  readonly input: (chance: Chance) => unknown;
  /** What it makes of an input; throws only where something that must hold does not. */
  readonly run: (input: unknown) => unknown;
  /** How many characters of JSON a result may have; the input's length and some more when left out. */
  readonly size?: (length: number) => number;
};

/** A parser of text. */
export function ofText(
  parser: Omit<Parser, "input" | "run"> & {
    readonly input: (chance: Chance) => string;
    readonly run: (text: string) => unknown;
  },
): Parser {
  return { ...parser, run: (input) => parser.run(typeof input === "string" ? input : "") };
}

export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`It must hold: ${what}`);
}
