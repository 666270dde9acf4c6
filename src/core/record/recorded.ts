import type { Config } from "../config/config.ts";
import { tracesIn } from "./traces.ts";
import { ownComments } from "../plan/own-comments.ts";
import type { IncidentRecord } from "./record.ts";
import { parseRecord } from "./record-text.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";
import type { Comment } from "../model/timeline.ts";

type Thread = Pick<Snapshot, "issue" | "timeline" | "ownBots">;

/** The record, where nobody but the bot had the last word on it. */
export function recordIn(thread: Thread): IncidentRecord | undefined {
  const board = ownComments(thread).byKey.get("board");
  if (board === undefined || isTouched(board, thread.ownBots)) return undefined;
  const record = parseRecord(board.body);
  const isMoved = record?.issue !== undefined && record.issue !== thread.issue.id;
  return isMoved ? withPresentIds(record, thread) : record;
}

/** Where the issue has moved since, nothing has the id that it had; all of that last second was there before. */
function withPresentIds(record: IncidentRecord, thread: Thread): IncidentRecord {
  const { issue, timeline } = thread;
  const traces = tracesIn(thread);
  const last = timeline.filter(({ at }) => at === record.until).map(({ id }) => id);
  // Of single orders only the bot's announcements and reactions tell there.
  const { said: _, ...kept } = record;
  return {
    ...kept,
    seen: [...record.seen, issue.id, ...last],
    ...(record.words && {
      words: record.words.map((words) => ({
        ...words,
        source: traces.idOf(words.trace) ?? words.source,
      })),
    }),
    ...(record.kludges && {
      kludges: new Map(
        [...record.kludges].map(([source, kludge]) => [
          traces.idOf(kludge.trace ?? "") ?? source,
          kludge,
        ]),
      ),
    }),
  };
}

/** When what the bot remembered here was lost, if ever. */
export function lossOf(snapshot: Thread & Pick<Snapshot, "now">): Instant | undefined {
  const record = recordIn(snapshot);
  if (record !== undefined) return record.lostAt;
  return isLost(snapshot) ? snapshot.now : undefined;
}

/** The board is gone, or somebody else wrote in it. */
function isLost(thread: Thread): boolean {
  const { byKey } = ownComments(thread);
  const board = byKey.get("board");
  if (board !== undefined) return isTouched(board, thread.ownBots);
  return [...byKey.values()].some(({ body }) => body.startsWith("<!-- dakor news "));
}

function isTouched({ editedBy }: Comment, ownBots: Snapshot["ownBots"]): boolean {
  return editedBy !== undefined && !isOwnBot(editedBy, ownBots);
}

/** The configuration that counts now: while the file is broken, the last good one that the incident remembers. */
export function presentConfig(snapshot: Thread & Pick<Snapshot, "config">): Config {
  const { status, config } = snapshot.config;
  if (status !== "invalid") return config;
  const { componentNames: _, ...last } = recordIn(snapshot)?.configs.at(-1)?.value ?? {};
  return { ...config, ...last };
}
