import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url);

const Names = v.record(v.string(), v.string());
const Manifest = v.object({ dependencies: Names, devDependencies: Names });
const Locked = v.object({
  dev: v.optional(v.boolean()),
  link: v.optional(v.boolean()),
  integrity: v.optional(v.string()),
});
const Lock = v.object({ packages: v.record(v.string(), Locked) });

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));
}

test("every package that we name has one exact version", () => {
  const { dependencies, devDependencies } = v.parse(Manifest, json("package.json"));
  const wide = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(?:\d+\.\d+\.\d+(?:-[\w.]+)?|file:packages\/[\w-]+)$/.test(version),
  );
  expect(wide).toEqual([]);
});

test("every package that runs in production is known by its checksum", () => {
  const { packages } = v.parse(Lock, json("package-lock.json"));
  const run = Object.entries(packages).filter(
    ([path, { dev, link }]) => path.includes("node_modules/") && dev !== true && link !== true,
  );
  expect(run.length).toBeGreaterThan(50);
  // What `npm ci --omit=dev` installs on any system; it was 184 once, TypeScript among them.
  expect(run.length).toBeLessThanOrEqual(140);
  const unknown = run.filter(([, { integrity }]) => integrity?.startsWith("sha512-") !== true);
  expect(unknown.map(([path]) => path)).toEqual([]);
});
