import { JSON_OUTPUT, REPOSITORY } from "../command-definition.ts";
import type { CommandDefinition } from "../command-definition.ts";

export const metrics: CommandDefinition = {
  name: "metrics",
  summary: "how incidents went: medians, quartiles, and a dot for each",
  more: "From the reports of this clone alone, offline. Drills, duplicates and private incidents are left out.",
  options: [
    {
      flags: "--since <date>",
      help: "only incidents that began on this day or later",
      accepts: /^\d{4}-\d\d-\d\d$/,
      expected: "a date, like --since 2026-01-01",
    },
    JSON_OUTPUT,
    { flags: "--csv", help: "as CSV, a line an incident" },
  ],
  examples: [
    { line: "dakor metrics", does: "all reports of this repository" },
    { line: "dakor metrics --since 2026-01-01 --csv", does: "a year, for a spreadsheet" },
  ],
  run: async (given) => {
    const { runMetrics } = await import("../metrics.ts");
    const format = given.is("csv") ? "csv" : given.is("json") ? "json" : "table";
    return runMetrics({ format, since: given.text("since") });
  },
};

export const kludges: CommandDefinition = {
  name: "kludges",
  summary: "lines of the code that stand in for the real thing",
  more: "Each says KLUDGE(#42), KLUDGE(#42 K2) or KLUDGE(#42, until 2027-03-01) in a comment. One is due when its incident is over, its day has passed, or there is no such kludge.",
  options: [
    REPOSITORY,
    { flags: "--offline", help: "only what the reports of this clone tell: GitHub isn't asked" },
    JSON_OUTPUT,
  ],
  examples: [
    { line: "dakor kludges", does: "each with its file, line, age and state" },
    { line: "dakor kludges --offline --json", does: "for programs, without a token" },
  ],
  exits: { found: "one is due, or can't be read" },
  run: async (given, environment) => {
    const { runKludges } = await import("../kludges.ts");
    const options = {
      json: given.is("json"),
      isOffline: given.is("offline"),
      repo: given.text("repo"),
    };
    return runKludges(options, environment);
  },
};
