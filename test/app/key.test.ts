import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatKey, parseKey, type Target } from "../../src/app/key.ts";

const PLACE = { installation: 12, owner: "acme", repo: "shop" };
const REF = { ...PLACE, number: 42 };
const SHA = "0a".repeat(20);

describe("a key", () => {
  test.each<[string, Target]>([
    ["issue:12:acme/shop#42", { kind: "issue", ...REF }],
    ["pull:12:acme/shop#42", { kind: "pull", ...REF }],
    [
      "issue:12:jo_corp/.github#1",
      { kind: "issue", ...REF, owner: "jo_corp", repo: ".github", number: 1 },
    ],
    ["check:12:acme/shop#42", { kind: "check", ...REF }],
    ["gate:12:acme/shop", { kind: "gate", ...PLACE }],
    [`head:12:acme/shop@${SHA}`, { kind: "head", ...PLACE, sha: SHA }],
    [`push:12:acme/shop@${SHA}...${SHA}`, { kind: "push", ...PLACE, base: SHA, sha: SHA }],
    [
      `group:12:acme/shop#42@${SHA}...${SHA}`,
      { kind: "group", ...PLACE, number: 42, base: SHA, sha: SHA },
    ],
    [`group:12:acme/shop@${SHA}...${SHA}`, { kind: "group", ...PLACE, base: SHA, sha: SHA }],
    ["sweep:12", { kind: "installation", installation: 12 }],
    ["sweep:all", { kind: "app" }],
  ])("%s goes there and back", (key, target) => {
    expect(formatKey(target)).toBe(key);
    expect(parseKey(key)).toEqual(target);
  });

  const owner = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/);
  const repo = fc.stringMatching(/^[A-Za-z0-9._-]{1,100}$/).filter((name) => !/^\.\.?$/.test(name));
  const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

  test("of any name that GitHub allows goes there and back", () => {
    const kind = fc.constantFrom("issue" as const, "pull" as const);
    const target = fc.record({ kind, installation: id, owner, repo, number: id });
    fc.assert(
      fc.property(target, (any) => {
        const key = formatKey(any);
        expect(key === undefined ? undefined : parseKey(key)).toEqual(any);
      }),
    );
  });

  test.each([
    { owner: "acme/evil" },
    { owner: "" },
    { owner: "-acme" },
    { owner: "a".repeat(40) },
    { repo: "shop#1" },
    { repo: ".." },
    { repo: "." },
    { repo: "shop\n" },
    { repo: "shop/../other" },
    { repo: "shöp" },
    { repo: "a".repeat(101) },
    { number: 0 },
    { number: -1 },
    { number: 1.5 },
    { number: Number.NaN },
    { number: 2 ** 53 },
    { installation: 0 },
    { installation: Infinity },
  ])("is refused for %j", (hostile) => {
    expect(formatKey({ kind: "issue", ...REF, ...hostile })).toBeUndefined();
  });

  test.each([
    "",
    "issue:12:acme/shop",
    "issue:012:acme/shop#1",
    "sweep:",
    "sweep:ALL",
    "issue:1:a/b#1\n",
    "gate:1:a/b#1",
    "gate:1:a/..",
    "head:1:a/b@main",
    `push:1:a/b#1@${SHA}...${SHA}`,
    `push:1:a/b@${SHA}..${SHA}`,
  ])("is not %j", (text) => expect(parseKey(text)).toBeUndefined());
});
