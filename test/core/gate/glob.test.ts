import * as fc from "fast-check";
import { minimatch } from "minimatch";
import { describe, expect, test } from "vitest";
import { compileGlob, indexPaths, touches } from "../../../src/core/gate/glob.ts";
import { costOf } from "../../cost-of.ts";

describe("the documented syntax", () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ["src/pay.ts", ["src/pay.ts"], ["pay.ts", "src/pay.tsx", "a/src/pay.ts", "src/Pay.ts"]],
    ["src/*.ts", ["src/pay.ts", "src/.ts", "src/.hidden.ts"], ["src/a/pay.ts", "src/pay.tsx"]],
    ["src/*", ["src/pay.ts", "src/.env"], ["src", "src/a/pay.ts", "srcs/pay.ts"]],
    ["*.md", ["README.md"], ["docs/README.md", "README.mdx"]],
    ["src/pay?.ts", ["src/pay1.ts"], ["src/pay.ts", "src/pay12.ts", "src/pay/.ts"]],
    ["src/a*b*c", ["src/abc", "src/a-b-b-c"], ["src/acb", "src/abcd"]],
    ["a*a", ["aa", "aba"], ["a"]],
    ["**/*.sql", ["x.sql", "db/x.sql", "a/b/c/x.sql"], ["x.sql/y", "x.sq"]],
    ["src/**/test.ts", ["src/test.ts", "src/a/test.ts", "src/a/b/test.ts"], ["test.ts", "src/a"]],
    ["**/a/**/b", ["a/b", "x/a/b", "a/x/b/y/b"], ["b", "b/a"]],
    ["**", ["a", "a/b", ".env"], []],
    ["**/pay/*", ["pay/x", "a/pay/x"], ["pay", "pay/x/y"]],
    ["app/[id]/{a,b}.ts", ["app/[id]/{a,b}.ts"], ["app/i/a.ts", "app/[id]/a.ts"]],
    ["!src/pay.ts", ["!src/pay.ts"], ["src/pay.ts", "other"]],
    ["src\\pay.ts", ["src\\pay.ts"], ["src/pay.ts"]],
    ["#a+(b)@(c)", ["#a+(b)@(c)"], ["ab"]],
    ["", [], ["a", ""]],
  ])("%s", (pattern, matching, others) => {
    const glob = compileGlob(pattern);
    expect(matching.filter((path) => !glob(path))).toEqual([]);
    expect(others.filter((path) => glob(path))).toEqual([]);
  });

  test.each([
    "src/checkout",
    "src/checkout/",
    "src/checkout/**",
    "/src/checkout",
    "./src//checkout",
  ])("a folder is all that lies in it, and itself as a submodule or a link: %s", (pattern) => {
    const glob = compileGlob(pattern);
    for (const path of ["src/checkout", "src/checkout/pay.ts", "src/checkout/a/.b"]) {
      expect(glob(path)).toBe(true);
    }
    for (const path of ["src", "src/checkouts", "src/check", "a/src/checkout/pay.ts"]) {
      expect(glob(path)).toBe(false);
    }
  });
});

const part = (...signs: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 4 }).map((all) => all.join(""));
const name = part("a", "b", "A", ".", "-", "é", "x.ts").filter((text) => !/^\.+$/.test(text));
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"));
const like = fc.oneof(
  { weight: 3, arbitrary: part("a", "b", "A", ".", "*", "?", "x.ts") },
  { weight: 1, arbitrary: fc.constant("**") },
  { weight: 2, arbitrary: name },
);
const pattern = fc
  .tuple(fc.array(like, { minLength: 1, maxLength: 5 }), fc.constantFrom("", "", "/"))
  .map(([parts, end]) => parts.filter((text) => !/^\.+$/.test(text)).join("/") + end)
  .filter((text) => text !== "" && text !== "/");

/** A pattern for a path: some names and letters of it are wild. */
const pair = fc.oneof(
  fc.tuple(pattern, path),
  fc.tuple(path, fc.array(fc.nat({ max: 9 }), { maxLength: 30 })).map(([text, dice]) => {
    const wild = text.split("").map((sign, index) => {
      if (sign === "/") return sign;
      return ["*", "?", ""][(dice[index] ?? 9) % 10] ?? sign;
    });
    const made = wild.join("").replace(/(?<=^|\/)\*(?=\/)/g, "**");
    return [made.replace(/(?<=^|\/)(?:\.+)?(?=\/|$)/g, "a"), text] as const;
  }),
);

/** What minimatch says, and our one difference: a folder's name stands for everything in it. */
function expected(glob: string, file: string): boolean {
  const options = { dot: true, nobrace: true, noext: true, nonegate: true, nocomment: true };
  const base = glob.replace(/(?:\/\*\*)*\/?$/, "").replace(/(?:\/\*\*)+$/, "");
  const isFolder = base !== glob || !/[*?]/.test(base.slice(base.lastIndexOf("/") + 1));
  return minimatch(file, base, options) || (isFolder && minimatch(file, `${base}/**`, options));
}

test("10,000 random pairs: the same answer as minimatch", () => {
  let matched = 0;
  fc.assert(
    fc.property(pair, ([glob, file]) => {
      const answer = compileGlob(glob)(file);
      matched += answer ? 1 : 0;
      expect([glob, file, answer]).toEqual([glob, file, expected(glob, file)]);
    }),
    { numRuns: 10_000, seed: 2026 },
  );
  expect(matched).toBeGreaterThan(2000);
});

test("an index of paths and single answers agree", () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 30 }), pattern, (paths, glob) => {
      const found = paths.filter(compileGlob(glob));
      expect(indexPaths(paths)(glob)).toEqual(found);
      expect(touches([glob], paths)).toBe(found.length > 0);
    }),
    { numRuns: 1000 },
  );
});

describe("patterns that other matchers hang on", () => {
  const a = "a".repeat(255);
  const deep = Array.from({ length: 400 }, () => "a").join("/");
  test.each([
    ["**/a thirteen times", `${"**/a/".repeat(13)}b`, deep],
    ["*a eight times", "*a".repeat(8), `${a}b`],
    ["*a as often as fits", `${"*a".repeat(127)}b`, a.repeat(16)],
    ["stars alone", `${"*".repeat(255)}b`, a.repeat(16)],
    ["stars in folders", `${"*/".repeat(127)}b`, deep],
    ["question marks", `*${"?".repeat(250)}b*`, a.repeat(16)],
    ["stars and question marks", `${"*?".repeat(127)}b`, a.repeat(16)],
    ["folders and stars", `${"**/*a*/".repeat(36)}b`, deep],
    ["half-matching pieces", `*${"a".repeat(250)}b*`, a.repeat(16)],
  ])("%s: the cost is at most pattern times path", (_, glob, file) => {
    expect(glob.length).toBeLessThanOrEqual(256);
    expect(compileGlob(glob)(file)).toBe(false);
    // A million steps take some milliseconds; two to the thirteenth power of anything takes hours.
    expect(costOf(() => compileGlob(glob)(file))).toBeLessThan(500);
  });
});
