import { INCIDENT_LABEL } from "../model/phase.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { OwnBots } from "../model/own-bots.ts";
import { between } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import type { Comment, Person, TimelineEvent } from "../model/timeline.ts";
import type { Incident } from "../model/incident.ts";
import { parseMarker } from "../model/marker.ts";
import type { Undoing } from "../record/record.ts";
import { parseRecord } from "../record/record-text.ts";
import type { Reply } from "../model/reply.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { isLostBoard, ownComments } from "./own-comments.ts";

/** What the bot puts right when somebody changes it. */
export type Repair =
  | { readonly act: "add-label" | "remove-label"; readonly label: string }
  | { readonly act: "close" | "reopen" };

/** A repair that was undone so often that the bot leaves it to people. */
export type Fight = { readonly repair: Repair; readonly by: Person };

const MOST_REPAIRS = 3;
const WITHIN = 60 * 60;

/** The event that each repair leaves in the timeline, and the one that undoes it. */
const EVENTS = {
  "add-label": { done: "labeled", undone: "unlabeled" },
  "remove-label": { done: "unlabeled", undone: "labeled" },
  close: { done: "closed", undone: "reopened" },
  reopen: { done: "reopened", undone: "closed" },
} as const;

type Thread = Pick<Snapshot, "issue" | "timeline" | "ownBots">;

/** Somebody edits or deletes what the bot says, as often as it says it: it is left to people. */
export type BoardFight = {
  readonly by: Person;
  /** What was said up to then isn't said again. */
  readonly since: Instant;
  /** The one word about it; none where that is deleted again and again, too. */
  readonly word?: Reply;
};

/**
 * Whether a repair is a fight by now: three of the same within an hour against people, three in all against a bot, which
 * never gets tired. The incident's own label is never left to people. Only the timeline tells: what was given up stays so until a person puts it right.
 */
export function fightOver(
  repair: Repair,
  timeline: readonly TimelineEvent[],
  ownBots: OwnBots,
): Fight | undefined {
  const { done, undone } = EVENTS[repair.act];
  const repaired: Instant[] = [];
  let opponent: Person | undefined;
  for (const event of timeline) {
    if (!concerns(event, repair)) continue;
    const isOwn = isOwnBot(event.by, ownBots);
    // Other workflows may close with the account that this bot has, too.
    if (event.type === undone && (!isOwn || repair.act === "reopen")) opponent = event.by;
    if (event.type !== done) continue;
    if (isOwn && opponent !== undefined) repaired.push(event.at);
    if (!isOwn && !event.by.isBot) repaired.length = 0;
  }
  if (opponent === undefined) return undefined;
  // Whoever may take it off withdraws the incident; anybody else would only have to be stubborn to blind the gate.
  if (repair.act === "add-label" && repair.label === INCIDENT_LABEL && !opponent.isBot) {
    return undefined;
  }
  const isOver = repaired.some((at, index) => {
    const third = repaired[index + MOST_REPAIRS - 1];
    if (third === undefined) return false;
    return opponent.isBot || between(at, third) <= WITHIN;
  });
  return isOver ? { repair, by: opponent } : undefined;
}

function concerns(event: TimelineEvent, repair: Repair): boolean {
  if (event.type === "labeled" || event.type === "unlabeled") {
    return "label" in repair && event.label.toLowerCase() === repair.label.toLowerCase();
  }
  return !("label" in repair) && (event.type === "closed" || event.type === "reopened");
}

/** Whether the board is gone or not as it was written, and was put right so often before that it stays so. */
export function boardFightOver(incident: Incident, thread: Thread): BoardFight | undefined {
  const board = ownComments(thread).byKey.get("board");
  if (board !== undefined && touchOf(board, thread.ownBots) === undefined) return undefined;
  const asked = lastAsked(incident, thread);
  const all = undoingsOf(thread).filter(({ at }) => at > asked.at);
  const first = all.findIndex((one, index) => {
    const third = all[index + MOST_REPAIRS - 1];
    const next = all[index + MOST_REPAIRS];
    if (third === undefined || next === undefined) return false;
    return next.by.isBot || between(one.at, third.at) <= WITHIN;
  });
  const given = first === -1 ? undefined : all[first + MOST_REPAIRS];
  const last = all.at(-1);
  if (given === undefined || last === undefined) return undefined;
  const isHeard = all.length <= first + 2 * MOST_REPAIRS;
  const { login } = given.by;
  // One word, whoever else joins in.
  const source = asked.source ?? "board";
  const word: Reply = { type: "board-left", source, to: login, isBot: given.by.isBot };
  return { by: given.by, since: last.at, ...(isHeard ? { word } : {}) };
}

/** Who changed or deleted what this bot had said, oldest first: as the timeline tells, and as the board remembers. */
function undoingsOf(thread: Thread): readonly Undoing[] {
  const { timeline, ownBots } = thread;
  const board = ownComments(thread).byKey.get("board");
  const told = timeline.flatMap((event): readonly Undoing[] => {
    if (event.type === "comment-deleted") {
      return isOwnBot(event.author, ownBots) ? [{ at: event.at, by: event.by }] : [];
    }
    if (event.type !== "commented" || !event.isOwn || !isUnreadable(event)) return [];
    const wiped = touchOf(event, ownBots);
    return wiped === undefined ? [] : [wiped];
  });
  return [...told, ...touchesOf(board, ownBots)].toSorted((one, other) =>
    one.at < other.at ? -1 : Number(one.at > other.at),
  );
}

/** What the board should remember of this: each change that it puts right. */
export function boardTouches(thread: Thread): readonly Undoing[] {
  const board = ownComments(thread).byKey.get("board");
  return touchesOf(board, thread.ownBots).slice(-MOST_REPAIRS - 1);
}

/** Only a count: who writes a wrong one is spared no more than a repair. */
function touchesOf(board: Comment | undefined, ownBots: Snapshot["ownBots"]): readonly Undoing[] {
  if (board === undefined) return [];
  const before = parseRecord(board.body)?.touched ?? [];
  const now = touchOf(board, ownBots);
  return now === undefined || before.some(({ at }) => at === now.at) ? before : [...before, now];
}

function touchOf(
  { editedBy, editedAt, at }: Comment,
  ownBots: Snapshot["ownBots"],
): Undoing | undefined {
  return editedBy === undefined || isOwnBot(editedBy, ownBots)
    ? undefined
    : { at: editedAt ?? at, by: editedBy };
}

function isUnreadable(comment: Comment): boolean {
  return parseMarker(comment.body) === undefined || isLostBoard(comment);
}

/** "/status" asks for the board again. */
function lastAsked(
  { replies }: Incident,
  { timeline }: Thread,
): { readonly at: Instant; readonly source?: string } {
  const asked = new Set(replies.flatMap(({ type, source }) => (type === "status" ? [source] : [])));
  const last = timeline.findLast(({ id }) => asked.has(id));
  return last === undefined ? { at: "" } : { at: last.at, source: last.id };
}
