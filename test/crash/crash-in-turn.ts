import type { Engine } from "./engine.ts";
import type { KillPlan, KillPoint } from "./kill-point.ts";
import { playWithKills } from "./play-with-kills.ts";
import type { CrashStory, PlayedWithKills } from "./play-with-kills.ts";

export type CrashRun = {
  readonly points: readonly KillPoint[];
  readonly played: PlayedWithKills;
};

/** One play for each plan; what an earlier crash kept from happening is then tried alone. */
export async function* crashInTurn(
  story: CrashStory,
  open: () => Promise<Engine>,
  plans: readonly KillPlan[],
): AsyncGenerator<CrashRun> {
  const missed: KillPoint[] = [];
  for (const plan of plans) {
    const played = await playWithKills(story, await open(), plan);
    missed.push(...plan.filter((point) => !played.killed.includes(point)));
    yield { points: played.killed, played };
  }
  for (const point of missed) {
    const played = await playWithKills(story, await open(), [point]);
    yield { points: played.killed, played };
  }
}
