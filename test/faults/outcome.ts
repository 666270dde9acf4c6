import { keysOf } from "./end-state.ts";
import type { Played } from "./play.ts";

/** What must be the same whatever went wrong on the way: the end, and every change made, and made once. */
export function outcomeOf(played: Played): object {
  // A check that could not be judged says so first, and is corrected in its place.
  const isTold = played.told.length > 0;
  const effects = played.effects.filter(
    (effect) =>
      !/^PATCH .*\/check-runs\/\d+$/.test(effect) &&
      // What is noted later is noted together, and the board is brought up to date once for it.
      !(isTold && effect === "updateIssueComment"),
  );
  return { ...endOf(played), effects: effects.toSorted(), told: played.told.toSorted() };
}

/** What people see in the end; nothing is there twice, no key was given up. */
export function endOf({ end, dead }: Played): object {
  const { threads } = end;
  return {
    end,
    dead,
    twice: threads.map(keysOf).map((keys) => keys.length - new Set(keys).size),
    reports: threads.filter(({ pull }) => pull?.head.startsWith("dakor/report-")).length,
  };
}

/** Changes that were made beyond those that were needed. */
export function surplus(made: Played, needed: Played): readonly string[] {
  const left = [...needed.effects];
  return made.effects.filter((effect) => {
    const index = left.indexOf(effect);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
