import * as v from "valibot";

import { CHAT_BUTTON_NAMES, chatActionId } from "../../text/notify/chat-reply.ts";
import type { ChatButton } from "../../text/notify/chat-reply.ts";

/** A reply in a thread. Times are Slack's: "1700000000.123456", which is the message's name in its channel as well. */
export type SlackReply = {
  /** Who posted the thread's first message, if it was us. */
  readonly app: string;
  readonly channel: string;
  readonly thread: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
};

/** A button that somebody pressed on one of our messages. */
export type SlackPress = {
  readonly channel: string;
  readonly message: string;
  readonly user: string;
  readonly button: ChatButton;
  /** The incident's address. */
  readonly incident: string;
  readonly ts: string;
  /** Where to answer; nobody else sees it. */
  readonly respond: string;
};

type SlackEvent =
  | { readonly kind: "challenge"; readonly challenge: string }
  | { readonly kind: "reply"; readonly reply: SlackReply };

const id = v.pipe(v.string(), v.regex(/^[A-Z][A-Z\d]{1,30}$/));
const ts = v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{1,9}$/));
const text = v.pipe(v.string(), v.maxLength(40_000));

const Event = v.variant("type", [
  v.object({
    type: v.literal("url_verification"),
    challenge: v.pipe(v.string(), v.maxLength(500)),
  }),
  v.object({
    type: v.literal("event_callback"),
    api_app_id: id,
    event: v.object({
      type: v.literal("message"),
      /** Whatever isn't a plain message, an edit or a join, has one; a reply that is shown in the channel, too, is plain. */
      subtype: v.optional(v.literal("thread_broadcast")),
      bot_id: v.exactOptional(v.never()),
      channel: id,
      user: id,
      text,
      ts,
      thread_ts: ts,
    }),
  }),
]);

/** What an event of Slack's asks of us; undefined for all that is none of our business. */
export function readSlackEvent(value: unknown): SlackEvent | undefined {
  const read = v.safeParse(Event, value);
  if (!read.success) return undefined;
  const { output } = read;
  if (output.type === "url_verification") {
    return { kind: "challenge", challenge: output.challenge };
  }
  const { channel, user, text: said, ts: at, thread_ts: thread } = output.event;
  return at === thread
    ? undefined
    : {
        kind: "reply",
        reply: { app: output.api_app_id, channel, thread, ts: at, user, text: said },
      };
}

const Press = v.object({
  type: v.literal("block_actions"),
  user: v.object({ id }),
  channel: v.object({ id }),
  container: v.object({ message_ts: ts }),
  response_url: v.pipe(v.string(), v.maxLength(500), v.url()),
  actions: v.pipe(
    v.array(
      v.object({
        action_id: v.string(),
        value: v.optional(v.pipe(v.string(), v.maxLength(2000))),
        action_ts: ts,
      }),
    ),
    v.minLength(1),
    v.maxLength(1),
  ),
});

/** `answersAt`: what the address to answer at begins with. */
export function readSlackPress(value: unknown, answersAt: string): SlackPress | undefined {
  const read = v.safeParse(Press, value);
  const [action] = read.success ? read.output.actions : [];
  if (!read.success || action?.value === undefined) return undefined;
  if (!read.output.response_url.startsWith(answersAt)) return undefined;
  const button = CHAT_BUTTON_NAMES.find((name) => chatActionId(name) === action.action_id);
  if (button === undefined) return undefined;
  const { channel, container, user, response_url: respond } = read.output;
  return {
    channel: channel.id,
    message: container.message_ts,
    user: user.id,
    button,
    incident: action.value,
    ts: action.action_ts,
    respond,
  };
}
