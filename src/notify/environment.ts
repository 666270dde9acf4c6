import { setTimeout as wait } from "node:timers/promises";
import { ok, type Result } from "../core/model/result.ts";
import { readAddressRule } from "./address-rule.ts";
import { callTarget, type Sent, type TargetAnswer } from "./call-target.ts";
import { openNetwork, parseUrl, type Network } from "./network.ts";
import { createPacer, type Pacer } from "./pace.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** What targets need of the world. One for a process, so that all its runs keep one pace. */
export type NotifyEnvironment = {
  /** By its variable's name; undefined where it is not set. */
  readonly secret: (name: string) => string | undefined;
  /** For HTTP. */
  readonly call: (sent: Sent) => Promise<TargetAnswer>;
  /** For all else. */
  readonly network: Network;
  /** Slack's own, or GovSlack's. */
  readonly slackApi: string;
  readonly pace: Pacer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

const SECRET_NAME = /^DAKOR_SECRET_[A-Z0-9_]+$/;

/** An error is about DAKOR_NOTIFY_ALLOW. */
export function openNotifyEnvironment(variables: Variables): Result<NotifyEnvironment, string> {
  const rule = readAddressRule(variables["DAKOR_NOTIFY_ALLOW"]);
  if (!rule.ok) return { ok: false, error: `DAKOR_NOTIFY_ALLOW: ${rule.error}` };
  const network = openNetwork(rule.value);
  return ok({
    secret: (name) => (SECRET_NAME.test(name) ? variables[name]?.trim() || undefined : undefined),
    call: (sent) => callTarget(sent, network),
    network,
    slackApi: variables["DAKOR_SLACK_API"] || "https://slack.com/api",
    pace: createPacer({ now: Date.now, wait: async (milliseconds) => wait(milliseconds) }),
    now: Date.now,
  });
}

/** What no log may show: the secrets, and the parts of them that an error's message may hold. */
export function notifySecrets(variables: Variables): readonly string[] {
  return Object.entries(variables).flatMap(([name, value = ""]) => {
    const whole = value.trim();
    if (!SECRET_NAME.test(name) || whole === "") return [];
    const { password = "", pathname = "", search = "" } = parseUrl(whole) ?? {};
    return [
      value,
      whole,
      ...whole.split(/[\s,@]+/),
      password,
      unquoted(password),
      pathname,
      search,
    ];
  });
}

/** As it was before it was put into a URL. */
export function unquoted(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
