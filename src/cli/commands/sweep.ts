import { JSON_OUTPUT } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

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
