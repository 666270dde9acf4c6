import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { describe, expect, test } from "vitest";
import { INPUTS, SEED } from "../depth.ts";
import { check, fuzz, shown } from "./fuzz.ts";
import { KEPT } from "./kept.ts";
import type { Parser } from "./parser.ts";

const MEBIBYTE = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Bytes that are still held after everything that can be let go was. */
function heldBytes(): number {
  if (typeof collect === "function") collect();
  return process.memoryUsage().heapUsed;
}

/** Plays many mean inputs to each parser, and those again that were slow or wrong once. */
export function describeFuzz(parsers: readonly Parser[]): void {
  describe(`${INPUTS.toLocaleString("en")} mean inputs from the seed ${SEED}`, () => {
    test.each(parsers)(
      "$name: within its time, its size and its promises",
      (parser) => {
        const before = heldBytes();
        const { milliseconds, input } = fuzz(parser, { seed: SEED, count: INPUTS });
        console.log(
          `${parser.name}: the slowest took ${milliseconds.toFixed(1)} ms: ${shown(input)}`,
        );
        expect(heldBytes() - before).toBeLessThan(32 * MEBIBYTE);
      },
      60_000 + INPUTS * 10,
    );
  });

  const names = new Set(parsers.map(({ name }) => name));
  const ours = KEPT.filter(({ parser }) => names.has(parser));

  describe("what was slow or wrong once", () => {
    test.each(ours)("$parser: $what", ({ parser: name, input }) => {
      const parser = parsers.find((candidate) => candidate.name === name);
      if (parser === undefined) throw new Error(`There is no parser "${name}"`);
      expect(check(parser, input())).toBeLessThan(1_000);
    });

    test("there is something of each", () => {
      const kept = new Set(ours.map(({ parser }) => parser));
      expect(parsers.map(({ name }) => name).filter((name) => !kept.has(name))).toEqual([]);
    });
  });
}
