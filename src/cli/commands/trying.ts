import { NUMBER, REPOSITORY, portOption } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";
import { exitCode } from "../exit-code.ts";

export const demo: CommandDefinition = {
  name: "demo",
  summary: "play one incident on a local GitHub, from the label to the report",
  more: "Nothing leaves this machine. It writes into the folder demo-out.",
  isInClonesOnly: true,
  options: [
    { flags: "--fast", help: "without pauses" },
    { flags: "--keep", help: "leave GitHub and App running, and say where" },
    portOption("the local GitHub's port"),
  ],
  examples: [
    { line: "dakor demo --fast", does: "the whole story in some seconds" },
    { line: "dakor demo --keep --port 4000", does: "and then look around in it" },
  ],
  exits: { found: "the story did not come to its end" },
  run: async (given) => {
    const { runDemo } = await import("../demo/run-demo.ts");
    const port = given.text("port");
    const code = await runDemo({
      fast: given.is("fast"),
      keep: given.is("keep"),
      port: port === undefined ? undefined : Number(port),
    });
    return code === 1 ? exitCode("found") : code;
  },
};

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
