import * as v from "valibot";

import { isOwnBot } from "../model/own-bots.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Comment } from "../model/timeline.ts";
import { ownComments } from "../plan/own-comments.ts";
import { harmless } from "../record/record-text.ts";
import { sourceOf, tracesIn, withSource } from "../record/traces.ts";
import type { Instant } from "../time/time.ts";
import type { DeliveryNotes } from "./delivery.ts";

/**
 * What became of news elsewhere is the last line of the comment that tells it here, which nobody sees:
 * `<!-- dakor delivered {json} -->`. News without a comment of its own is noted on the one before it.
 */
const MARK = /\n*<!-- dakor delivered (\{.*\}) -->\s*$/;

/** Characters of it, where the comment's words leave them. */
const MOST = 16_000;
const MOST_COMMENT = 65_000;

/** What one comment notes. */
export type Delivered = {
  /** News of up to then that isn't noted any more was told. */
  readonly until?: Instant;
  /** By the key of the news. */
  readonly told: ReadonlyMap<string, DeliveryNotes>;
};

const Note = v.object({
  state: v.picklist(["sent", "waiting", "failed", "off"]),
  tries: v.number(),
  at: v.string(),
  next: v.exactOptional(v.string()),
  ref: v.exactOptional(v.string()),
  why: v.exactOptional(v.string()),
});

/** Key, what survives when the issue moves, and the notes by target. */
const Row = v.tuple([v.string(), v.string(), v.record(v.string(), Note)]);
const Text = v.object({ until: v.exactOptional(v.string()), told: v.array(Row) });

type Row = v.InferOutput<typeof Row>;
type Thread = Pick<Snapshot, "issue" | "timeline" | "ownBots">;

/** What each of the bot's news comments notes, by the comment's id. */
export function deliveredIn(thread: Thread): ReadonlyMap<string, Delivered> {
  const noted = [...ownComments(thread).byKey.values()].map(
    (comment) => [comment.id, deliveredOn(comment, thread)] as const,
  );
  return new Map(noted);
}

/** Whoever writes on the bot's comment could write anything: what was told up to then isn't told again, and no more. */
function deliveredOn(comment: Comment, thread: Thread): Delivered {
  const { editedBy, editedAt = comment.at, body } = comment;
  if (editedBy !== undefined && !isOwnBot(editedBy, thread.ownBots)) {
    return { until: editedAt, told: new Map() };
  }
  const [, json = ""] = MARK.exec(body) ?? [];
  const { success, output } = v.safeParse(Text, valueOf(json));
  if (!success) return { told: new Map() };
  const traces = tracesIn(thread);
  const present = ([key, trace, notes]: Row): readonly [string, DeliveryNotes] => {
    const id = traces.of(sourceOf(key) ?? "") === undefined ? traces.idOf(trace) : undefined;
    return [id === undefined ? key : withSource(key, id), notes];
  };
  const { until, told } = output;
  return { ...(until === undefined ? {} : { until }), told: new Map(told.map(present)) };
}

function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The comment's words as they are, and below them the notes; of many the oldest go, since they were told. */
export function withDelivered(
  body: string,
  delivered: Delivered,
  { thread, ages }: { readonly thread: Thread; readonly ages: ReadonlyMap<string, Instant> },
): string {
  const traces = tracesIn(thread);
  const rows = [...delivered.told].map(([key, notes]): Row => {
    const trace = traces.of(sourceOf(key) ?? "") ?? "";
    return [key, trace, { ...notes }];
  });
  const words = withoutDelivered(body);
  const room = Math.min(MOST, MOST_COMMENT - words.length);
  return `${words}\n${fitting(rows, delivered.until, { ages, room })}`;
}

function fitting(
  rows: readonly Row[],
  until: Instant | undefined,
  around: { readonly ages: ReadonlyMap<string, Instant>; readonly room: number },
): string {
  const text = harmless(JSON.stringify({ ...(until === undefined ? {} : { until }), told: rows }));
  const [first, second] = rows;
  if (text.length <= around.room || first === undefined || second === undefined) {
    return `<!-- dakor delivered ${text} -->`;
  }
  // The first one is the comment's own: what later messages answer to.
  const [, dropped, ...rest] = rows;
  const at = around.ages.get(dropped?.[0] ?? "") ?? until;
  const later = until === undefined || (at !== undefined && at > until) ? at : until;
  return fitting([first, ...rest], later, around);
}

function withoutDelivered(body: string): string {
  return body.replace(MARK, "");
}
