import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInit } from "../../../src/cli/init/run-init.ts";
import type { InitOptions } from "../../../src/cli/init/run-init.ts";
import { createRepository } from "../repository.ts";
import type { TestRepository } from "../repository.ts";
import { runCli } from "../run-cli.ts";

const [ONE, OTHER] = ["a", "b"].map((digit) => `acme/dakor@${digit.repeat(40)}`);
const PATHS = [
  ".github/ISSUE_TEMPLATE/incident.yml",
  ".github/dakor.yml",
  ".github/workflows/dakor-bot.yml",
  ".github/workflows/dakor-clock.yml",
  ".github/workflows/dakor-daily.yml",
  ".github/workflows/dakor-watch.yml",
  ".github/workflows/dakor.yml",
  "docs/incidents/README.md",
];

type Told = { readonly code: number; readonly lines: string; readonly asked: readonly string[] };

/** Somebody at a terminal who gives these answers, Enter where there are no more. */
async function init(
  { path }: TestRepository,
  options: Partial<InitOptions> = {},
  answers: readonly boolean[] = [],
): Promise<Told> {
  const [lines, asked]: [string[], string[]] = [[], []];
  const code = await runInit(
    {
      repo: undefined,
      action: ONE,
      hasApp: false,
      hasLabels: false,
      isYes: false,
      isForced: false,
      isDry: false,
      cwd: path,
      ...options,
    },
    { PATH: process.env["PATH"] },
    {
      screen: { line: (text = "") => lines.push(text), paint: (_, text) => text, columns: 80 },
      meet: () => ({
        question: async (text, usual) => {
          asked.push(text);
          return answers[asked.length - 1] ?? usual;
        },
        close: () => undefined,
      }),
    },
  );
  return { code, lines: lines.join("\n"), asked };
}

test("an empty repository gets everything, after one question", async () => {
  using repository = createRepository();
  const { code, lines, asked } = await init(repository);
  expect([code, asked]).toEqual([0, ["Write these 8 files?"]]);
  expect(Object.keys(repository.files())).toEqual(PATHS);
  for (const path of PATHS) expect(lines).toContain(`+++ b/${path}`);
  expect(lines).toMatch(
    /Next\n {2}1\. git add .*\n {2}2\. .*"dakor" required.*\n {2}3\. npx --allow-git=all github:acme\/dakor doctor/,
  );
});

test("a second run changes nothing, and asks nothing", async () => {
  using repository = createRepository();
  await init(repository);
  const before = repository.files();
  const { lines, asked } = await init(repository);
  expect([lines, asked]).toEqual(["Nothing to do: every file is there.", []]);
  expect(repository.files()).toEqual(before);
});

test("no is no", async () => {
  using repository = createRepository();
  const { code, lines } = await init(repository, {}, [false]);
  expect(code).toBe(0);
  expect(lines).toMatch(/\nNo file was written\.$/);
  expect(repository.files()).toEqual({});
});

test("a form of the team's own that opens no incident is told at the end, and labels that are left", async () => {
  using repository = createRepository();
  const outage = ".github/ISSUE_TEMPLATE/incident-report.yml";
  repository.write(
    outage,
    "name: Outage\nlabels: [outage]\nbody:\n  - type: input\n    attributes: { label: Severity }\n",
  );
  const { lines } = await init(repository, { isYes: true, hasLabels: true });
  const next = lines.slice(lines.indexOf("\nNext\n"));
  expect(next).toContain(
    `3. ${outage} opens no incident yet. Give it the line  labels: [incident]`,
  );
  expect(next).toMatch(/4\. Some labels are not there yet, see above/);
  expect(next).toMatch(/5\. .* doctor says what is still missing\.$/);
});

test("--dry-run shows everything and writes nothing", async () => {
  using repository = createRepository();
  const { lines, asked } = await init(repository, { isDry: true, isForced: true });
  expect(asked).toEqual([]);
  for (const path of PATHS) expect(lines).toContain(`+++ b/${path}`);
  expect(lines).toMatch(/^@@ -0,0 \+1,\d+ @@$/m);
  expect(repository.files()).toEqual({});
});

test("with the App there are no workflows, and no Action is needed", async () => {
  using repository = createRepository();
  const { lines } = await init(repository, { hasApp: true, action: ONE, isYes: true });
  expect(Object.keys(repository.files())).toEqual(PATHS.filter((path) => !/workflows/.test(path)));
  expect(lines).toContain('Make the check "dakor" required');
});

test("the README goes where the configuration puts reports", async () => {
  using repository = createRepository();
  repository.write(".github/dakor.yml", "report: { directory: postmortems }\n");
  await init(repository, { isYes: true });
  expect(Object.keys(repository.files())).toContain("postmortems/README.md");
});

describe("in a repository with files of its own", () => {
  const others = {
    ".github/workflows/ci.yml": "name: CI\non: push\n",
    ".github/ISSUE_TEMPLATE/bug.yml": "name: Bug\n",
    ".github/ISSUE_TEMPLATE/config.yml": "blank_issues_enabled: false\n",
    "docs/incidents/2026-05-04-7-cards.md": "# Cards\n",
  };
  const theirs = { ".github/workflows/dakor.yml": "name: Something else\n" };

  function createOthers(): TestRepository {
    const repository = createRepository();
    for (const [path, text] of Object.entries({ ...others, ...theirs })) {
      repository.write(path, text);
    }
    return repository;
  }

  test.each<readonly [string, Partial<InitOptions>, readonly boolean[], boolean]>([
    ["--yes leaves them alone", { isYes: true }, [], false],
    ["--yes --force takes the name that init needs", { isYes: true, isForced: true }, [], true],
    ["Enter leaves them alone", {}, [], false],
    ["only a yes for that very file takes it", {}, [true, true], true],
    ["--force still asks where somebody can answer", { isForced: true }, [true, false], false],
  ])("%s", async (...[, options, answers, isTaken]) => {
    using repository = createOthers();
    const { lines } = await init(repository, options, answers);
    const files = repository.files();
    expect(files).toMatchObject(others);
    expect(Object.keys(files)).toEqual([...new Set([...PATHS, ...Object.keys(others)])].toSorted());
    expect(files[".github/workflows/dakor.yml"] === theirs[".github/workflows/dakor.yml"]).toBe(
      !isTaken,
    );
    const isSaid = lines.includes("left .github/workflows/dakor.yml as it is");
    expect(isSaid).toBe(options.isYes === true && !isTaken);
  });
});

describe("a later run, from a newer commit", () => {
  test("renews what nobody changed without asking twice", async () => {
    using repository = createRepository();
    await init(repository, { isYes: true });
    const { lines } = await init(repository, { isYes: true, action: OTHER });
    expect(lines).not.toContain("left");
    expect(repository.read(".github/workflows/dakor.yml")).toContain(OTHER);
  });

  test("asks for what somebody changed, with the difference", async () => {
    using repository = createRepository();
    await init(repository, { isYes: true });
    const mine = `${repository.read(".github/dakor.yml")}bots: [pagerduty]\n`;
    repository.write(".github/dakor.yml", mine);
    const { lines, asked } = await init(repository, { action: OTHER });
    expect(asked).toEqual([
      "Write these 5 files?",
      ".github/dakor.yml is not as init wrote it. Overwrite it?",
    ]);
    expect(lines).toContain("-bots: [pagerduty]");
    expect(repository.read(".github/dakor.yml")).toBe(mine);
  });

  test("the ends of lines that git for Windows makes are nobody's change", async () => {
    using repository = createRepository();
    await init(repository, { isYes: true });
    for (const [path, text] of Object.entries(repository.files())) {
      repository.write(path, text.replaceAll("\n", "\r\n"));
    }
    expect((await init(repository)).lines).toBe("Nothing to do: every file is there.");
  });
});

test("a run that was killed halfway is finished by the next", async () => {
  using repository = createRepository();
  await init(repository, { isYes: true });
  const whole = repository.files();
  // Between the draft and its name: the file is missing, and half a draft lies there.
  repository.git("init", "--quiet");
  const [path = "", text = ""] = Object.entries(whole)[0] ?? [];
  const draft = path.replace("incident.yml", ".incident.yml.dakor-init");
  repository.write(draft, text.slice(0, 20));
  const { rmSync } = await import("node:fs");
  rmSync(join(repository.path, path));
  await init(repository, { isYes: true });
  expect(repository.files()).toEqual(whole);
  expect(existsSync(join(repository.path, draft))).toBe(false);
});

describe("as a process", () => {
  const environment = { PATH: process.env["PATH"] ?? "" };

  test("without a terminal it says what to type, and writes nothing", async () => {
    using repository = createRepository();
    const args = ["init", "--no-labels", "--action", ONE ?? ""];
    const { code, errors } = await runCli(args, { cwd: repository.path, environment });
    expect([code, repository.files()]).toEqual([2, {}]);
    expect(errors).toContain("Type --yes");
  });

  test("--yes writes, and the second time there is nothing to do", async () => {
    using repository = createRepository();
    const run = (): ReturnType<typeof runCli> =>
      runCli(["init", "--yes", "--no-labels", "--action", ONE ?? ""], {
        cwd: repository.path,
        environment,
      });
    expect((await run()).code).toBe(0);
    expect(await run()).toMatchObject({ code: 0, out: "Nothing to do: every file is there.\n" });
  });

  test("outside of a repository it says what to do", async () => {
    const { code, errors } = await runCli(["init", "--yes"], { cwd: "/", environment });
    expect(code).toBe(2);
    expect(errors).toContain("no git repository");
  });
});

test("the bot listens to pushes on the default branch, whatever its name", async () => {
  using repository = createRepository();
  repository.git("symbolic-ref", "HEAD", "refs/heads/trunk");
  await init(repository, { isYes: true });
  expect(repository.read(".github/workflows/dakor-bot.yml")).toContain("branches: [trunk]");
});
