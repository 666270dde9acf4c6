import type { RESTPostAPIWebhookWithTokenJSONBody } from "discord-api-types/v10";
import * as v from "valibot";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import type { Message, Outcome, Target } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { cut, forDiscord, oneLine } from "./escape-for.ts";
import { linkOf } from "./link.ts";
import { outcomeOf } from "./outcome.ts";
import { readAddress } from "./call-target.ts";
import { secretOf } from "./secret-of.ts";

const MOST_TITLE = 256;
const MOST_TEXT = 4_096;

const COLOURS: Readonly<Record<Message["tone"], number>> = {
  broken: 0xd1242f,
  better: 0xbf8700,
  good: 0x1a7f37,
  news: 0x0969da,
  test: 0x6e7781,
};

const Created = v.pipe(v.string(), v.parseJson(), v.object({ id: v.string() }));

/** A webhook of a channel: it tells the message's id, by which the message can be edited. */
export function connectDiscord(config: NotifyTarget, environment: NotifyEnvironment): Target {
  const call = async (
    method: "POST" | "PATCH",
    ref: string,
    message: Message,
  ): Promise<Outcome> => {
    const url = readAddress(secretOf(config, environment));
    url.pathname = `${url.pathname.replace(/\/$/, "")}${ref === "" ? "" : `/messages/${encodeURIComponent(ref)}`}`;
    url.searchParams.set("wait", "true");
    const sent = { method, url: url.href, body: discordMessage(message) };
    const answer = await environment.call(sent);
    const created = v.safeParse(Created, answer.text);
    return outcomeOf(answer, environment.now(), created.success ? created.output.id : undefined);
  };
  return {
    send: async (message) => call("POST", "", message),
    edit: async (ref, message) => call("PATCH", ref, message),
  };
}

function discordMessage(message: Message): RESTPostAPIWebhookWithTokenJSONBody {
  const link = linkOf(message);
  return {
    embeds: [
      {
        title: cut(oneLine(message.title), MOST_TITLE, forDiscord),
        description: cut(message.lines.join("\n\n"), MOST_TEXT, forDiscord),
        ...(link === undefined ? {} : { url: link.url }),
        color: COLOURS[message.tone],
        timestamp: message.at,
      },
    ],
    allowed_mentions: { parse: [] },
  };
}
