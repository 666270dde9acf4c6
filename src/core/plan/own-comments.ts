import { kludgeNewsOf, parseMarker } from "../marker.ts";
import type { Comment, TimelineEvent } from "../timeline.ts";

/** What this bot has said already: by key the oldest comment, and later copies of the same. */
export type OwnComments = {
  readonly byKey: ReadonlyMap<string, Comment>;
  readonly copies: readonly Comment[];
  /** Which kludges were announced, or said to be in place, by their names: "kludge-applied K1". */
  readonly kludges: ReadonlySet<string>;
};

export function ownComments(timeline: readonly TimelineEvent[]): OwnComments {
  const byKey = new Map<string, Comment>();
  const copies: Comment[] = [];
  const kludges = new Set<string>();
  for (const event of timeline) {
    if (event.type !== "commented" || !event.isOwn) continue;
    const marker = parseMarker(event.body);
    if (marker === undefined) continue;
    if (byKey.has(marker.key)) copies.push(event);
    else byKey.set(marker.key, event);
    const news = kludgeNewsOf(marker.key);
    if (news !== undefined) kludges.add(`${news.kind} ${news.id}`);
  }
  return { byKey, copies, kludges };
}

/** Whether it was announced: a kludge's news is known by its name, wherever the word for it came from. */
export function isSaid({ byKey, kludges }: OwnComments, key: string): boolean {
  const news = kludgeNewsOf(key);
  return byKey.has(key) || (news !== undefined && kludges.has(`${news.kind} ${news.id}`));
}
