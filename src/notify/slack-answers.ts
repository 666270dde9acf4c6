import type { NotifyTarget } from "../core/config/notify-target.ts";
import {
  BUTTONS_BELOW,
  CHAT_BUTTONS,
  CHAT_METADATA,
  chatActionId,
} from "../text/notify/chat-reply.ts";
import type { Message } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";

type SlackButton = {
  readonly type: "button";
  readonly text: { readonly type: "plain_text"; readonly text: string; readonly emoji: false };
  readonly action_id: string;
  readonly value: string;
};

type SlackAnswers = {
  /** Below the blocks of the message. */
  readonly blocks: { readonly type: "actions"; readonly elements: SlackButton[] }[];
  readonly metadata?: {
    readonly event_type: string;
    readonly event_payload: { readonly incident: string };
  };
};

/** The app whose answers the server hears; another app's buttons would go to that one. */
const ANSWERED_APP = "DAKOR_SECRET_SLACK";
const SIGNING = "DAKOR_SECRET_SLACK_SIGNING";

/** What lets the team answer a message where it stands: buttons, and the incident's address, which nobody sees. */
export function slackAnswers(
  { kind, incident }: Message,
  { audience, secret }: Pick<NotifyTarget, "audience" | "secret">,
  environment: Pick<NotifyEnvironment, "secret">,
): SlackAnswers {
  const isHeard = secret === ANSWERED_APP && environment.secret(SIGNING) !== undefined;
  const url = incident?.url;
  if (audience !== "team" || !isHeard || url === undefined) return { blocks: [] };
  const elements = BUTTONS_BELOW[kind].map((button): SlackButton => ({
    type: "button",
    text: { type: "plain_text", text: CHAT_BUTTONS[button].text, emoji: false },
    action_id: chatActionId(button),
    value: url,
  }));
  return {
    blocks: elements.length === 0 ? [] : [{ type: "actions", elements }],
    metadata: { event_type: CHAT_METADATA, event_payload: { incident: url } },
  };
}
