import { readFileSync } from "node:fs";
import { INPUTS } from "../../src/action/inputs.ts";
import { OUTPUTS } from "../../src/action/outputs.ts";
import { COMMANDS, ruleOf } from "../../src/core/command.ts";
import type { CommandName } from "../../src/core/command.ts";
import { GATE_REASONS } from "../../src/core/gate.ts";
import { PHASE_ORDER } from "../../src/core/phase.ts";
import { configKeys, defaultsYaml } from "./config-keys.ts";
import { CONFIG_WORDS } from "./config-words.ts";
import { code, table } from "./markdown-table.ts";

/** Generated parts by the page that they stand in, between `<!-- begin name -->` and `<!-- end name -->`. */
const PAGES: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  "docs/reference/action.md": { inputs, outputs },
  "docs/reference/reason-codes.md": { reasons },
  "docs/reference/commands.md": { commands },
  "docs/reference/config.md": { config, defaults },
};

/** Each page as it is, and as its tables say that it should be. */
export function readReferences(): readonly {
  readonly url: URL;
  readonly path: string;
  readonly now: string;
  readonly should: string;
}[] {
  return Object.entries(PAGES).map(([path, parts]) => {
    const url = new URL(`../../${path}`, import.meta.url);
    const now = readFileSync(url, "utf8");
    const should = Object.entries(parts).reduce(
      (page, [name, render]) => withPart(page, name, render()),
      now,
    );
    return { url, path, now, should };
  });
}

function withPart(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`There is no place for ${name}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
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
        .map(({ usage, help, example = "", aliases = [] }) => [
          code(usage),
          `${help}${aliases.map((alias) => `; also ${code(`/${alias}`)}`).join("")}`,
          example === usage ? "" : code(example),
        ]);
      const title = step === undefined ? "At any time" : step[0]?.toUpperCase() + step.slice(1);
      return `## ${title}\n\n${table(["command", "what it does", "for example"], rows)}`;
    })
    .join("\n\n");
}

function config(): string {
  return table(
    ["key", "default", "value", "what for"],
    configKeys().map(([key, expected]) => {
      const [value = "", words = ""] = CONFIG_WORDS[key] ?? [];
      return [code(key), code(value), expected, words];
    }),
  );
}

function defaults(): string {
  return `\`\`\`yaml\n${defaultsYaml()}\n\`\`\``;
}
