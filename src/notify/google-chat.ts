import * as v from "valibot";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import type { Message, Target } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { cut, forGoogleChat, oneLine } from "./escape-for.ts";
import { linkOf } from "./link.ts";
import { outcomeOf } from "./outcome.ts";
import { readAddress } from "./call-target.ts";
import { secretOf } from "./secret-of.ts";

/** Google counts 32,000 bytes, and a sign has at most three in UTF-8 for each of its UTF-16 units. */
const MOST_TITLE = 300;
const MOST_TEXT = 8_000;

const Created = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ thread: v.object({ name: v.string() }) }),
);

/** A webhook of a space; its answer names the thread, in which the next ones stand. */
export function connectGoogleChat(config: NotifyTarget, environment: NotifyEnvironment): Target {
  return {
    send: async (message, thread) => {
      const url = readAddress(secretOf(config, environment));
      // Google gives the same message again for the same id, instead of making another.
      url.searchParams.set("requestId", message.id);
      url.searchParams.set("messageReplyOption", "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
      const body = {
        text: googleChatText(message),
        ...(thread === undefined ? {} : { thread: { name: thread } }),
      };
      const answer = await environment.call({ url: url.href, body });
      const created = v.safeParse(Created, answer.text);
      const ref = created.success ? created.output.thread.name : undefined;
      return outcomeOf(answer, environment.now(), ref);
    },
  };
}

function googleChatText(message: Message): string {
  const link = linkOf(message);
  return [
    `*${cut(oneLine(message.title), MOST_TITLE, forGoogleChat)}*`,
    cut(message.lines.join("\n\n"), MOST_TEXT, forGoogleChat),
    link === undefined
      ? ""
      : `<${link.url}|${cut(link.text.replaceAll(">", ""), MOST_TITLE, forGoogleChat)}>`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
