import { kludgeNewsOf, parseMarker } from "../model/marker.ts";
import { ownComments } from "../plan/own-comments.ts";
import type { Announcements, CommandOutcome, NewsDraft } from "./commands/rule.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import type { Comment } from "../model/timeline.ts";
import type { Thread } from "../record/traces.ts";

/** Seconds. What was said within them was there from the beginning. */
const PROMPT = 120;

export function announcementsIn(thread: Thread): Announcements {
  const announced = new Map<string, Instant>();
  for (const [key, { at, body }] of ownComments(thread).byKey) {
    if (parseMarker(body)?.kind !== "news") continue;
    for (const name of namesOf(key)) announced.set(name, announced.get(name) ?? at);
  }
  return announced;
}

/** A kludge may be announced from elsewhere, or its comment may call it otherwise now. */
function namesOf(key: string): readonly string[] {
  const kludge = kludgeNewsOf(key);
  return kludge === undefined
    ? [key]
    : [key, `${kludge.kind} ${kludge.id}`, `kludge ${kludge.source}`];
}

type Traces = { readonly announced: Announcements; readonly said: Announcements | undefined };

/**
 * When an order in a comment was given: what the bot had not heard before the last edit is said by that edit. Of
 * earlier edits only what became of them is known. What is refused is asked again by each edit.
 */
export function dueAt(
  comment: Comment,
  { isRefused, news = [] }: CommandOutcome,
  traces: Traces,
): Instant {
  const { at, editedAt = at } = comment;
  if (editedAt <= at) return at;
  const heard = isRefused === true ? undefined : heardAt(comment, news, traces);
  if (heard === undefined || heard >= editedAt) return editedAt;
  return isPrompt(comment, heard) ? at : heard;
}

/** The comment itself was news of it: GitHub tells nobody of an edit. */
export function isPrompt(comment: Comment, at: Instant): boolean {
  return at <= plus(comment.at, PROMPT);
}

/** Where the board remembers nothing, a reaction on the comment is taken for all of it. */
function heardAt(
  comment: Comment,
  news: readonly NewsDraft[],
  { announced, said }: Traces,
): Instant | undefined {
  const times = news.flatMap(({ key }) =>
    namesOf(key).flatMap((name) => said?.get(name) ?? announced.get(name) ?? []),
  );
  const isForgotten = times.length === 0 && said === undefined;
  return news.length === 0 || isForgotten ? understoodAt(comment) : times.toSorted()[0];
}

/** Whether the bot made anything of it before its last edit. */
export function isAnswered(comment: Comment, announced: Announcements): boolean {
  const { id, at, editedAt = at } = comment;
  const own = [...announced].filter(([name]) => isFrom(name, id)).map(([, time]) => time);
  const times = [understoodAt(comment), ...own];
  return editedAt <= at || times.some((time) => time !== undefined && time < editedAt);
}

function isFrom(key: string, comment: string): boolean {
  const source = key.slice(key.indexOf(":") + 1);
  return source === comment || source.startsWith(`${comment}.`) || source.startsWith(`${comment}=`);
}

function understoodAt({ at, hasOwnReaction, reactedAt }: Comment): Instant | undefined {
  return hasOwnReaction ? (reactedAt ?? at) : undefined;
}
