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
  const imports = new RegExp(
    `^(?:import (?!type\\b)|\\} )[^;]*from "${name}";$|await import\\("${name}"\\)`,
    "m",
  );
  return globSync(files, { cwd }).filter((path) =>
    imports.test(readFileSync(`${cwd}/${path}`, "utf8")),
  );
}

/** Each where a reader would look for it. */
const EXPECTED = [
  ["probot", "dependencies", "src/app/start.ts"],
  // In the Action's bundle, and not beside the App.
  ["@actions/core", "devDependencies", "src/action/report-decision.ts"],
  ["@actions/github", "devDependencies", "src/action/context.ts"],
  ["@octokit/rest", "dependencies", "src/cli/connect.ts"],
  ["yaml", "dependencies", "src/core/config/*.ts"],
  ["vitest", "devDependencies", "test/**/*.test.ts"],
  ["nock", "devDependencies", "test/**/*.ts"],
] as const;

test.each(EXPECTED)("%s is one of our %s, and used in %s", (name, kind, files) => {
  expect(Object.keys(manifest[kind])).toContain(name);
  expect(importersOf(name, files)).not.toEqual([]);
});

test("the modes that write ask GitHub with the Octokit of @actions/github", () => {
  expect(importersOf("@actions/github/lib/utils", "src/action/*.ts")).toEqual([
    "src/action/connect-bot.ts",
  ]);
  expect(importersOf("./connect-bot.ts", "src/action/*.ts")).toEqual(["src/action/run-bot.ts"]);
});

test("what is imported by name only for its types is found by nobody", () => {
  expect(importersOf("@octokit/rest", "src/github/client/octokit-client.ts")).toEqual([]);
});
