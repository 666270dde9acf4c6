import { callTarget } from "../../src/notify/call-target.ts";
import { connectTarget } from "../../src/notify/connect-target.ts";
import { createPacer } from "../../src/notify/pace.ts";
import type { NotifyEnvironment } from "../../src/notify/environment.ts";
import type { NotifyTarget, TargetType } from "../../src/core/config/notify-target.ts";
import type { Network } from "../../src/notify/network.ts";
import type { Message, Target } from "../../src/text/notify/message.ts";
import { LOOPBACK, networkWith } from "./surroundings.ts";

type Given = {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly limits?: Partial<Network["limits"]>;
  readonly allow?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** What a target needs, with names that lead to the loopback, and no waiting for a turn. */
export function environmentFor({
  secrets = {},
  port = 9,
  limits = {},
  allow = LOOPBACK,
  now = Date.now,
}: Given): NotifyEnvironment {
  const network = networkWith({ allow, limits });
  return {
    secret: (name) => secrets[name],
    call: (sent) => callTarget(sent, network),
    network,
    slackApi: `https://hook.example:${port}/api`,
    pace: createPacer({ now, wait: () => Promise.resolve() }),
    now,
  };
}

/** A target that hears everything. */
export function targetOf(
  type: NotifyTarget["type"],
  given: Partial<NotifyTarget> = {},
): NotifyTarget {
  return {
    name: `our-${type}`,
    type,
    audience: "team",
    severities: ["critical", "major", "minor"],
    components: [],
    internal: false,
    drill: false,
    secret: "DAKOR_SECRET_TARGET",
    ...given,
  };
}

export const TOKEN = "xoxb-1234567890-planted";
export const KEYS = [`whsec_${btoa("a".repeat(24))}`, `whsec_${btoa("b".repeat(32))}`] as const;

/** A target of each type as it is set up, at a receiver on this port; mail has its own tests. */
export function connectTo(port: number, type: TargetType, now?: () => number): Target {
  return connectTarget(
    targetOf(type, { channel: "C0123456789", url: `https://hook.example:${port}/shop` }),
    environmentFor({
      secrets: { DAKOR_SECRET_TARGET: secretFor(type, port) },
      port,
      ...(now === undefined ? {} : { now }),
    }),
  );
}

function secretFor(type: TargetType, port: number): string {
  const base = `https://hook.example:${port}`;
  const secrets: Readonly<Record<string, string>> = {
    slack: TOKEN,
    webhook: KEYS.join(" "),
    ntfy: `tk_planted1@hook.example:${port}`,
    "google-chat": `${base}/v1/spaces/AAA/messages?key=k&token=planted`,
    discord: `${base}/api/webhooks/1/planted`,
  };
  return secrets[type] ?? `${base}/services/planted`;
}

/** What a target is sent for a message, without a network; `secrets`: the first one is its own. */
export async function payloadOf(
  message: Message,
  type: TargetType,
  secrets: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const bodies: unknown[] = [];
  const environment: NotifyEnvironment = {
    ...environmentFor({ secrets: { DAKOR_SECRET_TARGET: secretFor(type, 9), ...secrets } }),
    call: async ({ body }) => {
      bodies.push(typeof body === "string" ? JSON.parse(body) : body);
      return { status: 200, headers: {}, text: '{"ok":true}' };
    },
  };
  const [secret = "DAKOR_SECRET_TARGET"] = Object.keys(secrets);
  const place = { channel: "C0123456789", url: "https://hook.example:9/shop", secret };
  const outcome = await connectTarget(targetOf(type, place), environment).send(message);
  if (outcome.kind !== "sent") throw new Error(outcome.why);
  return bodies[0];
}
