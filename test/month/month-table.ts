import { workflowFiles } from "../../src/cli/init/workflows.ts";
import { table } from "../../scripts/reference/markdown-table.ts";
import type { Team } from "./month.ts";
import { POINTS, pointsOfChange, pointsOfDaily } from "./points.ts";
import { replayMonth } from "./replay-month.ts";
import type { Bill } from "./replay-month.ts";
import { TEAMS } from "./teams.ts";

export type Month = Bill & {
  readonly team: Team;
  /** Of the bot, and of the gate's own jobs. */
  readonly points: { readonly bot: number; readonly gate: number };
};

/** An incident opens, gets its paths, gets others, and is reported. */
const CHANGES = 4;
/** Of the open pull requests, every tenth touches an incident's paths. */
const TOUCHED = 10;

let known: readonly Month[] | undefined;

export function replayAll(): readonly Month[] {
  known ??= TEAMS.map((team) => {
    const bill = replayMonth(team, workflowFiles({ uses: "OWNER/dakor@v1", branch: "main" }));
    return { ...bill, team, points: pointsOf(team, bill) };
  });
  return known;
}

function pointsOf(team: Team, { minutes, gate }: Bill): Month["points"] {
  const runs = (file: string): number => minutes[`dakor-${file}.yml`] ?? 0;
  const { openPulls, incidents } = team;
  const changes = incidents * CHANGES * pointsOfChange(openPulls, openPulls / TOUCHED);
  return {
    bot:
      runs("bot") * POINTS.said +
      runs("clock") * POINTS.clock +
      runs("watch") * POINTS.watch +
      runs("daily") * pointsOfDaily(openPulls) +
      changes,
    gate: gate * POINTS.gate,
  };
}

export function monthTable(): string {
  return table(
    [
      "a month",
      "minutes: bot",
      "the gate's own",
      "started nothing",
      "points: bot",
      "the gate's own",
    ],
    replayAll().map(({ team, bot, gate, skipped, points }) => [
      team.name,
      String(bot),
      String(gate),
      `${skipped} jobs`,
      String(points.bot),
      String(points.gate),
    ]),
  );
}
