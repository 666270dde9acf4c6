import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { built } from "./house-rules.ts";

const page = readFileSync(new URL("../../docs/a-comments-way.md", import.meta.url), "utf8");
const stops = [...page.matchAll(/^(\d+)\. `([^`]+)`/gm)].map(([, number = "", path = ""]) => ({
  number: Number(number),
  path,
}));
const importsOf = new Map(
  built.map(({ path, imports }) => [path, imports.map(({ from }) => from)] as const),
);

test("a comment takes at most twenty stops, from the server to the write", () => {
  expect(stops.length).toBeGreaterThan(10);
  expect(stops.length).toBeLessThanOrEqual(20);
  expect(stops.map(({ number }) => number)).toEqual(stops.map((_, index) => index + 1));
  expect(stops.at(-1)?.path).toMatch(/^src\/github\/write\//);
});

test("every file that the page names is there", () => {
  const named = [...page.matchAll(/`(src\/[^`]+)`/g)].map(([, path = ""]) => path);
  expect(named.filter((path) => !importsOf.has(path))).toEqual([]);
});

test.each(stops.slice(1).map(({ path }, index) => ({ path, above: stops.slice(0, index + 1) })))(
  "$path is imported by a stop above it, or by what one imports",
  ({ path, above }) => {
    const once = above.flatMap((stop) => importsOf.get(stop.path) ?? []);
    const twice = once.flatMap((file) => importsOf.get(file) ?? []);
    expect([...once, ...twice]).toContain(path);
  },
);
