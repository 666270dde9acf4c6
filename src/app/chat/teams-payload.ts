import { createHash } from "node:crypto";
import * as v from "valibot";

import { plainFromTeams } from "../../core/command/chat-words.ts";

/** What somebody said to the outgoing webhook. */
export type TeamsMessage = {
  /** Letters and digits that stand for this message in this conversation. */
  readonly id: string;
  readonly conversation: string;
  readonly user: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly text: string;
};

const Message = v.object({
  type: v.literal("message"),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  timestamp: v.pipe(v.string(), v.maxLength(40)),
  text: v.pipe(v.string(), v.maxLength(40_000)),
  from: v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,3}:[\w-]{1,200}$/)) }),
  conversation: v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(500)) }),
});

export function readTeamsMessage(value: unknown): TeamsMessage | undefined {
  const read = v.safeParse(Message, value);
  if (!read.success) return undefined;
  const { id, timestamp, text, from, conversation } = read.output;
  const at = Date.parse(timestamp) / 1000;
  if (Number.isNaN(at)) return undefined;
  return {
    id: createHash("sha256").update(`${conversation.id}\n${id}`).digest("hex").slice(0, 32),
    conversation: conversation.id,
    user: from.id,
    at,
    text: plainFromTeams(text).trim(),
  };
}
