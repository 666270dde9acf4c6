import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { bundleCli } from "../../scripts/bundle/bundle-cli.ts";
import { runCli } from "./run-cli.ts";
import { sample } from "../depth.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "dakor-alone-"));
const main = join(folder, "cli.js");
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
copyFileSync(join(DIST, "cli.js"), main);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("dist/cli.js is what the sources say, and can be started", async () => {
  const { files, modules } = await bundleCli();
  for (const [name, text] of Object.entries(files)) {
    const isSame = readFileSync(join(DIST, name), "utf8") === text;
    expect(isSame, `dist/${name} is old: npm run bundle`).toBe(true);
  }
  expect(files["cli.js"]).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(join(DIST, "cli.js")).mode & 0o111).not.toBe(0);
  expect(modules.filter((id) => /local-github|node_modules\/(?:hono|emulate)/.test(id))).toEqual(
    [],
  );
  for (const name of ["commander", "diff", "yaml"]) {
    expect(files["cli-licenses.txt"]).toContain(`${name} `);
  }
});

/** npx runs it on Node 20, which has none of these. */
const NEWER =
  /\bPromise\.(?:withResolvers|try)\b|\b(?:Map|Object)\.groupBy\b|\bArray\.fromAsync\b|\bRegExp\.escape\b|\bIterator\.\w|\bAsyncDisposableStack\b|\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/g;

test("dist/cli.js asks nothing of Node that came after 20", () => {
  expect(readFileSync(join(DIST, "cli.js"), "utf8").match(NEWER)).toBeNull();
});

test.each(sample([["init"], ["lint"], ["show"], ["doctor"], ["gate"], ["setup"]], 2))(
  "%s runs from a copy with nothing beside it",
  async (name) => {
    const said = await runCli([name, "--help"], { main, cwd: folder });
    expect(said.code).toBe(0);
    expect(said.out).toContain(`Usage: dakor ${name}`);
  },
);

test("a file is linted from there", async () => {
  writeFileSync(join(folder, "dakor.yml"), "timezone: Madrid\n");
  const { code, out } = await runCli(["lint", "dakor.yml"], { main, cwd: folder });
  expect(code).toBe(1);
  expect(out).toContain("dakor.yml:1:11: timezone:");
  expect(out).toContain("Type Europe/Madrid instead.");
});

test.each(sample([["demo"], ["practice"], ["start"], ["sweep"]], 1))(
  "%s says where it runs instead",
  async (name) => {
    const { code, errors } = await runCli([name], { main, cwd: folder });
    expect(code).toBe(2);
    expect(errors).toContain("npm ci");
  },
);
