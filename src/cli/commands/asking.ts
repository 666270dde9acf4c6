import { APP, JSON_OUTPUT, NUMBER, REPOSITORY } from "../command-definition.ts";
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

export const notify: CommandDefinition = {
  name: "notify",
  summary: "send a test message to where people hear of incidents",
  more: "It reads .github/dakor.yml of the working tree, and the secrets that it names from the environment.",
  words: [
    { name: "[target]", help: "one target, by its name in the configuration (left out: all)" },
  ],
  options: [
    { flags: "--test", help: "send a message that is marked as a test: there are no others" },
    JSON_OUTPUT,
  ],
  examples: [
    { line: "dakor notify --test", does: "a test message to each target, and what came of it" },
    {
      line: "DAKOR_SECRET_SLACK=xoxb-… dakor notify --test team-chat",
      does: "one target, with its secret",
    },
  ],
  exits: { found: "a target was not reached" },
  run: async (given, environment) => {
    const { runNotify } = await import("../notify.ts");
    const options = { isTest: given.is("test"), target: given.words[0], json: given.is("json") };
    return runNotify(options, environment);
  },
};

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
