import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { lintText } from "../../src/cli/lint-text.ts";
import { renderReport } from "../../src/text/report/report-file.ts";
import { finished } from "../core/gate/gate-case.ts";
import { draft } from "../text/story.ts";
import { createRepository } from "./repository.ts";
import { runCli } from "./run-cli.ts";
import type { Said } from "./run-cli.ts";
import { initWorkflow } from "./init-workflow.ts";

/** The note on whom nobody calls, where the configuration names nobody. */
const UNCALLED =
  'Note: Nobody is called when no answer comes to an incident of any severity: there is no escalation in .github/dakor.yml, and no mention. Write escalation: ["@user", "@org/team"] with names of yours.\n';

const withFront = (front: string): string =>
  finished().replace(/^---\n[\s\S]*?\n---\n/, () => `---\n${front}\n---\n`);

function lintLines(text: string): readonly string[] {
  return lintText("report", text).map(
    ({ line, column, message, instead = "" }) => `${line}:${column} ${message} ${instead}`,
  );
}

describe("a report", () => {
  test("that is finished has no mistakes", () => {
    expect(lintText("report", finished())).toEqual([]);
  });

  test("that the bot began lacks only what people write", () => {
    const problems = lintText("report", renderReport(draft));
    expect(problems.length).toBeGreaterThan(0);
    for (const { message } of problems) expect(message).toMatch(/"TODO"|still empty/);
  });

  test.each<readonly [string, string, RegExp]>([
    ["no front matter", finished().slice(30), /^1:1 The report begins with its front matter/],
    ["no incident", withFront("schema: 1"), /^2:1 incident: expected a whole number such as 42/],
    ["an incident in words", withFront('schema: 1\nincident: "42"'), /^3:11 incident: expected/],
    ["an unknown severity", withFront("incident: 42\nseverity: crtical"), /^3:11 .* critical$/],
    ["seconds in words", withFront("incident: 42\ndurations:\n  to-alert: 5m"), /^4:13 durations/],
    ["a time of no zone", withFront('incident: 42\ntimes: { started: "9:42" }'), /^3:19 times\./],
    ["broken YAML", withFront("incident: [42"), /expected valid YAML/],
    ["two answers", withFront("incident: 42\nincident: 41"), /^3:1 incident: expected each name/],
    ["a list", withFront("- incident: 42"), /^2:/],
    ["a TODO", `${finished()}\n- [ ] TODO: alerts\n`, /^27:7 There is a "TODO" left/],
    [
      "a recommendation without a date",
      `${finished()}\n## Recommendations\n\n- [ ] More alerts (kind: detect; owner: @lea)\n`,
      /^29:1 This recommendation has no date yet\. Its line ends with/,
    ],
  ])("with %s", (_, text, line) => {
    const lines = lintLines(text);
    expect(lines.some((found) => line.test(found))).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(_ === "no front matter" ? 2 : 1);
  });

  test("may have names of the team's own in its front matter", () => {
    expect(lintText("report", withFront("incident: 42\nteam: { name: checkout }"))).toEqual([]);
  });
});

describe("dakor lint", () => {
  const repository = createRepository();
  const environment = { PATH: process.env["PATH"] ?? "" };
  afterAll(() => repository[Symbol.dispose]());
  beforeEach(() => {
    repository.write(".github/dakor.yml", "report: { directory: postmortems }\n");
    repository.write("postmortems/README.md", "# Not a report\n");
    repository.write("postmortems/2026/42-cards.md", `${finished()}\nTODO: more\n`);
  });
  const lint = (...args: readonly string[]): Promise<Said> =>
    runCli(["lint", ...args], { cwd: repository.path, environment });

  test("looks at the configuration, and at reports where it says that they are", async () => {
    const { code, out, errors } = await lint();
    expect([code, errors]).toEqual([1, `${UNCALLED}1 mistake in 2 files\n`]);
    expect(out).toMatch(/^postmortems\/2026\/42-cards\.md:27:1: There is a "TODO" left/);
  });

  test("says what to type instead", async () => {
    repository.write(".github/dakor.yml", "severities:\n  major:\n    update: 10\n");
    const { code, out } = await lint(".github/dakor.yml");
    expect(code).toBe(1);
    expect(out).toMatch(
      /^\.github\/dakor\.yml:3:13: severities\.major\.update: .* Type 10m instead\.$/m,
    );
  });

  test("--json says the same to programs", async () => {
    const { out } = await lint("--json", "postmortems");
    expect(JSON.parse(out)).toMatchObject({
      schema_version: 1,
      files: 1,
      problems: [{ file: "postmortems/2026/42-cards.md", line: 27, column: 1 }],
    });
  });

  test("is content with what is right", async () => {
    expect(await lint(".github/dakor.yml")).toEqual({
      code: 0,
      out: "",
      errors: `${UNCALLED}0 mistakes in 1 file\n`,
    });
  });

  test("notes teams that nobody tells, which is no mistake", async () => {
    repository.write(".github/dakor.yml", "escalation: [acme/ops]\n");
    const uses = `acme/dakor@${"a".repeat(40)}`;
    repository.write(".github/workflows/bot.yml", initWorkflow("dakor-bot.yml", uses));
    const { code, out, errors } = await lint(".github/dakor.yml");
    repository.write(".github/workflows/bot.yml", "");
    expect([code, out]).toEqual([0, ""]);
    expect(errors).toMatch(/^Note: A workflow's own token can't notify teams.*acme\/ops/);
    expect(errors).toContain("Name the people themselves");
  });

  test.each([["gone.md"], ["a.png"]])("%s is a mistake of the call", async (file) => {
    const { code, errors } = await lint(file);
    expect(code).toBe(2);
    expect(errors).toContain(file);
  });
});
