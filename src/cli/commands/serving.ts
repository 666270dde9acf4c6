import { JSON_OUTPUT } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";
import { exitCode } from "../exit-code.ts";

export const start: CommandDefinition = {
  name: "start",
  summary: "run the App's server",
  more: "It takes its settings from the environment, and says which are missing.",
  isInClonesOnly: true,
  options: [],
  examples: [
    {
      line: "APP_ID=12345 PRIVATE_KEY_PATH=dakor.pem WEBHOOK_SECRET=… dakor start",
      does: "webhooks go to port 3000",
    },
  ],
  exits: { found: "a setting is missing or wrong" },
  run: async () => {
    await import("../../app/main.ts");
    return Number(process.exitCode ?? exitCode("done"));
  },
};

export const sweep: CommandDefinition = {
  name: "sweep",
  summary: "look again at everything that the App may have missed",
  more: "It takes the App's settings from the environment, as start does, and works once.",
  isInClonesOnly: true,
  options: [JSON_OUTPUT],
  examples: [{ line: "dakor sweep --json", does: "after the server was away" }],
  run: async (given, environment) => {
    const { runSweep } = await import("../sweep.ts");
    return runSweep({ json: given.is("json") }, environment);
  },
};
