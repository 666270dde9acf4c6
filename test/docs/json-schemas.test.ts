import { Ajv } from "ajv";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { initFiles } from "../../src/cli/init/init-files.ts";
import { frontOf } from "../../src/core/report/front-matter.ts";
import { renderReport } from "../../src/text/report/report-file.ts";
import { recordOf } from "@dakor/local-github/narrow";
import { finished } from "../core/gate/gate-case.ts";
import { WRONG_CONFIGS } from "../core/config/wrong-configs.ts";
import { draft } from "../text/story.ts";
import { defaultsYaml } from "../../scripts/reference/config-keys.ts";
import { configJsonSchema, reportJsonSchema } from "../../scripts/reference/json-schemas.ts";
import { blocksIn, markdownPages } from "./pages.ts";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const [config, report] = [configJsonSchema(), reportJsonSchema()].map((schema: object) => {
  const validate = ajv.compile(schema);
  return (value: unknown): readonly string[] => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
});

/** What an editor shows, which knows YAML but not our rules about it; undefined where it is no YAML at all. */
function shown(text: string): readonly string[] | undefined {
  try {
    return config?.(parse(text) ?? {});
  } catch {
    return undefined;
  }
}

/** Docs have other files too; one that is a configuration names at least one of its sections. */
function isConfig(text: string): boolean {
  const names = Object.keys(recordOf(parse(text)));
  return names.some((name) => name in (configJsonSchema().properties ?? {}));
}

/** Mistakes that only code can find: a list of zones, a sum, an order, a name that means something in JavaScript. */
const ONLY_CODE = [
  "timezone: Madrid",
  "timezone: Europe/Madird",
  "timezone: +01:00",
  "severities: {major: {update: 90d}}",
  "report: {directory: docs/../..}",
  "report: {directory: .github/x}",
  "report: {directory: .GIT}",
  "working-hours: {from: 18:00}",
  "components: {constructor: [a]}",
  "components: {checkout: []}\nnotify: {a: {type: teams, secret: DAKOR_SECRET_A, components: [chekout]}}",
  "timezone: !mine UTC",
  "timezone: !!js/function UTC",
  "timezone: &a UTC",
  "%YAML 1.1\n---\ntimezone: UTC",
];

describe("the schema of the configuration", () => {
  const pages = markdownPages().flatMap((page) => blocksIn(page, "yaml"));
  const init = initFiles({
    action: undefined,
    hasWorkflows: false,
    directory: "docs",
    branch: "main",
  });

  test.each([
    ...pages.filter(({ text }) => isConfig(text)),
    { page: "the defaults", line: 1, text: defaultsYaml() },
    {
      page: "names with nothing after them",
      line: 1,
      text: "components:\nseverities:\n  major:\n",
    },
    { page: "dakor init", line: 1, text: init[0]?.text ?? "" },
    {
      page: "dakor init, opened",
      line: 1,
      text: init[0]?.text.replaceAll(/^#(?! \S)/gm, "") ?? "",
    },
  ])("takes $page:$line", ({ text }) => {
    expect(shown(text)).toEqual([]);
  });

  const refusable = WRONG_CONFIGS.filter(([text]) => !ONLY_CODE.includes(text));
  test.each(refusable)("refuses %s", (text) => {
    expect(shown(text)).not.toEqual([]);
  });

  test("what only code can find is as little as possible", () => {
    const texts = WRONG_CONFIGS.map(([text]) => text);
    for (const text of ONLY_CODE) expect(texts).toContain(text);
    expect(ONLY_CODE.filter((text) => (shown(text) ?? [""]).length > 0)).toEqual([]);
  });

  test("says what each setting is for, and its default", () => {
    expect(configJsonSchema()).toMatchObject({
      properties: {
        report: { properties: { due: { default: "10:00", description: /working day/ } } },
      },
    });
  });
});

describe("the schema of a report's front matter", () => {
  test.each([
    ["a finished one", finished()],
    ["the one that the bot begins", renderReport(draft)],
  ])("takes %s", (_, text) => {
    expect(report?.(parse(frontOf(text) ?? ""))).toEqual([]);
  });

  test.each([
    "schema: 1",
    'incident: "42"',
    "incident: 42\nseverity: huge",
    "incident: 42\ntimes: { started: 9:42 }",
    "incident: 42\ndurations: { to-alert: 5m }",
    "incident: 42\nkludges: [{ state: gone }]",
    "incident: 42\nskipped: [coffee]",
  ])("refuses %j", (text) => {
    expect(report?.(parse(text))).not.toEqual([]);
  });
});
