import { APP, JSON_OUTPUT, NUMBER, REPOSITORY } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

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
