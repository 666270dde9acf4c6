import { expect, test } from "vitest";

import { suggest } from "../../../src/core/command/suggest.ts";

const NAMES = ["kludge", "note", "tested", "cause", "fix", "mitigated"];

test.each([
  ["klugde", "kludge"],
  ["kludeg", "kludge"],
  ["KLUDG", "kludge"],
  ["mitigaed", "mitigated"],
  ["notes", "note"],
])("%j was meant as %j", (word, name) => {
  expect(suggest(word, NAMES)).toBe(name);
});

test.each(["foo", "fox", "test", "close", "etc", "deploy", "", "k".repeat(1000)])(
  "%.20j is close to nothing",
  (word) => {
    expect(suggest(word, NAMES)).toBeUndefined();
  },
);

test.each([
  ["dropped", "mitigted", true],
  ["inserted", "mitiigated", true],
  ["changed", "mitogated", true],
  ["swapped", "mitiagted", true],
  ["two of them", "mtiigaetd", true],
  ["three of them", "mtiigaet", false],
  ["two, one of them the first", "bitigatd", false],
])("a letter is %s: %j", (_, word, isMeant) => {
  expect(suggest(word, NAMES)).toBe(isMeant ? "mitigated" : undefined);
});
