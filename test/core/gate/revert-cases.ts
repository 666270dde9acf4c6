/** An ordinary change, which reverts nothing. */
export const ORDINARY = {
  title: "Save cards",
  body: "Adds saved cards",
  head: "save-cards",
  url: "https://github.com/acme/shop/pull/140",
  labels: ["bug"],
};

export type Signs = Partial<typeof ORDINARY>;

/** What makes a pull request a revert, and of which one. */
export const REVERTS: readonly (readonly [
  what: string,
  signs: Signs,
  number: number | undefined,
])[] = [
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
  ["the label", { labels: ["Kludge"] }, undefined],
];
