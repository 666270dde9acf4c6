import { parseMarker } from "../marker.ts";
import type { Comment, TimelineEvent } from "../timeline.ts";

/** What this bot has said already: by key the oldest comment, and later copies of the same. */
export type OwnComments = {
  readonly byKey: ReadonlyMap<string, Comment>;
  readonly copies: readonly Comment[];
};

export function ownComments(timeline: readonly TimelineEvent[]): OwnComments {
  const byKey = new Map<string, Comment>();
  const copies: Comment[] = [];
  for (const event of timeline) {
    if (event.type !== "commented" || !event.isOwn) continue;
    const marker = parseMarker(event.body);
    if (marker === undefined) continue;
    if (byKey.has(marker.key)) copies.push(event);
    else byKey.set(marker.key, event);
  }
  return { byKey, copies };
}
