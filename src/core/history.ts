import type { Pull, Snapshot } from "./snapshot.ts";
import type { Instant } from "./time.ts";
import type { Person, TimelineEvent } from "./timeline.ts";

/** What became of a pull request that matters here. */
export type PullEvent =
  | { readonly type: "pull-opened"; readonly at: Instant; readonly pull: Pull }
  | { readonly type: "pull-merged"; readonly at: Instant; readonly pull: Pull }
  | { readonly type: "pull-closed"; readonly at: Instant; readonly pull: Pull }
  /** Another pull request took it back; `by` is that one's author. */
  | {
      readonly type: "pull-reverted";
      readonly at: Instant;
      readonly pull: Pull;
      readonly by: Person;
      readonly revert: number;
    };

export type HistoryEvent = TimelineEvent | PullEvent;

/** The issue's timeline and its pull requests' lives as one history, oldest first. */
export function historyOf(snapshot: Snapshot): readonly HistoryEvent[] {
  const pullEvents = snapshot.pulls.flatMap((pull) => eventsOf(pull));
  if (pullEvents.length === 0) return snapshot.timeline;
  return [...inOrder(snapshot.timeline), ...pullEvents.map((event) => ({ event, rank: 1 }))]
    .toSorted((one, other) =>
      one.event.at < other.event.at
        ? -1
        : one.event.at > other.event.at
          ? 1
          : one.rank - other.rank,
    )
    .map(({ event }) => event);
}

type Ranked = { readonly event: HistoryEvent; readonly rank: number };

/** A merge may close the issue in the same second: what was merged is known before that. */
function inOrder(timeline: readonly TimelineEvent[]): readonly Ranked[] {
  let closedAt = "";
  return timeline.map((event) => {
    if (event.type === "closed") closedAt = event.at;
    return { event, rank: event.at === closedAt ? 2 : 0 };
  });
}

function eventsOf(pull: Pull): readonly PullEvent[] {
  const events: PullEvent[] = [{ type: "pull-opened", at: pull.createdAt, pull }];
  if (pull.mergedAt !== undefined) {
    events.push({ type: "pull-merged", at: pull.mergedAt, pull });
  } else if (pull.state === "closed" && pull.closedAt !== undefined) {
    events.push({ type: "pull-closed", at: pull.closedAt, pull });
  }
  const reverts = pull.reverts ?? [];
  return [
    ...events,
    ...reverts.map(({ number, by, at }) => ({
      type: "pull-reverted" as const,
      at,
      pull,
      by,
      revert: number,
    })),
  ];
}
