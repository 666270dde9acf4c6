import * as v from "valibot";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Message, Target } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { cut, oneLine, printable } from "./escape-for.ts";
import { linkOf } from "./link.ts";
import { unreached } from "./network.ts";
import { outcomeOf } from "./outcome.ts";
import { readAddress } from "./call-target.ts";
import { secretOf } from "./secret-of.ts";

/** ntfy makes a file of what is longer than 4,096 bytes. */
const MOST_TITLE = 250;
const MOST_TEXT = 1_200;

const LOOKS = {
  broken: { priority: 5, tags: ["rotating_light"] },
  better: { priority: 4, tags: ["construction"] },
  good: { priority: 3, tags: ["white_check_mark"] },
  news: { priority: 4, tags: ["information_source"] },
  test: { priority: 3, tags: ["wave"] },
} as const satisfies Readonly<Record<Message["tone"], object>>;

const Created = v.pipe(v.string(), v.parseJson(), v.object({ id: v.string() }));

/** A topic's address is in the configuration; a token that it may need is a secret. */
export function connectNtfy(config: NotifyTarget, environment: NotifyEnvironment): Target {
  return {
    send: async (message) => {
      const url = readAddress(config.url ?? "");
      const [, base = "/", topic = ""] = /^(.*\/)([^/]+)\/?$/.exec(url.pathname) ?? [];
      const headers =
        config.secret === undefined ? {} : tokenFor(url.host, secretOf(config, environment));
      const sent = {
        url: `${url.origin}${base}`,
        headers,
        body: { topic, ...ntfyMessage(message) },
      };
      const answer = await environment.call(sent);
      const created = v.safeParse(Created, answer.text);
      return outcomeOf(answer, environment.now(), created.success ? created.output.id : undefined);
    },
  };
}

/** "tk_…@ntfy.example.com": whoever may write the configuration must not send the token to a host of their own. */
function tokenFor(host: string, secret: string): Readonly<Record<string, string>> {
  const [, token, own] = /^(tk_\w+)@(\S+)$/.exec(secret) ?? [];
  if (token === undefined) throw unreached("refused", DELIVERY_WHY.badSecret);
  if (own?.toLowerCase() !== host) throw unreached("refused", DELIVERY_WHY.otherHost);
  return { authorization: `Bearer ${token}` };
}

/** ntfy shows plain text as it is. */
function ntfyMessage(message: Message): Readonly<Record<string, unknown>> {
  const link = linkOf(message);
  return {
    title: cut(oneLine(message.title), MOST_TITLE, printable),
    message: cut(message.lines.join("\n\n"), MOST_TEXT, printable) || "…",
    ...LOOKS[message.tone],
    ...(link === undefined ? {} : { click: link.url }),
  };
}
