import type { CommandDefinition } from "../command-definition.ts";

export const practice: CommandDefinition = {
  name: "practice",
  summary: "a small repository on a local GitHub, the bot, and you at the keyboard",
  more: "Nothing leaves this machine, and nothing is kept.",
  isInClonesOnly: true,
  options: [],
  examples: [{ line: "dakor practice", does: "then type: open Saved cards are refused" }],
  exits: { found: "it could not start, or not go on" },
  run: async () => {
    const { runPractice } = await import("../practice/run-practice.ts");
    return runPractice();
  },
};
