import { parseMarker } from "./marker.ts";
import { isOwnBot } from "./own-bots.ts";
import type { OwnBots } from "./own-bots.ts";
import type { Comment, Relayed } from "./timeline.ts";

/** The kind of the bot's comment that passes on to an incident what a person said on a pull request's page. */
export const RELAY = "said";

const KEY = /^pull=([1-9]\d{0,8}),comment=([\w-]+)$/;
/** When, by whom, and who edited it last; no login has a slash. */
const TRACE = /^(\d[^/]*)\/([^/]+)(?:\/([^/]+))?$/;

export function formatRelayKey({ pull, id }: Pick<Relayed, "pull" | "id">): string {
  return `pull=${pull},comment=${id}`;
}

export function formatRelayTrace({ at, by, editedBy }: Comment): string {
  return [at, by.login, ...(editedBy === undefined ? [] : [editedBy.login])].join("/");
}

export function parseRelay(
  body: string,
): (Relayed & { readonly by: string; readonly editor?: string }) | undefined {
  const marker = parseMarker(body);
  if (marker?.kind !== RELAY) return undefined;
  const [, pull, id] = KEY.exec(marker.key) ?? [];
  const [, at, by, editor] = TRACE.exec(marker.trace ?? "") ?? [];
  if (id === undefined || at === undefined || by === undefined) return undefined;
  return { pull: Number(pull), id, at, by, ...(editor === undefined ? {} : { editor }) };
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
  const { by, editor, pull, id, at } = relay;
  const isEdited = editor !== undefined || editedBy !== undefined;
  return {
    ...written,
    by: { login: by, isBot: false },
    body: wordsIn(comment.body),
    isOwn: false,
    relayed: { pull, id, at },
    ...(isEdited
      ? { editedBy: { login: editor ?? by, isBot: false }, editedAt: editedAt ?? comment.at }
      : {}),
  };
}

/** Letter for letter what stands in the fence, which is longer than any within it. */
function wordsIn(body: string): string {
  const lines = body.split(/\r?\n/);
  const start = lines.findIndex((line) => /^`{3,}$/.test(line));
  const end = lines.lastIndexOf(lines[start] ?? "");
  return start === -1 ? "" : lines.slice(start + 1, end).join("\n");
}
