import { JSON_OUTPUT } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

export const lint: CommandDefinition = {
  name: "lint",
  summary: "find mistakes in the configuration and in reports",
  more: "Each is said as file:line:column, with what to type instead.",
  words: [
    {
      name: "[file...]",
      help: "reports (.md) and configurations (.yml); left out: all of this repository",
    },
  ],
  options: [JSON_OUTPUT],
  examples: [
    { line: "dakor lint", does: ".github/dakor.yml and every report" },
    { line: "dakor lint docs/incidents/2026-05-04-42-cards.md", does: "one report" },
  ],
  exits: { found: "there is a mistake" },
  run: async (given) => {
    const { runLint } = await import("../lint.ts");
    return runLint({ files: given.words, json: given.is("json") });
  },
};
