import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { bundleAction } from "../../scripts/bundle/build-bundle.ts";
import { INPUTS } from "../../src/action/inputs.ts";
import { OUTPUTS } from "../../src/action/outputs.ts";

function fileAt(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

const built = bundleAction();

const action: unknown = parse(fileAt("action.yml"));

test("action.yml has the inputs that the code reads, with the same words and defaults", () => {
  const inputs = Object.entries(INPUTS).map(([name, input]) => [
    name,
    { ...input, required: false },
  ]);
  expect(action).toHaveProperty("inputs", Object.fromEntries(inputs));
});

test("action.yml has the outputs that the code writes", () => {
  expect(action).toHaveProperty("outputs", OUTPUTS);
});

test("it is a node24 Action, branded, and its names are kebab-case", () => {
  expect(action).toMatchObject({
    runs: { using: "node24", main: "dist/action.js" },
    branding: { icon: "shield", color: "red" },
  });
  for (const name of [...Object.keys(INPUTS), ...Object.keys(OUTPUTS)]) {
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  }
});

test("dist is what the sources say, twice the same, and half a megabyte for the gate", async () => {
  const [one, other] = [await built, await bundleAction()];
  expect(other.files).toEqual(one.files);
  const size = { gate: 0, all: 0 };
  for (const [name, text] of Object.entries(one.files)) {
    expect(fileAt(`dist/${name}`) === text, `dist/${name} is old: npm run bundle`).toBe(true);
    const bytes = Buffer.byteLength(text);
    size.all += bytes;
    if (one.gateFiles.includes(name)) size.gate += bytes;
  }
  expect(size.gate).toBeLessThan(500_000);
  expect(size.all).toBeLessThan(2_000_000);
});

test("nothing is loaded that the gate doesn't need, and nothing is bundled that nobody needs", async () => {
  const { files, gateModules, modules } = await built;
  const needless =
    /octokit\/(?:rest|plugin-throttling)|probot|pino|\/pg\/|prom-client|opentelemetry/;
  expect(modules.filter((id) => needless.test(id))).toEqual([]);
  // Octokit and the runner's HTTP client are for the modes that write.
  const clients = /octokit|undici|http-client|bottleneck/;
  expect(gateModules.filter((id) => clients.test(id))).toEqual([]);
  expect(gateModules).toContain("node_modules/@actions/github/lib/github.js");
  expect(modules).toContain("node_modules/@actions/github/lib/utils.js");
  const bots =
    /liquidjs|report-file|report-section|src\/(?:core\/plan\/plan|github\/write\/(?:apply|mutat)|action\/(?:run-bot|connect-bot|workflow-runs))/;
  expect(gateModules.filter((id) => bots.test(id))).toEqual([]);
  expect(gateModules).toContain("src/action/run-gate.ts");
  expect(modules).toContain("src/action/run-bot.ts");
  for (const name of [
    "@actions/core",
    "@actions/github",
    "@octokit/core",
    "undici",
    "yaml",
    "valibot",
    "mdast-util-from-markdown",
  ]) {
    expect(files["licenses.txt"]).toContain(`${name} `);
  }
});

test("what tells people outside is loaded when somebody is to be told, and what sends mail when a mail is sent", async () => {
  const { files, gateModules } = await built;
  const outside = /node_modules\/nodemailer|src\/notify\//;
  expect(gateModules.filter((id) => outside.test(id))).toEqual([]);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(["connect-target.js", "nodemailer.js"]),
  );
  expect(loadedWith("run-bot.js", files)).not.toContain("connect-target.js");
  expect(loadedWith("connect-target.js", files)).not.toContain("nodemailer.js");
  expect(loadedWith("run-bot.js", files).length).toBeGreaterThan(3);
});

/** A file of the bundle, and what it imports at once, with what that imports. */
function loadedWith(name: string, files: Readonly<Record<string, string>>): readonly string[] {
  const loaded = new Set([name]);
  for (const one of loaded) {
    const imports = (files[one] ?? "").matchAll(/(?:from|import)"\.\/([\w.-]+)"/g);
    for (const [, imported = ""] of imports) loaded.add(imported);
  }
  return [...loaded];
}
