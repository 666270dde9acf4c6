import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { COMMAND_TABLE } from "../../src/cli/command-table.ts";
import type { ArgumentValues } from "../../src/cli/command-definition.ts";
import { createProgram } from "../../src/cli/program.ts";

type Parsed = { readonly name: string; readonly given: ArgumentValues };

async function parsed(argv: readonly string[]): Promise<Parsed | string> {
  let found: Parsed | undefined;
  let errors = "";
  const program = createProgram(async ({ name }, given) => {
    found = { name, given };
  });
  const quiet = { writeErr: (text: string) => (errors += text), writeOut: () => undefined };
  for (const command of [program, ...program.commands]) command.configureOutput(quiet);
  await program.parseAsync([...argv], { from: "user" }).catch(() => undefined);
  return found ?? errors;
}

async function givenIn(argv: readonly string[]): Promise<ArgumentValues> {
  const result = await parsed(argv);
  if (typeof result === "string") throw new Error(result);
  return result.given;
}

describe("what is understood", () => {
  test("values and switches, before and after each other", async () => {
    const demo = await givenIn(["demo", "--keep", "--port=4000"]);
    expect([demo.is("keep"), demo.is("fast"), demo.text("port")]).toEqual([true, false, "4000"]);
    const gate = await givenIn(["gate", "--pr", "12", "--dry-run", "--repo", "acme/shop"]);
    expect([gate.text("pr"), gate.is("dry-run"), gate.text("repo")]).toEqual([
      "12",
      true,
      "acme/shop",
    ]);
  });

  test("words, and none", async () => {
    expect((await givenIn(["show", "#42"])).words).toEqual(["#42"]);
    expect((await givenIn(["lint", "a.md", "b.yml"])).words).toEqual(["a.md", "b.yml"]);
    expect((await givenIn(["lint"])).words).toEqual([]);
  });

  test("a switch that turns something off", async () => {
    expect((await givenIn(["init"])).is("labels")).toBe(true);
    expect((await givenIn(["init", "--no-labels"])).is("labels")).toBe(false);
  });
});

describe("what is not", () => {
  test.each<readonly [readonly string[], string]>([
    [["dmeo"], "(Did you mean demo?)"],
    [["frobnicate"], "unknown command 'frobnicate'"],
    [["demo", "--fats"], "(Did you mean --fast?)"],
    [["demo", "--fast=yes"], "--fast"],
    [["demo", "twice"], "too many arguments"],
    [["demo", "--port"], "argument missing"],
    [["demo", "--port", "0"], "It takes a number from 1 to 65535, like --port 4000."],
    [["demo", "--port", "70000"], "It takes a number from 1 to 65535, like --port 4000."],
    [["gate", "--repo", "acme/shop"], "--pr <number>"],
    [["gate", "--pr", "x"], "It takes a number, like --pr 12."],
    [["gate", "--pr", "1", "--repo", "shop"], "It takes a repository, like --repo acme/shop."],
    [["show"], "missing required argument 'number'"],
    [["show", "cards"], "It takes an issue's number, like dakor show 42."],
    [["init", "--action", "acme/dakor@v1"], "with the whole SHA of a commit"],
    [["demo", "--__proto__"], "unknown option"],
  ])("%j", async (argv, words) => {
    expect(await parsed(argv)).toContain(words);
  });
});

describe("every command", () => {
  test.each(COMMAND_TABLE)(
    "$name says what it takes, with an example and its exit codes",
    (one) => {
      const command = createProgram(async () => undefined).commands.find(
        (known) => known.name() === one.name,
      );
      expect(command).toBeInstanceOf(Command);
      const { examples, options } = one;
      expect(examples.length).toBeGreaterThan(0);
      for (const { line } of examples) expect(line).toMatch(new RegExp(`\\bdakor ${one.name}\\b`));
      for (const { accepts, expected } of options) {
        expect(accepts === undefined).toBe(expected === undefined);
      }
      expect(command?.helpInformation()).toContain(`Usage: dakor ${one.name}`);
    },
  );

  test.each(COMMAND_TABLE.flatMap(({ examples }) => examples))(
    "the example $line is one",
    async ({ line }) => {
      const words = line
        .replace(/^(?:[A-Z_]+=\S+ )+/, "")
        .replace(/ \|.*$/, "")
        .split(" ")
        .slice(1);
      expect(typeof (await parsed(words))).toBe("object");
    },
  );

  test.each(
    COMMAND_TABLE.flatMap(({ options }) => options).flatMap(({ flags, accepts, expected = "" }) => {
      const value = /like --[\w-]+ (\S+)$/.exec(expected)?.[1];
      return value === undefined ? [] : [{ flags, accepts, value }];
    }),
  )("$flags takes what its own words show: $value", ({ accepts, value }) => {
    expect(accepts?.test(value)).toBe(true);
  });
});
