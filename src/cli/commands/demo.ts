import { portOption } from "../command-definition.ts";
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
