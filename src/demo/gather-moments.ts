import type { CheckedPull } from "./open-checks.ts";
import type { Moment } from "./page/render-moments.ts";
import type { Played } from "./play-story.ts";

/** Each scene with what was new to see after it. */
export function gatherMoments(played: readonly Played[]): readonly Moment[] {
  let board = "";
  let checks: ReadonlyMap<number, CheckedPull> = new Map();
  return played.map(({ scene, look }): Moment => {
    const before = { board, checks };
    board = look.board.replaceAll(/<!--[\s\S]*?-->\n?/g, "");
    const open = scene.gate === undefined ? [] : look.open;
    if (open.length > 0) checks = new Map(open.map((pull) => [pull.number, pull]));
    return {
      at: scene.at,
      by: scene.by,
      does: scene.does,
      says: scene.says,
      isTaken: (look.said?.reactions.length ?? 0) > 0,
      fresh: look.fresh,
      board: board === before.board ? undefined : board,
      checks: open.filter((pull) => isNews(pull, before.checks.get(pull.number))),
    };
  });
}

/** Green from the first is nothing that anybody looks at. */
function isNews(now: CheckedPull, before: CheckedPull | undefined): boolean {
  if (before !== undefined) return before.words !== now.words;
  return now.conclusion !== "success" || /kludge|complete|fix of/.test(now.words);
}
