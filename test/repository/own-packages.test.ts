import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { expect, test } from "vitest";

const cwd = fileURLToPath(new URL("../..", import.meta.url));
const Names = v.record(v.string(), v.string());
const Manifest = v.object({ dependencies: Names, devDependencies: Names });
const manifest = v.parse(Manifest, JSON.parse(readFileSync(`${cwd}/package.json`, "utf8")));

/** Files that import values of it: an import of types alone uses nothing. */
function importersOf(name: string, files: string): readonly string[] {
  const imports = new RegExp(`^(?:import (?!type\\b)|\\} )[^;]*from "${name}";$`, "m");
  return globSync(files, { cwd }).filter((path) =>
    imports.test(readFileSync(`${cwd}/${path}`, "utf8")),
  );
}

test.each([
  ["probot", "dependencies", "src/app/**/*.ts"],
  // In the Action's bundle, and not beside the App.
  ["@actions/core", "devDependencies", "src/action/**/*.ts"],
  ["@octokit/rest", "dependencies", "src/github/client/octokit-client.ts"],
  ["yaml", "dependencies", "src/core/config/*.ts"],
  ["vitest", "devDependencies", "test/**/*.test.ts"],
  ["nock", "devDependencies", "test/**/*.ts"],
] as const)("%s is one of our %s, and used in %s", (name, kind, files) => {
  expect(Object.keys(manifest[kind])).toContain(name);
  expect(importersOf(name, files)).not.toEqual([]);
});

test("the command line asks GitHub with @octokit/rest", () => {
  const connect = readFileSync(`${cwd}/src/cli/connect.ts`, "utf8");
  expect(connect).toContain('from "../github/client/octokit-client.ts"');
});

test("what is imported by name only for its types is found by nobody", () => {
  expect(importersOf("@octokit/rest", "src/cli/live/stage.ts")).toEqual([]);
});
