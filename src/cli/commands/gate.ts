import { APP, JSON_OUTPUT, NUMBER, REPOSITORY } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

export const gate: CommandDefinition = {
  name: "gate",
  summary: "say whether a pull request may merge, and why",
  more: "Nothing is written.",
  options: [
    REPOSITORY,
    {
      flags: "--pr <number>",
      help: "the pull request",
      accepts: NUMBER,
      expected: "a number, like --pr 12",
      isRequired: true,
    },
    APP,
    JSON_OUTPUT,
    { flags: "--dry-run", help: "leave with 0 also where it is held" },
  ],
  examples: [
    { line: "dakor gate --pr 12", does: "the pull request of this repository" },
    { line: "dakor gate --repo acme/shop --pr 12 --json", does: "of any other, for a script" },
  ],
  exits: { done: "it may merge", found: "it is held" },
  run: async (given, environment) => {
    const { runGate } = await import("../gate.ts");
    const options = {
      repo: given.text("repo"),
      pull: Number(given.text("pr")),
      app: given.text("app"),
      dryRun: given.is("dry-run"),
      json: given.is("json"),
    };
    return runGate(options, environment);
  },
};
