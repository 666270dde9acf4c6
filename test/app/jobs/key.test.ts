import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatKey, parseKey, type KeyTarget } from "../../../src/app/jobs/key.ts";

const PLACE = { installation: 12, repository: 99 };
const REF = { ...PLACE, number: 42 };
const SHA = "0a".repeat(20);

describe("a key", () => {
  test.each<[string, KeyTarget]>([
    ["issue:12:99#42", { kind: "issue", ...REF }],
    ["pull:12:99#42", { kind: "pull", ...REF }],
    ["page:12:99#42", { kind: "page", ...REF }],
    ["check:12:99#42", { kind: "check", ...REF }],
    ["gate:12:99", { kind: "gate", ...PLACE }],
    [`head:12:99@${SHA}`, { kind: "head", ...PLACE, sha: SHA }],
    [`push:12:99@${SHA}...${SHA}`, { kind: "push", ...PLACE, base: SHA, sha: SHA }],
    [
      `group:12:99#42@${SHA}...${SHA}`,
      { kind: "group", ...PLACE, number: 42, base: SHA, sha: SHA },
    ],
    [`group:12:99@${SHA}...${SHA}`, { kind: "group", ...PLACE, base: SHA, sha: SHA }],
    ["sweep:12", { kind: "installation", installation: 12 }],
    ["sweep:all", { kind: "app" }],
  ])("%s goes there and back", (key, target) => {
    expect(formatKey(target)).toBe(key);
    expect(parseKey(key)).toEqual(target);
  });

  const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

  test("of any ids goes there and back", () => {
    const kind = fc.constantFrom("issue" as const, "pull" as const);
    const target = fc.record({ kind, installation: id, repository: id, number: id });
    fc.assert(
      fc.property(target, (any) => {
        const key = formatKey(any);
        expect(key === undefined ? undefined : parseKey(key)).toEqual(any);
      }),
    );
  });

  test.each([
    { repository: 0 },
    { repository: 2 ** 53 },
    { repository: Number.NaN },
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
    "issue:12:99",
    "issue:012:99#1",
    "issue:12:acme/shop#1",
    "sweep:",
    "sweep:ALL",
    "issue:1:2#1\n",
    "gate:1:2#1",
    "gate:1:a",
    "head:1:2@main",
    `push:1:2#1@${SHA}...${SHA}`,
    `push:1:2@${SHA}..${SHA}`,
  ])("is not %j", (text) => expect(parseKey(text)).toBeUndefined());
});
