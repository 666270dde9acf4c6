import { describe, expect, test } from "vitest";
import { parseArguments } from "../../src/cli/parse-arguments.ts";

describe("what is understood", () => {
  test.each([
    [["demo"], { fast: false, keep: false, port: undefined }],
    [["demo", "--fast"], { fast: true, keep: false, port: undefined }],
    [["--keep", "demo", "--port", "4000"], { fast: false, keep: true, port: 4000 }],
    [["demo", "--port=65535"], { fast: false, keep: false, port: 65_535 }],
  ])("%j", (argv, options) => {
    expect(parseArguments(argv)).toEqual({ ok: true, value: { kind: "demo", options } });
  });

  test("a pull request for the gate", () => {
    const argv = ["gate", "--repo", "acme/shop", "--pr=12", "--dry-run", "--json"];
    const options = {
      owner: "acme",
      repo: "shop",
      pull: 12,
      dryRun: true,
      json: true,
      app: "dakor",
    };
    expect(parseArguments(argv)).toEqual({ ok: true, value: { kind: "gate", options } });
  });

  test.each([[["--help"]], [["-h"]], [["help"]], [["demo", "--help"]]])(
    "%j asks for help",
    (argv) => {
      expect(parseArguments(argv)).toEqual({ ok: true, value: { kind: "help" } });
    },
  );
});

describe("what is not", () => {
  test.each([
    [[], "Which command?"],
    [["dmeo"], "Unknown command dmeo. Did you mean demo?"],
    [["frobnicate"], "Unknown command frobnicate."],
    [["demo", "--fats"], "Unknown option --fats. Did you mean --fast?"],
    [["demo", "--verbose"], "Unknown option --verbose."],
    [["demo", "-x"], "Unknown option -x."],
    [["demo", "--fast=yes"], "--fast takes no value."],
    [["demo", "twice"], 'demo takes no further words, but there is "twice".'],
    [["demo", "--port"], "--port takes a number from 1 to 65535, like --port 4000."],
    [["demo", "--port", "0"], "--port takes a number from 1 to 65535, like --port 4000."],
    [["demo", "--port", "70000"], "--port takes a number from 1 to 65535, like --port 4000."],
    [["demo", "--port", "http"], "--port takes a number from 1 to 65535, like --port 4000."],
    [["gate", "--repo", "acme/shop"], "--pr takes a number, like --pr 12."],
    [["gate", "--pr", "12"], "--repo takes a repository, like --repo acme/shop."],
    [["gate", "--repo", "a/b", "--pr", "1", "--port", "4000"], "gate has no option --port."],
    [["demo", "--json"], "demo has no option --json."],
    [["demo", "--__proto__"], "Unknown option --__proto__."],
  ])("%j", (argv, error) => {
    expect(parseArguments(argv)).toEqual({ ok: false, error });
  });
});
