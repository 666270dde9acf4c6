import { expect, test } from "vitest";

import { editsBetween, suggest } from "../../../src/core/command/suggest.ts";

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
  ["", "", 0],
  ["ab", "ba", 1],
  ["kitten", "sitting", 3],
  ["abc", "", 3],
])("from %j to %j it takes %i edits", (one, other, edits) => {
  expect(editsBetween(one, other)).toBe(edits);
});
