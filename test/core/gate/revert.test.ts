import { expect, test } from "vitest";
import { isRevert, revertedNumber, revertedNumbers } from "../../../src/core/gate/revert.ts";

const ORDINARY = {
  title: "Save cards",
  body: "Adds saved cards",
  head: "save-cards",
  url: "https://github.com/acme/shop/pull/140",
  labels: ["bug"],
};

type Signs = Partial<typeof ORDINARY>;

test.each<[string, Signs, number | undefined]>([
  ["GitHub's own words", { title: 'Revert "Save cards"', body: "Reverts acme/shop#12" }, 12],
  ["the short form", { body: "Reverts #12" }, 12],
  ["another case", { body: "reverts: Acme/Shop#12" }, 12],
  ["the address", { body: "Reverts https://github.com/acme/shop/pull/12" }, 12],
  ["a later line", { body: "It broke.\r\n\r\nReverts acme/shop#12\r\nSorry." }, 12],
  ["the branch of GitHub's button", { head: "revert-12-save-cards" }, 12],
  ["a squashed title", { title: 'Revert "Save cards (#12)"' }, 12],
  ["a squashed title, squashed again", { title: 'Revert "Save cards (#12)" (#15)' }, 12],
  ["a revert of a revert", { title: 'Revert "Revert "Save cards (#12)" (#13)"' }, 13],
  ["a reapplied change", { title: 'Reapply "Save cards"', body: "Reverts acme/shop#13" }, 13],
  ["the body before the branch", { head: "revert-13-x", body: "Reverts acme/shop#12" }, 12],
  ["a squash title by hand", { title: "revert(cards): save cards (#12)" }, 12],
  ["a breaking one", { title: "revert!: save cards (#12)" }, 12],
  ["a kind of change before it", { title: 'fix: Revert "Save cards (#12)"' }, 12],
  ["a ticket before it", { title: '[SHOP-7] Revert "Save cards (#12)"' }, 12],
  ["a sign before it", { title: '⏪ Revert "Save cards (#12)"' }, 12],
  ["curly quotes", { title: "Revert “Save cards (#12)”" }, 12],
  ["whole words", { body: "This reverts #12" }, 12],
  ["whole words, and why", { body: "This PR reverts #12, it broke the cards." }, 12],
  ["the word before the number", { body: "Reverts PR #12" }, 12],
  ["an item of a list", { body: "- Reverts #12" }, 12],
  ["below a template's comment", { body: "<!-- What does it do? -->\nReverts #12" }, 12],
  ["only a title", { title: 'Revert "Save cards"' }, undefined],
  ["only a commit", { body: "This reverts commit 0123456789abcdef." }, undefined],
])("%s is a revert of %o: %s", (_, signs, number) => {
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

test("the label kludge alone is enough, but names nothing", () => {
  const pull = { ...ORDINARY, labels: ["Kludge"] };
  expect(isRevert(pull)).toBe(true);
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
