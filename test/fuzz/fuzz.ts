import { seededRandom } from "../burst/seeded-random.ts";
import { costOf, SHARED } from "../cost-of.ts";
import { chanceOf } from "./mean-text.ts";
import type { Parser } from "./parser.ts";

export type Slowest = { readonly milliseconds: number; readonly input: unknown };

function bySlowness(inputs: readonly Slowest[]): readonly Slowest[] {
  return inputs.toSorted((one, other) => other.milliseconds - one.milliseconds);
}

/** Characters of JSON beyond the input's that a result may have. */
const USUAL = 4_000;
const TRIES = 6;
const CANDIDATES = 8;

/** Plays so many inputs; fails with the first one that breaks a bound, and tells which one took longest. */
export function fuzz(
  parser: Parser,
  { seed, count }: { readonly seed: number; readonly count: number },
): Slowest {
  const chance = chanceOf(seededRandom(seed));
  let slow: readonly Slowest[] = [];
  for (let index = 0; index < count; index += 1) {
    const input = parser.input(chance);
    const milliseconds = check(parser, input);
    if (milliseconds > (slow.at(-1)?.milliseconds ?? 0) || slow.length < CANDIDATES) {
      slow = bySlowness([...slow, { milliseconds, input }]).slice(0, CANDIDATES);
    }
  }
  // Most of them met a pause of the machine's: measured again, the one that is slow stays.
  const again = slow.map(({ input }) => ({
    input,
    milliseconds: costOf(() => parser.run(input), TRIES),
  }));
  return bySlowness(again)[0] ?? { milliseconds: 0, input: undefined };
}

/** Milliseconds that an input took; an error, with the input, where it takes too long, gives too much or throws. */
export function check(parser: Parser, input: unknown): number {
  const begun = performance.now();
  let result: unknown;
  try {
    result = parser.run(input);
  } catch (thrown) {
    throw new Error(`${parser.name}: ${String(thrown)}, with ${shown(input)}`, { cause: thrown });
  }
  const took = performance.now() - begun;
  // The machine is shared and code is compiled: only what is slow every time is slow.
  if (took > parser.most && costOf(() => parser.run(input), TRIES) > SHARED * parser.most) {
    throw new Error(`${parser.name}: ${Math.round(took)} ms, with ${shown(input)}`);
  }
  if (sizeOf(result) > (parser.size ?? usualSize)(sizeOf(input))) {
    throw new Error(
      `${parser.name}: a result of ${sizeOf(result)} characters, with ${shown(input)}`,
    );
  }
  return took;
}

function usualSize(length: number): number {
  return 10 * length + USUAL;
}

function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  try {
    return (JSON.stringify(value) ?? "").length;
  } catch {
    return 0;
  }
}

/** As it can be put into the list of what was slow or wrong once. */
export function shown(input: unknown): string {
  const json = JSON.stringify(input) ?? String(input);
  return json.length > 600
    ? `${json.slice(0, 400)}… (${json.length} characters) …${json.slice(-100)}`
    : json;
}
