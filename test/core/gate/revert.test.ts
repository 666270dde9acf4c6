import { expect, test } from "vitest";
import { isRevert, revertedNumber, revertedNumbers } from "../../../src/core/gate/revert.ts";
import { ORDINARY, REVERTS, type Signs } from "./revert-cases.ts";

test.each(REVERTS)("%s is a revert of %o: %s", (_, signs, number) => {
  const pull = { ...ORDINARY, ...signs };
  expect(isRevert(pull)).toBe(true);
  expect(revertedNumber(pull)).toBe(number);
});

test.each<[string, Signs]>([
  ["an ordinary change", {}],
  ["another repository's", { body: "Reverts acme/web#12" }],
  ["a word in a sentence", { body: "This is what reverts #12 partly" }],
  ["a branch of that sort", { head: "revert-cards" }],
  ["a title without a quote", { title: "Revert to the old cards" }],
  ["a number that is none", { body: "Reverts #0" }],
  [
    "a template's comment",
    { body: "<!--\nIf this is a rollback, write:\nReverts #123\n-->\nAdds saved cards" },
  ],
  ["a template's comment on one line", { body: "<!-- Reverts #123 -->\nAdds saved cards" }],
  ["a comment that nobody closed", { body: "Adds saved cards\n\n<!--\nReverts #123" }],
  ["a block of code", { body: "```\nReverts #12\n```" }],
  ["indented code", { body: "For example:\n\n    Reverts #12" }],
  ["code in a line", { body: "`Reverts #12` is what I would write" }],
  ["a quote", { body: "> Reverts #12" }],
  ["a commit in code", { body: "```\nThis reverts commit 0123456789abcdef.\n```" }],
])("%s is no revert", (_, signs) => {
  const pull = { ...ORDINARY, ...signs };
  expect(isRevert(pull)).toBe(false);
  expect(revertedNumber(pull)).toBeUndefined();
});

test("several pull requests can be reverted by one", () => {
  const body = "Reverts acme/shop#12\nReverts #13\nReverts #12\nReverts acme/web#14";
  expect(revertedNumbers({ ...ORDINARY, body })).toEqual([12, 13]);
});

test.each([
  ["a list with commas", "Reverts #12, #13", [12, 13]],
  ["a list with and", "This reverts #12 and #13", [12, 13]],
  ["items of a list", "- Reverts #12\n- Reverts #13", [12, 13]],
  ["other marks of a list", "* Reverts #12\n* Reverts #13", [12, 13]],
])("%s: all that it names are reverted", (_, body, numbers) => {
  expect(revertedNumbers({ ...ORDINARY, body })).toEqual(numbers);
});

test.each([
  ["This reverts commit 0123456789abcdef0123456789abcdef01234567.", true],
  ["<!-- This reverts commit 0123456789abcdef0123456789abcdef01234567. -->", false],
  ["> This reverts commit 0123456789abcdef0123456789abcdef01234567.", false],
  ["Nothing of the kind.", false],
])("who names the commit reverts it, where people see it: %s", (body, isOne) => {
  expect(isRevert({ ...ORDINARY, body })).toBe(isOne);
});
