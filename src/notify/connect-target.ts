import type { NotifyTarget, TargetType } from "../core/config/notify-target.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Outcome, Target } from "../text/notify/message.ts";
import { connectDiscord } from "./discord.ts";
import { connectEmail } from "./email.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { connectGoogleChat } from "./google-chat.ts";
import { outcomeOfFailure } from "./network.ts";
import { connectNtfy } from "./ntfy.ts";
import { connectSlack, connectSlackWebhook } from "./slack.ts";
import { connectTeams } from "./teams.ts";
import { connectWebhook } from "./webhook.ts";

const CONNECT: Readonly<
  Record<TargetType, (config: NotifyTarget, environment: NotifyEnvironment) => Target>
> = {
  slack: connectSlack,
  "slack-webhook": connectSlackWebhook,
  teams: connectTeams,
  discord: connectDiscord,
  "google-chat": connectGoogleChat,
  ntfy: connectNtfy,
  email: connectEmail,
  webhook: connectWebhook,
};

/** A target that keeps its pace, and whose failures are outcomes. */
export function connectTarget(config: NotifyTarget, environment: NotifyEnvironment): Target {
  const { send, edit } = CONNECT[config.type](config, environment);
  const place = [config.secret, config.channel, config.url].join(" ");
  const inTurn = async (work: () => Promise<Outcome>): Promise<Outcome> => {
    const at = await environment.pace(config.type, place);
    if (at !== undefined) return { kind: "retry", why: DELIVERY_WHY.waitsItsTurn, at };
    return work().catch(outcomeOfFailure);
  };
  return {
    send: async (message, thread) => inTurn(() => send(message, thread)),
    ...(edit === undefined
      ? {}
      : { edit: async (ref, message) => inTurn(() => edit(ref, message)) }),
  };
}
