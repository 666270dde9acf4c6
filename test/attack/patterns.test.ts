import { describe, expect, test } from "vitest";
import { compileGlob, indexPaths } from "../../src/core/gate/glob.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { readPaths } from "../../src/core/gate/path-words.ts";
import { prefixAsked } from "../github/gate/prefix-asked.ts";

const ONE = "src/caf\u00E9";
const TWO = "src/cafe\u0301";

describe("one name, spelled in two ways", () => {
  test.each([
    [ONE, `${TWO}/pay.ts`],
    [TWO, `${ONE}/pay.ts`],
    [`${ONE}/**`, `${TWO}/pay.ts`],
    [`${TWO}/*.ts`, `${ONE}/pay.ts`],
    ["src/caf?/pay.ts", `${TWO}/pay.ts`],
    [`**/cafe\u0301`, `${ONE}/pay.ts`],
    ["src/\uAC00", "src/\u1100\u1161/pay.ts"],
    ["src/\u212B.ts", "src/A\u030A.ts"],
    ["src/\u200Bcheckout", "src/checkout/pay.ts"],
    ["src/checkout", "src/check\u00ADout/pay.ts"],
    ["src/\uFEFFcheckout/**", "src/checkout/pay.ts"],
  ])("%j matches %j", (pattern, path) => {
    expect(compileGlob(pattern)(path)).toBe(true);
    expect(indexPaths([path])(pattern)).toEqual([path]);
  });

  test.each([
    [ONE, "src/cafe/pay.ts"],
    ["src/checkout", "src/\u0441heckout/pay.ts"],
    ["src/\uFF41", "src/a"],
  ])("%j is not %j", (pattern, path) => {
    expect(compileGlob(pattern)(path)).toBe(false);
  });

  test.each([
    [`${ONE}/**`, "src"],
    [`${TWO}/**`, "src"],
    [ONE, "src"],
    ["\u00E9/a", ""],
    ["src/a\u200B/b", "src"],
    ["src/checkout/**", "src/checkout"],
  ])("%j can match nothing outside of %j, as git spells it", async (pattern, prefix) => {
    expect(await prefixAsked(pattern)).toBe(prefix);
  });
});

describe("a pattern of the configuration that can match nothing", () => {
  test.each<readonly [string, string | undefined]>([
    ['"src/checkout/**"', "src/checkout/**"],
    ["'src/checkout'", "src/checkout"],
    ["`src/checkout`", "src/checkout"],
    ["«src»", "src"],
    ["src/{a,b}/**", "src/a/**, src/b/**"],
    ["src/{a", undefined],
    ["!src/checkout/**", undefined],
    ["src\\checkout\\**", "src/checkout/**"],
    ["https://github.com/acme/shop/tree/main/src/checkout", "src/checkout"],
    ["https://github.com/acme/shop", undefined],
    ["src/checkout.", "src/checkout"],
    ["src/checkout/**,", "src/checkout/**"],
    ["src/checkout:", "src/checkout"],
    ["src/checkout;", "src/checkout"],
    ["src/\u200Bcheckout", "src/checkout"],
    ["\uFEFFsrc", undefined],
  ])("%j", (pattern, meant) => {
    const { status, problems } = parseConfig(`components: {a: [${JSON.stringify(pattern)}]}`);
    expect(status).toBe("invalid");
    expect(problems).toMatchObject([{ path: "components.a[0]" }]);
    expect(problems[0]?.suggestion?.replaceAll('"', "")).toBe(meant);
  });

  test.each([
    "src/checkout/**",
    "**/*.sql",
    ".github/**",
    "app/[id]/page.tsx",
    "docs/what's new.md",
    "src/(group)/a.ts",
    ONE,
    TWO,
    "packages/@acme/pay",
    "Makefile",
    "src/a?.ts",
    "(shop)/page.tsx",
    "./src",
  ])("but %j can", (pattern) => {
    expect(parseConfig(`components: {a: [${JSON.stringify(pattern)}]}`).problems).toEqual([]);
  });
});

describe("a pattern in a command or in the form", () => {
  test.each<readonly [string, readonly string[]]>([
    ["src/\u200Bcheckout", ["src/checkout"]],
    ["\uFEFFsrc/checkout, \u2060src/pay", ["src/checkout", "src/pay"]],
    ["src/a\u00AD\nsrc/b\u200D", ["src/a", "src/b"]],
    ['"src/checkout"', ["src/checkout"]],
    ["src/checkout.", ["src/checkout"]],
    ["(src/checkout)", ["src/checkout"]],
    ["(src/checkout", ["src/checkout"]],
    ["(shop)/page.tsx", ["(shop)/page.tsx"]],
    ["src/café.", ["src/café"]],
  ])("%j is read", (text, paths) => {
    expect(readPaths(text)).toEqual({ ok: true, value: paths });
  });

  test("one of nothing but signs that nobody sees is none", () => {
    expect(readPaths("\u200B\u2060")).toMatchObject({ ok: false });
  });
});
