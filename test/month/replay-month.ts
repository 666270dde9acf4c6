import { startedJobs } from "@dakor/local-github/started-jobs";
import { livesOf, momentsOf } from "./month.ts";
import type { Life, Team } from "./month.ts";

export type Bill = {
  /** Of the bot's files by their names, and of the gate. */
  readonly minutes: Readonly<Record<string, number>>;
  readonly gate: number;
  readonly bot: number;
  /** Jobs that an `if:` kept from starting. */
  readonly skipped: number;
};

const GATE = "dakor.yml";
const FOLDER = ".github/workflows/";

/**
 * A month of events against the workflows as they are: their triggers, their filters and their conditions. Each job
 * that starts is billed as one minute, which no run of ours exceeds. Watch and clock are on as the bot has them.
 */
export function replayMonth(team: Team, files: Readonly<Record<string, string>>): Bill {
  const lives = livesOf(team);
  const minutes: Record<string, number> = Object.fromEntries(
    Object.keys(files).map((file) => [file, 0]),
  );
  let skipped = 0;
  for (const moment of momentsOf(team)) {
    const workflows = Object.entries(files).map(([file, text]) => ({
      path: FOLDER + file,
      text,
      state: isOn(file, lives, moment.hour) ? ("active" as const) : ("disabled_manually" as const),
    }));
    for (const { path, isSkipped } of startedJobs(workflows, moment)) {
      const file = path.slice(FOLDER.length);
      if (isSkipped) skipped += 1;
      else minutes[file] = (minutes[file] ?? 0) + 1;
    }
  }
  const all = Object.values(minutes).reduce((sum, one) => sum + one, 0);
  const gate = minutes[GATE] ?? 0;
  return { minutes, gate, bot: all - gate, skipped };
}

function isOn(file: string, lives: readonly Life[], hour: number): boolean {
  const during = (end: (life: Life) => number): boolean =>
    lives.some((life) => life.declared < hour && hour <= end(life));
  if (file === "dakor-clock.yml") return during(({ restored }) => restored);
  if (file === "dakor-watch.yml") return during(({ reported }) => reported);
  return true;
}
