import { NUMBER, REPOSITORY } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

const SECOND = 1000;

export const live: CommandDefinition = {
  name: "live",
  summary: "ask GitHub itself what its documentation leaves open, on a repository for trying",
  more:
    "It says before each question what it would make there, asks, and removes it afterwards. With the App's settings " +
    "in the environment it asks as the App too. In the end it prints a table, and the same as Markdown for an issue.",
  isInClonesOnly: true,
  options: [
    { ...REPOSITORY, help: "a repository in which nothing can be spoilt", isRequired: true },
    { flags: "--only <names>", help: "these questions, with commas between (left out: all)" },
    { flags: "-y, --yes", help: "don't ask before it writes" },
    {
      flags: "--patience <seconds>",
      help: "how long to wait for what GitHub does later (left out: 120)",
      accepts: NUMBER,
      expected: "a number of seconds, like --patience 60",
    },
    {
      flags: "--pace <milliseconds>",
      help: "between two of many writes (left out: 1000)",
      accepts: /^\d{1,6}$/,
      expected: "a number of milliseconds, like --pace 1000",
    },
  ],
  examples: [
    { line: "dakor live --repo acme/sandbox", does: "all questions, one after the other" },
    { line: "dakor live --repo acme/sandbox --only event-order,revert", does: "two of them" },
  ],
  exits: { found: "GitHub answered differently, or something could not be removed" },
  run: async (given, environment) => {
    const { runLive } = await import("../live/run-live.ts");
    const options = {
      repo: given.text("repo") ?? "",
      only: (given.text("only") ?? "").split(",").filter((name) => name !== ""),
      isYes: given.is("yes"),
      patience: Number(given.text("patience") ?? 120) * SECOND,
      pace: Number(given.text("pace") ?? SECOND),
    };
    return runLive(options, environment);
  },
};
