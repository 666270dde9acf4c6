import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SETTINGS } from "../../src/app/environment.ts";
import { METRICS } from "../../src/app/observe/metrics-table.ts";
import { blocksIn, markdownPages, type Block } from "./pages.ts";

const ROOT = new URL("../../", import.meta.url);
/** What others read: Node, PostgreSQL's image. */
const FOREIGN = new Set(["NODE_ENV", "POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB"]);

function page(name: string, language: string): readonly Block[] {
  return markdownPages()
    .filter(({ path }) => path === `docs/how-to/${name}.md`)
    .flatMap((one) => blocksIn(one, language));
}

function unknown(names: readonly string[]): readonly string[] {
  return names.filter((name) => !(name in SETTINGS) && !FOREIGN.has(name));
}

describe("the pages", () => {
  test.each(page("run-the-app", "sh"))("set only what is read: $page:$line", ({ text }) => {
    const names = [...text.matchAll(/^(\w+)=/gm)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(unknown(names)).toEqual([]);
  });

  test("show a unit of systemd that starts what is there", () => {
    const [unit] = page("run-the-app", "ini");
    const values = (key: string): readonly string[] =>
      [...(unit?.text.matchAll(new RegExp(`^${key}=(.*)$`, "gm")) ?? [])].map(
        ([, value = ""]) => value,
      );
    const [started = ""] = values("ExecStart");
    expect(existsSync(new URL(started.split(" ")[1] ?? "", ROOT))).toBe(true);
    const names = values("Environment").flatMap((line) =>
      line.split(" ").map((pair) => pair.split("=", 1).join()),
    );
    expect(unknown(names)).toEqual([]);
    expect(Number(values("TimeoutStopSec")[0])).toBeGreaterThan(29);
  });

  test("alert on metrics that exist, with values that they can have", () => {
    const [block] = page("operate", "yaml");
    const { groups } = v.parse(Alerts, parse(block?.text ?? ""));
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(4);
    const series = Object.entries(METRICS).flatMap(([name, { kind }]) =>
      kind === "histogram" ? [`${name}_count`, `${name}_sum`, `${name}_bucket`] : [name],
    );
    const used = rules.flatMap(({ expr }) => expr.match(/dakor_\w+/g) ?? []);
    expect(used.filter((name) => !series.includes(name))).toEqual([]);
  });

  test("all commands name files that are there", () => {
    const commands = ["run-the-app", "scale-out", "operate"].flatMap((name) => {
      const text = markdownPages().find(({ path }) => path.endsWith(`/${name}.md`))?.text ?? "";
      return [...text.matchAll(/^(?: {4}| {7})(\S.*)$/gm)].map(([, line = ""]) => line);
    });
    const paths = commands.flatMap(
      (line) => line.match(/(?:(?:src|docs|deploy)\/\S+|dakor\.js)/g) ?? [],
    );
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => !existsSync(fileURLToPath(new URL(path, ROOT))))).toEqual([]);
  });
});

const Alerts = v.object({
  groups: v.array(
    v.object({
      name: v.string(),
      rules: v.array(
        v.object({ alert: v.string(), expr: v.string(), for: v.optional(v.string()) }),
      ),
    }),
  ),
});
