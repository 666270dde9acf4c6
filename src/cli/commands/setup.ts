import { portOption } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

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
