import { existsSync, readFileSync } from "node:fs";
import { SETTINGS } from "../../src/app/environment.ts";
import { METRICS } from "../../src/app/observe/metrics-table.ts";
import { INPUTS } from "../../src/action/inputs.ts";
import { OUTPUTS } from "../../src/action/outputs.ts";
import { QUESTIONS } from "../../src/cli/live/question-table.ts";
import { COMMANDS, ruleOf } from "../../src/core/command/command.ts";
import type { CommandName } from "../../src/core/command/command.ts";
import { GATE_REASONS } from "../../src/core/gate/gate.ts";
import { FACTS } from "../../src/core/model/fact.ts";
import type { FactName, FactRule } from "../../src/core/model/fact.ts";
import { PHASE_ORDER, PHASES } from "../../src/core/model/phase.ts";
import type { PhaseRule } from "../../src/core/model/phase.ts";
import { RETRIES } from "../../src/core/model/retry.ts";
import { LIMITS } from "../../src/core/markdown/text-limits.ts";
import { monthTable } from "../../test/month/month-table.ts";
import { cliCommands, cliExits } from "./cli-reference.ts";
import { configKeys, defaultsYaml } from "./config-keys.ts";
import { CONFIG_WORDS, PERSON_WORDS, TARGET_WORDS } from "./config-words.ts";
import { stringify } from "yaml";
import {
  DEFAULT_WORDING,
  TEAM_WORDING_NAMES,
  WORDING_NAMES,
} from "../../src/text/notify/wording.ts";
import { configJsonSchema, reportJsonSchema } from "./json-schemas.ts";
import { code, table } from "./markdown-table.ts";
import { durationTable, momentTable } from "./time-examples.ts";
import { strangerLimits } from "./stranger-limits.ts";
import { targetLimits, targetRates } from "./target-limits.ts";
import { jobTable, manifestTable, modeTable, withManifest } from "./permission-tables.ts";

/** Generated parts by the page that they stand in, between `<!-- begin name -->` and `<!-- end name -->`. */
const PAGES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  "docs/reference/action.md": { inputs, outputs },
  "docs/reference/reason-codes.md": { reasons },
  "docs/reference/commands.md": { commands },
  "docs/reference/facts.md": { facts },
  "docs/reference/times.md": { moments: momentTable, durations: durationTable },
  "docs/how-to/run-the-app.md": { settings },
  "docs/how-to/operate.md": { metrics },
  "docs/reference/config.md": { config, targets, people, defaults },
  "docs/reference/audiences.md": { names: wordingNames, words: defaultWording },
  "docs/reference/permissions.md": {
    manifests: manifestTable,
    jobs: jobTable,
    modes: modeTable,
  },
  "docs/reference/text-limits.md": { limits },
  "docs/reference/faults.md": { retries },
  "docs/reference/limits.md": {
    strangers: strangerLimits,
    rates: targetRates,
    reach: targetLimits,
  },
  "docs/reference/costs.md": { month: monthTable },
  "docs/how-to/try-on-github.md": { questions },
  "docs/reference/cli.md": { exits: cliExits, cli: cliCommands },
};

/** Generated files without a word of our own in them. */
const SCHEMAS: Readonly<Record<string, () => object>> = {
  "docs/reference/dakor.schema.json": configJsonSchema,
  "docs/reference/report.schema.json": reportJsonSchema,
};

/** Their permissions and events are generated, and nothing comes after those. */
const MANIFESTS = { "app.yml": "full", "docs/reference/app-minimal.yml": "minimal" } as const;

/** Each page as it is, and as its tables say that it should be. */
export function readReferences(): readonly {
  readonly url: URL;
  readonly path: string;
  readonly now: string;
  readonly should: string;
}[] {
  const schemas = Object.entries(SCHEMAS).map(([path, schema]) => {
    const url = new URL(`../../${path}`, import.meta.url);
    const now = existsSync(url) ? readFileSync(url, "utf8") : "";
    return { url, path, now, should: `${JSON.stringify(schema(), undefined, 2)}\n` };
  });
  const pages = Object.entries(PAGES).map(([path, parts]) => {
    const url = new URL(`../../${path}`, import.meta.url);
    const now = readFileSync(url, "utf8");
    const should = Object.entries(parts).reduce(
      (page, [name, render]) => withPart(page, name, render()),
      now,
    );
    return { url, path, now, should };
  });
  const manifests = Object.entries(MANIFESTS).map(([path, kind]) => {
    const url = new URL(`../../${path}`, import.meta.url);
    const now = readFileSync(url, "utf8");
    return { url, path, now, should: withManifest(now, kind) };
  });
  return [...pages, ...schemas, ...manifests];
}

function withPart(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`There is no place for ${name}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

function wordingNames(): string {
  return table(
    ["name", "what stands there", "for"],
    [...nameRows(WORDING_NAMES, "both"), ...nameRows(TEAM_WORDING_NAMES, "the team")],
  );
}

function nameRows(
  names: Readonly<Record<string, string>>,
  audience: string,
): readonly (readonly string[])[] {
  return Object.entries(names).map(([name, words]) => [code(name), words, audience]);
}

function defaultWording(): string {
  return ["```yaml", stringify({ wording: DEFAULT_WORDING }, { lineWidth: 0 }).trim(), "```"].join(
    "\n",
  );
}

function limits(): string {
  return table(
    ["text", "most", "unit", "more is", "source"],
    Object.values(LIMITS).map(({ what, most, unit, over, source }) => [
      what,
      most.toLocaleString("en"),
      unit,
      over,
      source,
    ]),
  );
}

function retries(): string {
  return table(
    ["what", "tries", "pause before the next", "grows", "at most"],
    Object.values(RETRIES).map(({ what, tries, pause, factor, longest }) => [
      what,
      tries === Infinity ? "until it works" : String(tries),
      pause === 0 ? "none" : lasting(pause),
      factor === 1 ? "" : `× ${factor}`,
      factor === 1 ? "" : lasting(longest),
    ]),
  );
}

function lasting(ms: number): string {
  return ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`;
}

function inputs(): string {
  return table(
    ["input", "default", "what for"],
    Object.entries(INPUTS).map(([name, input]) => [
      code(name),
      code(input.default),
      input.description,
    ]),
  );
}

function outputs(): string {
  return table(
    ["output", "what it is"],
    Object.entries(OUTPUTS).map(([name, { description }]) => [code(name), description]),
  );
}

function reasons(): string {
  return table(
    ["code", "verdict", "what it means"],
    Object.entries(GATE_REASONS).map(([reason, { verdict, says }]) => [
      code(reason),
      verdict,
      says,
    ]),
  );
}

function commands(): string {
  const names = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);
  return [...PHASE_ORDER, undefined]
    .map((step) => {
      const rows = names
        .map(ruleOf)
        .filter((rule) => rule.step === step)
        .map(({ usage, help, role, gated, example = "", aliases = [] }) => [
          code(usage),
          `${help}${aliases.length === 0 ? "" : `; also ${aliases.map((alias) => code(`/${alias}`)).join(", ")}`}`,
          gated === undefined ? code(role) : `${code(role)}; ${code("gate.permission")}: ${gated}`,
          example === usage ? "" : code(example),
        ]);
      const title = step === undefined ? "At any time" : step[0]?.toUpperCase() + step.slice(1);
      return `## ${title}\n\n${table(["command", "what it does", "who may say it", "for example"], rows)}`;
    })
    .join("\n\n");
}

function facts(): string {
  return PHASE_ORDER.map((phase) => {
    const { question, needs, asks }: PhaseRule = PHASES[phase];
    const rows = [
      ...needs.map((name) => factRow(name, "yes")),
      ...asks.map((name) => factRow(name, "asked")),
    ];
    const title = (phase[0]?.toUpperCase() ?? "") + phase.slice(1);
    const head = ["fact", "needed to go on", "the question", "command", "section of the form"];
    return `## ${title}\n\n${question}\n\n${table(head, rows)}`;
  }).join("\n\n");
}

function factRow(name: FactName, isNeeded: string): readonly string[] {
  const { question, command, section = "" }: FactRule = FACTS[name];
  return [
    code(name),
    isNeeded,
    question,
    command.startsWith("/") ? code(command) : command,
    section,
  ];
}

function config(): string {
  return keyTable(configKeys(), CONFIG_WORDS);
}

function targets(): string {
  return keyTable(configKeys("notify.name"), TARGET_WORDS);
}

function people(): string {
  return keyTable(configKeys("people.name"), PERSON_WORDS);
}

function keyTable(keys: ReturnType<typeof configKeys>, said: typeof CONFIG_WORDS): string {
  return table(
    ["key", "default", "value", "what for"],
    keys.map(([key, expected]) => {
      const [value = "", words = ""] = said[key] ?? [];
      return [code(key.replace(/^(?:notify|people)\.name\./, "")), code(value), expected, words];
    }),
  );
}

function defaults(): string {
  return `\`\`\`yaml\n${defaultsYaml()}\n\`\`\``;
}

function settings(): string {
  return table(
    ["variable", "default", "what for"],
    Object.entries(SETTINGS).map(([name, setting]) => [
      code(name),
      code(setting.default),
      setting.says,
    ]),
  );
}

function questions(): string {
  return table(
    ["name", "question", "expected", "what it makes"],
    QUESTIONS.map(({ name, asks, expected, makes = "nothing, it reads" }) => [
      code(name),
      asks,
      expected,
      makes,
    ]),
  );
}

function metrics(): string {
  return table(
    ["metric", "labels", "what it is"],
    Object.entries(METRICS).map(([name, { kind, help, labels }]) => [
      code(name),
      Object.keys(labels).map(code).join(", "),
      `${kind}: ${help}`,
    ]),
  );
}
