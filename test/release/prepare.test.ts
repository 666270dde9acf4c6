import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { prepareRelease } from "../../scripts/release/prepare-release.ts";
import type { Prepared, ReleaseOptions } from "../../scripts/release/prepare-release.ts";
import { packageFiles } from "../../scripts/package/package-files.ts";
import { at, list, record, text } from "../../src/github/client/narrow.ts";
import manifest from "../../package.json" with { type: "json" };
import { isDeep } from "../depth.ts";

const SOURCE = { repository: "acme/dakor", sha: "c".repeat(40) };
const { version } = manifest;
const NOTES = "### Added\n\n- Everything";
const changelog = `# Changelog\n\n## [Unreleased]\n\n- Later\n\n## [${version}] - 2026-01-02\n\n${NOTES}\n`;
const workflow: unknown = parse(
  readFileSync(new URL("../../.github/workflows/release.yml", import.meta.url), "utf8"),
);

const folder = mkdtempSync(join(tmpdir(), "dakor-release-"));
const dist = join(folder, "dist");
const out = join(folder, "release");
const good: ReleaseOptions = {
  tag: `v${version}`,
  version,
  changelog,
  owners: { CODEOWNERS: "* @acme/builders\n" },
  source: SOURCE,
  dist,
  out,
};
let built: Readonly<Record<string, string>>;
let prepared: Prepared;

function commitBundles(): void {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const [path, source] of Object.entries(built)) {
    if (path.startsWith("dist/")) writeFileSync(join(folder, path), source);
  }
}

beforeAll(async () => {
  built = await packageFiles(SOURCE);
  commitBundles();
  prepared = await prepareRelease(good);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a dry run makes", () => {
  const tarball = `dakor-${version}.tgz`;
  const bill = `dakor-${version}.cdx.json`;

  test("the files of the release, and nothing else", () => {
    const names = [tarball, bill, "SHA256SUMS", "notes.md"];
    expect(prepared).toMatchObject({ version, npmTag: "latest", files: names });
    expect(readdirSync(out).toSorted()).toEqual(names.toSorted());
  });

  test("a package with the command line and the Action, and the commit that it was made of", () => {
    const listed = execFileSync("tar", ["-tzf", tarball], { cwd: out, encoding: "utf8" });
    const bundles = readdirSync(dist).map((name) => `package/dist/${name}`);
    expect(listed.trim().split("\n").toSorted()).toEqual(
      [
        ...["LICENSE", "README.md", "action.yml", "package.json"].map((name) => `package/${name}`),
        ...bundles,
      ].toSorted(),
    );
    const extract = ["-xzOf", tarball, "package/package.json"];
    const about: unknown = JSON.parse(execFileSync("tar", extract, { cwd: out, encoding: "utf8" }));
    expect(about).toMatchObject({ name: "dakor", version, gitHead: SOURCE.sha });
    // npm compares it with where the workflow runs, and publishes it from nowhere else.
    expect(at(about, "repository", "url")).toBe("git+https://github.com/acme/dakor.git");
    expect(Object.keys(record(about))).not.toContain("scripts");
    expect(Object.keys(record(about))).not.toContain("dependencies");
  });

  test("a bill of materials that names whatever the bundles contain", () => {
    const bom: unknown = JSON.parse(readFileSync(join(out, bill), "utf8"));
    expect(at(bom, "bomFormat")).toBe("CycloneDX");
    const known = list(at(bom, "components")).map((one) => {
      const name = [at(one, "group"), at(one, "name")].filter(Boolean).join("/");
      return `${name} ${text(at(one, "version"))}`;
    });
    const bundled = ["licenses.txt", "cli-licenses.txt"].flatMap((name) =>
      readFileSync(join(dist, name), "utf8").match(/^[@\w][\w./@-]* \d+\.\d+\.\d+[^ ,]*(?= \()/gm),
    );
    expect(bundled.length).toBeGreaterThan(10);
    expect(bundled.filter((one) => !known.includes(one ?? ""))).toEqual([]);
    expect(known.join("\n")).not.toMatch(/^vitest /m);
    expect(at(bom, "metadata", "component", "name")).toBe("dakor");
  });

  test("the attestation's subjects: both files, by the sums that they have", () => {
    const check = ["--check", "--strict", "SHA256SUMS"];
    const said = execFileSync("sha256sum", check, { cwd: out, encoding: "utf8" });
    expect(said).toBe(`${tarball}: OK\n${bill}: OK\n`);
  });

  test("the notes", () => {
    expect(readFileSync(join(out, "notes.md"), "utf8")).toBe(`${NOTES}\n`);
  });
});

describe("the workflow", () => {
  const job = at(workflow, "jobs", "publish");
  const steps = list(at(job, "steps"));
  const using = (name: string): readonly unknown[] =>
    steps.filter((step) => text(at(step, "uses")).startsWith(`${name}@`));

  test("attests and publishes what the dry run makes", () => {
    const attested = using("actions/attest").map((step) => at(step, "with"));
    expect(attested).toEqual([
      { "subject-checksums": "release/SHA256SUMS" },
      {
        "subject-path": "release/*.tgz",
        "sbom-path": "release/dakor-${{ needs.prepare.outputs.version }}.cdx.json",
      },
    ]);
    const commands = steps.map((step) => text(at(step, "run"))).join("\n");
    expect(commands).toMatch(/^npm publish \.\/release\/\*\.tgz --provenance /m);
    const named = [...new Set(commands.match(/release\/[\w*.]+/g))].map((path) =>
      path.replace("release/", "").replace("*", `dakor-${version}`),
    );
    expect(named.toSorted()).toEqual([...prepared.files].toSorted());
  });

  test("runs nothing that others wrote where it may write", () => {
    expect(using("actions/checkout")).toEqual([]);
    const commands = steps.map((step) => text(at(step, "run"))).join("\n");
    expect(commands).not.toMatch(/npm (?:ci|install|run|test)|npx/);
    expect(at(workflow, "jobs", "prepare", "permissions")).toEqual({ contents: "read" });
  });

  test("publishes only for a tag", () => {
    expect(at(job, "if")).toBe("github.event_name == 'push'");
    expect(at(workflow, "on", "push")).toEqual({ tags: ["v*.*.*"] });
  });
});

describe("nothing is released where", () => {
  test.each<readonly [string, Partial<ReleaseOptions>, string]>([
    ["the tag is another version's", { tag: "v99.0.0" }, "Expected the tag v"],
    ["nobody owns it", { owners: { CODEOWNERS: "* @OWNER\n" } }, "CODEOWNERS still says @OWNER"],
    ["nobody wrote what is new", { changelog: "# Changelog\n" }, "no dated section ["],
    [
      "the commit is on no branch",
      { source: { ...SOURCE, isUnknownThere: true } },
      "is on no branch of acme/dakor",
    ],
  ])("%s", async (...[, change, sentence]) => {
    await expect(prepareRelease({ ...good, ...change })).rejects.toThrow(sentence);
  });

  test.each<readonly [string, () => void, string]>([
    ["a bundle is old", () => writeFileSync(join(dist, "action.js"), "old"), "dist/action.js"],
    ["a bundle is missing", () => rmSync(join(dist, "cli.js")), "dist/cli.js"],
    ["nobody made a bundle", () => writeFileSync(join(dist, "x.js"), "mine"), "dist/x.js"],
  ])("%s", async (...[, spoil, name]) => {
    spoil();
    await expect(prepareRelease(good)).rejects.toThrow(`Not what the sources say: ${name}.`);
    commitBundles();
  });
});

test.runIf(isDeep)("a rehearsal has the notes of what is unreleased", async () => {
  await prepareRelease({ ...good, tag: undefined });
  expect(readFileSync(join(out, "notes.md"), "utf8")).toBe("- Later\n");
});
