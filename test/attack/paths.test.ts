import { expect, test } from "vitest";
import { readPaths } from "../../src/core/gate/path-words.ts";
import { gateIssue } from "../github/gate/gate-recorded.ts";
import { attacked, verdictOf } from "./gate-attack.ts";

/** What `/paths` says, and a file that it should hold. */
const READ: readonly (readonly [string, string, string])[] = [
  ["another spelling of the same letters", "src/caf\u00E9/**", "src/cafe\u0301/a.ts"],
  ["./ before it", "./src/**", "src/a.ts"],
  ["/ before it", "/src/**", "src/a.ts"],
  ["quotes", '"src/**"', "src/a.ts"],
  ["other quotes", "'src/**'", "src/a.ts"],
  ["code", "`src/**`", "src/a.ts"],
  ["a stop after it", "src/**.", "src/a.ts"],
  ["a submodule in the folder's place", "src/mod/**", "src/mod"],
  ["everything", "**", "x"],
  ["nothing to see in it", "src/\u200B**", "src/a.ts"],
  ["what Markdown makes bold", "src/__tests__/**", "src/__tests__/a.ts"],
  ["a kind of file", "**/*.ts", "a/b/c.ts"],
  ["a link", "[src/**](http://x)", "src/a.ts"],
  ["two with a semicolon", "src/**;lib/**", "lib/a.ts"],
  ["an address of ours", "https://github.com/acme/shop/tree/main/src", "src/a.ts"],
];

test.each(READ)("is read: %s", async (_, pattern, file) => {
  expect(await verdictOf(attacked([gateIssue(42, pattern)], [file]))).toBe("hold: report_missing");
});

test.each([
  ["another case", "src/**", "SRC/a.ts"],
  ["a star for one folder only", "*", "a/b"],
])("holds something else: %s", async (_, pattern, file) => {
  expect(await verdictOf(attacked([gateIssue(42, pattern)], [file]))).toBe("pass: paths_clear");
});

test.each([
  ["a backslash", "src\\**"],
  ["braces", "src/{a,b}.ts"],
  ["a negation", "!src/x"],
  ["an escaped space", "src/my\\ dir/**"],
  ["the issue's own address", "https://github.com/acme/shop/issues/42"],
  ["only quotes", '""'],
  ["nothing to see", "\u200B"],
])("is refused, with an answer to whoever wrote it: %s", (_, pattern) => {
  expect(readPaths(pattern)).toMatchObject({ ok: false });
});
