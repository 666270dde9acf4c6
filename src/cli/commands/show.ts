import { APP, JSON_OUTPUT, REPOSITORY } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

export const show: CommandDefinition = {
  name: "show",
  summary: "show an incident as its board does",
  more: "It reads the issue, not the board, so it works without a bot too. Nothing is written.",
  words: [
    {
      name: "<number>",
      help: "the incident's issue",
      accepts: /^#?[1-9]\d{0,8}$/,
      expected: "an issue's number, like dakor show 42",
    },
  ],
  options: [REPOSITORY, APP, JSON_OUTPUT],
  examples: [
    { line: "dakor show 42", does: "where the incident stands, and what is missing" },
    {
      line: "dakor show 42 --json | jq '.missing[].command'",
      does: "the lines that would bring it on",
    },
  ],
  exits: { found: "the issue is no incident" },
  run: async (given, environment) => {
    const { runShow } = await import("../show.ts");
    const options = {
      repo: given.text("repo"),
      number: Number(given.words[0]?.replace("#", "")),
      app: given.text("app"),
      json: given.is("json"),
    };
    return runShow(options, environment);
  },
};
