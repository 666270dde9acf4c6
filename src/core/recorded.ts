import type { Config } from "./config.ts";
import { ownComments } from "./plan/own-comments.ts";
import type { IncidentRecord } from "./record.ts";
import { parseRecord } from "./record-text.ts";
import { isSelf } from "./selves.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Instant } from "./time.ts";
import type { Comment } from "./timeline.ts";

type Thread = Pick<Snapshot, "timeline" | "selves">;

/** The record, where nobody but the bot had the last word on it. */
export function recordIn({ timeline, selves }: Thread): IncidentRecord | undefined {
  const board = ownComments(timeline).byKey.get("board");
  return board === undefined || isTouched(board, selves) ? undefined : parseRecord(board.body);
}

/** When what the bot remembered here was lost, if ever. */
export function lossOf(snapshot: Thread & Pick<Snapshot, "now">): Instant | undefined {
  const record = recordIn(snapshot);
  if (record !== undefined) return record.lostAt;
  return isLost(snapshot) ? snapshot.now : undefined;
}

/** The board is gone, or somebody else wrote in it. */
function isLost({ timeline, selves }: Thread): boolean {
  const { byKey } = ownComments(timeline);
  const board = byKey.get("board");
  if (board !== undefined) return isTouched(board, selves);
  return [...byKey.values()].some(({ body }) => body.startsWith("<!-- dakor news "));
}

function isTouched({ editedBy }: Comment, selves: Snapshot["selves"]): boolean {
  return editedBy !== undefined && !isSelf(editedBy, selves);
}

/** The configuration that counts now: while the file is broken, the last good one that the incident remembers. */
export function presentConfig(snapshot: Thread & Pick<Snapshot, "config">): Config {
  const { status, config } = snapshot.config;
  if (status !== "invalid") return config;
  const { componentNames: _, ...last } = recordIn(snapshot)?.configs.at(-1)?.value ?? {};
  return { ...config, ...last };
}
