import type { LaterOrders } from "../model/incident.ts";
import type { Person, Source, TimelineEvent } from "../model/timeline.ts";
import type { Issue, Pull, Snapshot } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";

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

/** The issue's own text is another from now on. */
export type DescribedEvent = {
  readonly type: "described";
  readonly at: Instant;
  readonly by: Person;
  readonly body: string;
  /** What it was before. */
  readonly before: string;
  /** It counts as said when the issue was opened. */
  readonly said: Source;
};

export type HistoryEvent = TimelineEvent | PullEvent | DescribedEvent | LaterOrders;

/** By what an entry is known: a comment's or event's id, the issue's for its texts, a pull request's for its life. */
export function idOf(event: HistoryEvent): string {
  if (event.type === "described") return event.said.source;
  if (event.type === "said-later") return event.comment.id;
  return "id" in event ? event.id : event.pull.id;
}

/** The issue's timeline and its pull requests' lives as one history, oldest first. */
export function historyOf(snapshot: Snapshot): readonly HistoryEvent[] {
  const pullEvents = snapshot.pulls.flatMap((pull) => eventsOf(pull));
  const [, ...edits] = textsOf(snapshot.issue);
  if (pullEvents.length + edits.length === 0) return snapshot.timeline;
  return [
    // In doubt somebody has declared what was there before.
    ...edits.map((event) => ({ event, rank: 3 })),
    ...inOrder(snapshot.timeline),
    ...pullEvents.map((event) => ({ event, rank: 1 })),
  ]
    .toSorted((one, other) =>
      one.event.at < other.event.at
        ? -1
        : one.event.at > other.event.at
          ? 1
          : one.rank - other.rank,
    )
    .map(({ event }) => event);
}

/** After all else of its moment; whoever walks through the history comes to it. */
export function addLater(history: HistoryEvent[], orders: LaterOrders): void {
  const next = history.findIndex(({ at }) => at > orders.at);
  history.splice(next === -1 ? history.length : next, 0, orders);
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

/** The texts that the issue had, oldest first; the first is what it was opened with, as far as GitHub tells. */
export function textsOf(issue: Issue): readonly [DescribedEvent, ...DescribedEvent[]] {
  const { author, body, createdAt, edits = [], id } = issue;
  const said = { by: author.login, at: createdAt, source: id };
  const opened: DescribedEvent = {
    type: "described",
    at: createdAt,
    by: author,
    body,
    before: "",
    said,
  };
  const last = edits.at(-1);
  if (last === undefined) return [opened];
  // Of what was removed from the history nothing is left.
  const [first = { ...opened, body: "" }, ...more] = edits
    .slice(0, -1)
    .flatMap(({ at, by, body: text }): readonly DescribedEvent[] =>
      text === undefined ? [] : [{ ...opened, at, by, body: text }],
    );
  const later = [...more, { ...opened, at: last.at, by: last.by, body }];
  return [
    { ...first, at: createdAt },
    ...later.map((text, index) => ({ ...text, before: (later[index - 1] ?? first).body })),
  ];
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
