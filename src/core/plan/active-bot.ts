import { parseMarker } from "../model/marker.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";

/** Seconds in which another bot usually has done what an event asks for. */
const HEAD_START = 2 * 60;

/**
 * The bot that has a board here and may still be at work on what happened last. Whoever comes second leaves it to
 * that bot for now; it is only a courtesy, so any bot's board is enough, and it ends by itself. `happened` is when
 * something happened that the timeline doesn't tell.
 */
export function activeBotOf(
  snapshot: Snapshot,
  happened: Instant = snapshot.issue.createdAt,
): string | undefined {
  const { now, ownBots, timeline } = snapshot;
  const newest = timeline.reduce((latest, { at }) => (at > latest ? at : latest), happened);
  if (plus(newest, HEAD_START) <= now) return undefined;
  const board = timeline.find(
    (event) =>
      event.type === "commented" &&
      event.by.isBot &&
      event.by.login !== ownBots[0] &&
      parseMarker(event.body)?.kind === "board",
  );
  return board?.by.login;
}
