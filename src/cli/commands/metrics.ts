import { JSON_OUTPUT } from "../command-definition.ts";
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
