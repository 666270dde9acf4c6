import { createHmac } from "node:crypto";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Message, Target } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { unreached } from "./network.ts";
import { outcomeOf } from "./outcome.ts";
import { secretOf } from "./secret-of.ts";

/** Standard Webhooks: the same id on every try, and a new time. https://www.standardwebhooks.com */
export function connectWebhook(config: NotifyTarget, environment: NotifyEnvironment): Target {
  return {
    send: async (message) => {
      const keys = readKeys(secretOf(config, environment));
      const time = Math.floor(environment.now() / 1000);
      const body = JSON.stringify(webhookBody(message));
      const signed = `${message.id}.${time}.${body}`;
      const sent = {
        url: config.url ?? "",
        body,
        headers: {
          "webhook-id": message.id,
          "webhook-timestamp": String(time),
          "webhook-signature": keys.map((key) => `v1,${signature(key, signed)}`).join(" "),
        },
      };
      return outcomeOf(await environment.call(sent), environment.now());
    },
  };
}

function signature(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64");
}

/** One secret, or two with a space between them while one replaces the other: each "whsec_" and 24 to 64 bytes in base64. */
function readKeys(secret: string): readonly Buffer[] {
  const keys = secret.split(/[\s,]+/).map((word) => {
    const [, text] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(word) ?? [];
    return Buffer.from(text ?? "", "base64");
  });
  if (keys.some(({ length }) => length < 24 || length > 64)) {
    throw unreached("refused", DELIVERY_WHY.badSecret);
  }
  return keys;
}

/** What a webhook gets: plain text, for programs. */
function webhookBody({ id, kind, at, ...message }: Message): Readonly<Record<string, unknown>> {
  return {
    type: `incident.${kind}`,
    timestamp: at,
    data: {
      id,
      title: message.title,
      lines: message.lines,
      tone: message.tone,
      is_drill: message.isDrill,
      ...(message.link === undefined ? {} : { url: message.link.url }),
      ...(message.incident === undefined ? {} : { incident: message.incident }),
      ...(message.promise === undefined ? {} : { next_update_by: message.promise }),
    },
  };
}
