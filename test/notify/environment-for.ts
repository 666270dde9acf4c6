import { connectTarget } from "../../src/notify/connect-target.ts";
import { createPacer } from "../../src/notify/pace.ts";
import type { NotifyEnvironment } from "../../src/notify/environment.ts";
import type { NotifyTarget, TargetType } from "../../src/core/config/notify-target.ts";
import type { Network } from "../../src/notify/network.ts";
import type { Target } from "../../src/text/notify/message.ts";
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
  return {
    secret: (name) => secrets[name],
    network: networkWith({ allow, limits }),
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
  const base = `https://hook.example:${port}`;
  const secrets: Readonly<Record<string, string>> = {
    slack: TOKEN,
    webhook: KEYS.join(" "),
    ntfy: `tk_planted1@hook.example:${port}`,
    "google-chat": `${base}/v1/spaces/AAA/messages?key=k&token=planted`,
    discord: `${base}/api/webhooks/1/planted`,
  };
  return connectTarget(
    targetOf(type, { channel: "C0123456789", url: `${base}/shop` }),
    environmentFor({
      secrets: { DAKOR_SECRET_TARGET: secrets[type] ?? `${base}/services/planted` },
      port,
      ...(now === undefined ? {} : { now }),
    }),
  );
}
