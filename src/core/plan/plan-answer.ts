import { parseCommands } from "../command/parse-commands.ts";
import { wordsFromChat } from "../command/chat-words.ts";
import type { ParsedLine } from "../command/parsed-command.ts";
import type { Config } from "../config/config.ts";
import { isPermitted } from "../model/authority.ts";
import { formatRelayKey, RELAY } from "../model/relay.ts";
import type { Roles } from "../model/role.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Chat } from "../model/timeline.ts";
import { replay } from "../replay/replay.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import type { Effect } from "./effect.ts";

/** What somebody said in a chat, in answer to an incident's news. */
export type ChatAnswer = {
  readonly chat: Chat;
  /** The message's own name there: the same whenever it is delivered. */
  readonly id: string;
  readonly at: Instant;
  /** Who said it, as the chat calls them. */
  readonly user: string;
  /** As Slack sends it, or plain. */
  readonly text: string;
};

export type AnswerPlan =
  | { readonly kind: "said"; readonly by: string; readonly effects: readonly Effect[] }
  /** Near a command, and none; `suggestions` are beginnings of lines. */
  | { readonly kind: "unclear"; readonly line: string; readonly suggestions: readonly string[] }
  | { readonly kind: "known" | "unmapped" | "outsider" | "late" | "no-incident" | "prose" };

/** What is passed on later would count by a time at which nobody said it; seconds. */
const COUNTS_WITHIN = 10 * 60;
/** Somebody's finger on a button, twice; seconds. */
const SAME_WITHIN = 60;

/** Whose login somebody's id in a chat stands for; where two people claim it, nobody's. */
export function loginOf(chat: Chat, user: string, { people }: Config): string | undefined {
  const [only, ...others] = Object.entries(people).filter(([, ids]) => ids[chat] === user);
  return others.length === 0 ? only?.[0] : undefined;
}

/** Whether a message is meant for an incident at all: nobody is asked about what people say to each other. */
export function isAnswer({ chat, text }: Pick<ChatAnswer, "chat" | "text">): boolean {
  const words = wordsFromChat(chat, text, () => undefined);
  return words !== undefined && parseCommands(words, "incident").some(isMeant);
}

/** What is only near a command, too: no other bot is spoken to like this. */
function isMeant(line: ParsedLine): boolean {
  return isClear(line) || (line.type === "problem" && line.problem.reason === "unknown-command");
}

function isClear(line: ParsedLine): boolean {
  return line.type === "command" || "name" in line.problem;
}

/**
 * What a mapped and permitted person says in a chat becomes the bot's comment on the incident, as from a pull request's page: it
 * counts by that person's own role.
 */
export function planAnswer(answer: ChatAnswer, snapshot: Snapshot, roles: Roles): AnswerPlan {
  const { config } = snapshot.config;
  const { chat, id, at, user, text } = answer;
  const words = wordsFromChat(chat, text, (other) => loginOf(chat, other, config));
  const lines =
    words === undefined ? [] : parseCommands(words, "incident", snapshot.repository.url);
  const [first] = lines.filter(isMeant);
  if (words === undefined || first === undefined) return { kind: "prose" };
  const login = loginOf(chat, user, config);
  if (login === undefined) return { kind: "unmapped" };
  if (!isPermitted({ login, isBot: false }, roles, config)) return { kind: "outsider" };
  if (isKnown({ ...answer, login, words }, snapshot)) return { kind: "known" };
  if (
    first.type === "problem" &&
    first.problem.reason === "unknown-command" &&
    !lines.some(isClear)
  ) {
    return { kind: "unclear", line: first.problem.line, suggestions: first.problem.suggestions };
  }
  if (plus(at, COUNTS_WITHIN) <= snapshot.now) return { kind: "late" };
  if (replay(snapshot).status === "none") return { kind: "no-incident" };
  const content = {
    kind: RELAY,
    key: formatRelayKey({ chat, id }),
    // A clock that is ahead must not have seen what came since.
    trace: `${at < snapshot.now ? at : snapshot.now}/${login}`,
    words,
    place: { chat },
    by: login,
  } as const;
  return {
    kind: "said",
    by: login,
    effects: [{ type: "comment", on: snapshot.issue.id, content }],
  };
}

/** Passed on already: the same message, or the same words of the same person a moment ago. */
function isKnown(
  answer: ChatAnswer & { readonly login: string; readonly words: string },
  { timeline }: Snapshot,
): boolean {
  const { chat, id, at, login, words } = answer;
  return timeline.some((event) => {
    if (event.type !== "commented" || event.relayed === undefined || "pull" in event.relayed) {
      return false;
    }
    if (event.relayed.chat === chat && event.relayed.id === id) return true;
    const isSame = event.by.login.toLowerCase() === login && event.body === words;
    return isSame && event.relayed.at <= at && plus(event.relayed.at, SAME_WITHIN) > at;
  });
}
