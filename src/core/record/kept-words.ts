import { isPermitted } from "../model/authority.ts";
import type { ReplayContextAt } from "../replay/replay-context.ts";
import { ownComments } from "../plan/own-comments.ts";
import type { IncidentRecord, KeptWords } from "./record.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import type { Comment, Person, TimelineEvent } from "../model/timeline.ts";
import { defined } from "../model/defined.ts";

type Thread = Pick<Snapshot, "issue" | "timeline" | "ownBots">;

/** Seconds between a reading of the thread and the board that is written by it. */
const READING = 120;
const NOW: Instant = "9";

/** Of a comment: when the edit was that doesn't count, or "gone". */
type Refused = string;

/** The same timeline, in which words that counted say what they said, and which changes of them don't count. */
export type Kept = {
  readonly timeline: Snapshot["timeline"];
  readonly refused: ReadonlyMap<string, Refused>;
};

/** Only somebody with permission changes or deletes what was decided: where nobody did, what the board remembers is said. */
export function keepWords(
  thread: Thread,
  record: IncidentRecord | undefined,
  contextAt: ReplayContextAt,
): Kept {
  const isMeant = ({ by, at }: Doer): boolean => {
    const { roles, config } = contextAt(at);
    return isPermitted(by, roles, config);
  };
  const standing = changesIn(thread, record).filter(
    ({ doers }) => doers.length === 0 || !doers.every(isMeant),
  );
  const said = new Map(standing.map((change) => [change.words.source, asSaid(change, thread)]));
  return {
    timeline: withComments(thread.timeline, said),
    refused: new Map(
      standing.flatMap(({ words, refused }) =>
        refused === undefined ? [] : [[words.source, refused] as const],
      ),
    ),
  };
}

/** Who may have changed remembered words since. */
export function changersIn(thread: Thread, record: IncidentRecord | undefined): readonly Person[] {
  return changesIn(thread, record).flatMap(({ doers }) => doers.map(({ by }) => by));
}

type Doer = { readonly by: Person; readonly at: Instant };
type Change = {
  readonly words: KeptWords;
  readonly present: Comment | undefined;
  readonly refused?: Refused;
  /** None where it is known already that it doesn't count. */
  readonly doers: readonly Doer[];
};

function changesIn(thread: Thread, record: IncidentRecord | undefined): readonly Change[] {
  if (record?.words === undefined) return [];
  const comments = new Map(thread.timeline.map((event) => [event.id, event]));
  return record.words.flatMap((words): readonly Change[] => {
    const present = comments.get(words.source);
    if (present?.type !== "commented") return [deleted(words, thread)];
    const { editedBy, editedAt = present.at } = present;
    if (editedBy !== undefined && editedAt !== words.edited?.at) {
      const doers = editedAt === words.refused ? [] : [{ by: editedBy, at: editedAt }];
      return [{ words, present, refused: editedAt, doers }];
    }
    return isSaidBy(words, present.by) ? [] : [{ words, present, doers: [] }];
  });
}

/** Where GitHub doesn't tell who deleted it, its author did, by today's role. */
function deleted(words: KeptWords, thread: Thread): Change {
  const change: Change = { words, present: undefined, refused: "gone", doers: [] };
  if (words.refused === "gone") return change;
  const board = ownComments(thread).byKey.get("board");
  const read = plus(board?.editedAt ?? board?.at ?? words.at, -READING);
  const told = thread.timeline.flatMap((event) =>
    event.type === "comment-deleted" && event.at >= read && isSaidBy(words, event.author)
      ? [{ by: event.by, at: event.at }]
      : [],
  );
  const author: Doer = { by: { login: words.by, isBot: false }, at: NOW };
  return { ...change, doers: told.length > 0 ? told : [author] };
}

/** "ghost" where the account is gone. */
function isSaidBy({ by }: KeptWords, { login }: Person): boolean {
  return login.toLowerCase() === by.toLowerCase();
}

function asSaid({ words, present, refused }: Change, { issue }: Thread): Comment {
  const { source: id, at, by: login, text, edited } = words;
  const by = { login, isBot: false };
  if (present !== undefined && refused === undefined) return { ...present, by };
  const { url = issue.url, hasOwnReaction = true, reactedAt } = present ?? {};
  return {
    type: "commented",
    id,
    at,
    by,
    body: text,
    url,
    ...defined({ editedBy: edited?.by, editedAt: edited?.at }),
    isOwn: false,
    hasOwnReaction,
    ...defined({ reactedAt }),
  };
}

/** What is gone stands before all else of its second: that may be an answer to it. */
function withComments(
  timeline: readonly TimelineEvent[],
  said: ReadonlyMap<string, Comment>,
): readonly TimelineEvent[] {
  if (said.size === 0) return timeline;
  const present = new Set(timeline.map(({ id }) => id));
  const gone = [...said.values()].filter(({ id }) => !present.has(id)).toReversed();
  return [...gone, ...timeline.map((event) => said.get(event.id) ?? event)].toSorted((one, other) =>
    one.at < other.at ? -1 : Number(one.at > other.at),
  );
}
