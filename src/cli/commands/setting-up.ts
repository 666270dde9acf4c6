import { APP, JSON_OUTPUT, NUMBER, REPOSITORY, portOption } from "../command-definition.ts";
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

export const doctor: CommandDefinition = {
  name: "doctor",
  summary: "say what is still wrong with this repository's set-up, and how to put it right",
  options: [
    REPOSITORY,
    APP,
    {
      flags: "--explain <number>",
      help: "also say why a pull request would be held now",
      accepts: NUMBER,
      expected: "a number, like --explain 12",
    },
    JSON_OUTPUT,
  ],
  examples: [
    { line: "dakor doctor", does: "all checks" },
    { line: "dakor doctor --explain 12", does: "and what the gate says of #12" },
  ],
  exits: {
    found: "something is wrong",
    usage: "typed wrong, or it isn't said which repository, or there is no token to ask GitHub",
  },
  run: async (given, environment) => {
    const { runDoctor } = await import("../doctor/run-doctor.ts");
    const explain = given.text("explain");
    const options = {
      repo: given.text("repo"),
      app: given.text("app"),
      explain: explain === undefined ? undefined : Number(explain),
      json: given.is("json"),
    };
    return runDoctor(options, environment);
  },
};

export const setup: CommandDefinition = {
  name: "setup",
  summary: "register the GitHub App and keep its key, with one button",
  more: "A page on this machine only takes you to GitHub and back; GH_HOST names another GitHub.",
  options: [
    {
      flags: "--url <address>",
      help: "where the App's server will be",
      accepts: /^https:\/\/[^\s]+$/,
      expected: "an address with https, like --url https://dakor.example.com",
      isRequired: true,
    },
    {
      flags: "--org <login>",
      help: "the organization that owns the App (left out: you)",
      accepts: /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/,
      expected: "an organization, like --org acme",
    },
    {
      flags: "--name <name>",
      help: "the App's name, of which there is one in all of GitHub (left out: dakor and some letters)",
      accepts: /^[\w -]{1,34}$/,
      expected: "up to 34 letters, digits, spaces and dashes, like --name dakor-acme",
    },
    { flags: "--minimal", help: "without the permissions to write reports and rollbacks" },
    { flags: "--file <path>", help: "where its settings go (left out: .env)" },
    { flags: "--force", help: "overwrite that file" },
    portOption("the page's port"),
  ],
  examples: [
    { line: "dakor setup --url https://dakor.example.com", does: "your own App" },
    { line: "dakor setup --url https://dakor.example.com --org acme", does: "an organization's" },
  ],
  exits: { found: "nobody pressed the button within 10 minutes" },
  run: async (given, environment) => {
    const { runSetup } = await import("../setup/run-setup.ts");
    const { randomBytes } = await import("node:crypto");
    const options = {
      url: given.text("url") ?? "",
      organization: given.text("org"),
      name: given.text("name") ?? `dakor-${randomBytes(3).toString("hex")}`,
      kind: given.is("minimal") ? ("minimal" as const) : ("full" as const),
      file: given.text("file") ?? ".env",
      mayReplace: given.is("force"),
      port: Number(given.text("port") ?? 0),
    };
    return runSetup(options, environment);
  },
};
