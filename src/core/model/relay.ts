import { parseMarker } from "./marker.ts";
import { isOwnBot } from "./own-bots.ts";
import type { OwnBots } from "./own-bots.ts";
import { CHATS } from "./timeline.ts";
import type { Comment, Relayed, SaidPlace, TimelineEvent } from "./timeline.ts";
import { defined } from "./defined.ts";

/** The kind of the bot's comment that passes on to an incident what a person said elsewhere. */
export const RELAY = "said";

const PULL_KEY = /^pull=([1-9]\d{0,8}),comment=([\w-]+)$/;
const CHAT_KEY = /^chat=([a-z]+),message=([\w-]+)$/;
/** When, by whom, and who edited it last; no login has a slash. */
const TRACE = /^(\d[^/]*)\/([^/]+)(?:\/([^/]+))?$/;

export function formatRelayKey(said: SaidPlace & Pick<Relayed, "id">): string {
  return "pull" in said
    ? `pull=${said.pull},comment=${said.id}`
    : `chat=${said.chat},message=${said.id}`;
}

export function formatRelayTrace({ at, by, editedBy }: Comment): string {
  return [at, by.login, ...(editedBy === undefined ? [] : [editedBy.login])].join("/");
}

export function parseRelay(
  body: string,
): (Relayed & { readonly by: string; readonly editor?: string }) | undefined {
  const marker = parseMarker(body);
  const said = marker?.kind === RELAY ? placeIn(marker.key) : undefined;
  const [, at, by, editor] = TRACE.exec(marker?.trace ?? "") ?? [];
  if (said === undefined || at === undefined || by === undefined) return undefined;
  return { ...said, at, by, ...defined({ editor }) };
}

function placeIn(key: string): (SaidPlace & Pick<Relayed, "id">) | undefined {
  const [, pull, comment] = PULL_KEY.exec(key) ?? [];
  if (comment !== undefined) return { pull: Number(pull), id: comment };
  const [, found, id] = CHAT_KEY.exec(key) ?? [];
  const chat = CHATS.find((known) => known === found);
  return chat === undefined || id === undefined ? undefined : { chat, id };
}

/**
 * What the bot passed on counts for whoever said it, by that person's role; where anybody else touched the bot's
 * words, for nobody.
 */
export function withRelayed(comment: Comment, ownBots: OwnBots): Comment {
  const relay = comment.isOwn ? parseRelay(comment.body) : undefined;
  if (relay === undefined) return comment;
  const { editedBy, editedAt, ...written } = comment;
  if (editedBy !== undefined && !isOwnBot(editedBy, ownBots)) return comment;
  const { by, editor, ...relayed } = relay;
  const isEdited = editor !== undefined || editedBy !== undefined;
  return {
    ...written,
    by: { login: by, isBot: false },
    body: wordsIn(comment.body),
    isOwn: false,
    relayed,
    ...(isEdited
      ? { editedBy: { login: editor ?? by, isBot: false }, editedAt: editedAt ?? comment.at }
      : {}),
  };
}

/** A message of a chat that two processes passed on at the same time counts once. */
export function withoutCopies(timeline: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const seen = new Set<string>();
  return timeline.filter((event) => {
    if (event.type !== "commented" || event.relayed === undefined || "pull" in event.relayed) {
      return true;
    }
    const key = formatRelayKey(event.relayed);
    const isCopy = seen.has(key);
    seen.add(key);
    return !isCopy;
  });
}

/** Letter for letter what stands in the fence, which is longer than any within it. */
function wordsIn(body: string): string {
  const lines = body.split(/\r?\n/);
  const start = lines.findIndex((line) => /^`{3,}$/.test(line));
  const end = lines.lastIndexOf(lines[start] ?? "");
  return start === -1 ? "" : lines.slice(start + 1, end).join("\n");
}
