import { kludgeNewsOf, parseMarker } from "../model/marker.ts";
import { parseRecord } from "../record/record-text.ts";
import type { Comment } from "../model/timeline.ts";
import { sourceOf, tracesIn, withSource } from "../record/traces.ts";
import type { Thread } from "../record/traces.ts";

/** What this bot has said already: by key the oldest comment, and later copies of the same. */
export type OwnComments = {
  readonly byKey: ReadonlyMap<string, Comment>;
  readonly copies: readonly Comment[];
  /** Where kludges were announced, or said to be in place, by their names: "kludge-applied K1". */
  readonly kludges: ReadonlyMap<string, Comment>;
};

export function ownComments(thread: Thread): OwnComments {
  const byKey = new Map<string, Comment>();
  const copies: Comment[] = [];
  const kludges = new Map<string, Comment>();
  for (const { comment, key } of keyed(thread)) {
    if (byKey.has(key)) copies.push(comment);
    else byKey.set(key, comment);
    const news = kludgeNewsOf(key);
    const name = news && `${news.kind} ${news.id}`;
    if (name !== undefined && !kludges.has(name)) kludges.set(name, comment);
  }
  return { byKey, copies, kludges };
}

type Keyed = { readonly comment: Comment; readonly key: string };

/** Each with its key; in an issue that has moved, with the present id of what it answers to. */
function keyed(thread: Thread): readonly Keyed[] {
  const marked = thread.timeline.flatMap((event) => {
    const isOurs = event.type === "commented" && event.isOwn && !isLostBoard(event);
    const marker = isOurs ? parseMarker(event.body) : undefined;
    return event.type !== "commented" || marker === undefined
      ? []
      : [{ comment: event, ...marker }];
  });
  if (marked.every(({ trace }) => trace === undefined)) return marked;
  const traces = tracesIn(thread);
  const isHere = ({ key }: Keyed): boolean => traces.of(sourceOf(key) ?? "") !== undefined;
  const here = new Set(marked.filter(isHere).map(({ key }) => key));
  return marked.map(({ comment, key, trace }) => {
    const id = here.has(key) || trace === undefined ? undefined : traces.idOf(trace);
    const moved = id === undefined ? key : withSource(key, id);
    // What answers to a comment that was deleted is no copy of the answer to another.
    return { comment, key: here.has(moved) ? key : moved };
  });
}

/** A board of which somebody else left no more than its first line: another one is written. */
export function isLostBoard({ body, by, editedBy }: Comment): boolean {
  return (
    editedBy !== undefined &&
    editedBy.login !== by.login &&
    parseMarker(body)?.key === "board" &&
    parseRecord(body) === undefined
  );
}

/** What announced it: a kludge's news is known by its name, wherever the word for it came from. */
export function announcementOf({ byKey, kludges }: OwnComments, key: string): Comment | undefined {
  const news = kludgeNewsOf(key);
  return byKey.get(key) ?? (news && kludges.get(`${news.kind} ${news.id}`));
}

export function isSaid(own: OwnComments, key: string): boolean {
  return announcementOf(own, key) !== undefined;
}
