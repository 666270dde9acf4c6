import { REPOSITORY } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

export const init: CommandDefinition = {
  name: "init",
  summary: "set this repository up: configuration, issue form, workflows, labels",
  more:
    "It shows what it would write, and asks. --yes writes what is missing, and renews what init wrote and " +
    "nobody changed; every other file stays, unless you say yes to it or add --force.",
  options: [
    { flags: "-y, --yes", help: "don't ask; leave alone what isn't init's own" },
    { flags: "--force", help: "overwrite that as well" },
    { flags: "--dry-run", help: "show what would be written, and write nothing" },
    { flags: "--app", help: "for the App: without workflows" },
    {
      flags: "--action <owner/repo@sha>",
      help: "the Action that the workflows use (left out: where this command comes from)",
      accepts: /^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/,
      expected: "an Action with the whole SHA of a commit, like --action acme/dakor@ and 40 digits",
    },
    { flags: "--no-labels", help: "leave out the labels, which need GitHub" },
    REPOSITORY,
  ],
  examples: [
    { line: "dakor init", does: "look at every file first" },
    { line: "dakor init --yes --no-labels", does: "in a script, without GitHub" },
  ],
  exits: { found: "the labels could not be made" },
  run: async (given, environment) => {
    const { runInit } = await import("../init/run-init.ts");
    const options = {
      repo: given.text("repo"),
      action: given.text("action"),
      hasApp: given.is("app"),
      hasLabels: given.is("labels"),
      isYes: given.is("yes"),
      isForced: given.is("force"),
      isDry: given.is("dry-run"),
    };
    return runInit(options, environment);
  },
};
