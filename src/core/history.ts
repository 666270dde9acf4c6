import type { Pull, Snapshot } from "./snapshot.ts";
import type { Instant } from "./time.ts";
import type { TimelineEvent } from "./timeline.ts";

/** What became of a pull request that matters here. */
export type PullEvent =
  | { readonly type: "pull-opened"; readonly at: Instant; readonly pull: Pull }
  | { readonly type: "pull-merged"; readonly at: Instant; readonly pull: Pull }
  | { readonly type: "pull-closed"; readonly at: Instant; readonly pull: Pull };

export type HistoryEvent = TimelineEvent | PullEvent;

/** The issue's timeline and its pull requests' lives as one history, oldest first. */
export function historyOf(snapshot: Snapshot): readonly HistoryEvent[] {
  const pullEvents = snapshot.pulls.flatMap((pull) => eventsOf(pull));
  if (pullEvents.length === 0) return snapshot.timeline;
  return [...snapshot.timeline, ...pullEvents].toSorted((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
}

function eventsOf(pull: Pull): readonly PullEvent[] {
  const events: PullEvent[] = [{ type: "pull-opened", at: pull.createdAt, pull }];
  if (pull.mergedAt !== undefined) {
    events.push({ type: "pull-merged", at: pull.mergedAt, pull });
  } else if (pull.state === "closed" && pull.closedAt !== undefined) {
    events.push({ type: "pull-closed", at: pull.closedAt, pull });
  }
  return events;
}
