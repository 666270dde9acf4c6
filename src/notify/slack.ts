import type { KnownBlock, PlainTextElement } from "@slack/types";
import * as v from "valibot";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY, said } from "../text/notify/delivery-why.ts";
import type { Message, Outcome, Target } from "../text/notify/message.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { cut, forSlack, oneLine, printable } from "./escape-for.ts";
import { linkOf } from "./link.ts";
import { unreached } from "./network.ts";
import { laterBy, outcomeOf, sentAs } from "./outcome.ts";
import type { TargetAnswer } from "./call-target.ts";
import { secretOf } from "./secret-of.ts";
import { slackAnswers } from "./slack-answers.ts";

const MOST_TITLE = 150;
const MOST_TEXT = 3_000;
const MOST_LINES = 40;

/** News that whoever doesn't follow the thread should see in the channel as well. */
const TOLD_TO_ALL: readonly Message["kind"][] = [
  "stable",
  "restored",
  "broken",
  "raised",
  "false-alarm",
  "duplicate",
];

/** Slack's names for what went wrong; others are refusals. https://docs.slack.dev/reference/methods/chat.postMessage */
const ERRORS: Readonly<
  Record<string, { readonly kind: "retry" | "gone" | "refused"; readonly why?: string }>
> = {
  ratelimited: { kind: "retry", why: DELIVERY_WHY.tooMany },
  rate_limited: { kind: "retry", why: DELIVERY_WHY.tooMany },
  message_limit_exceeded: { kind: "retry", why: DELIVERY_WHY.tooMany },
  fatal_error: { kind: "retry" },
  internal_error: { kind: "retry" },
  request_timeout: { kind: "retry" },
  service_unavailable: { kind: "retry" },
  team_added_to_org: { kind: "retry" },
  channel_not_found: { kind: "gone" },
  is_archived: { kind: "gone" },
  account_inactive: { kind: "gone" },
  team_access_not_granted: { kind: "gone" },
  token_revoked: { kind: "gone" },
  not_in_channel: { kind: "refused", why: "it says not_in_channel: invite the App to the channel" },
  missing_scope: { kind: "refused", why: "it says missing_scope: the App needs chat:write" },
  invalid_auth: {
    kind: "refused",
    why: "it says invalid_auth: the secret is no token that counts",
  },
};

const Said = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    ok: v.boolean(),
    ts: v.optional(v.string()),
    error: v.optional(v.string()),
  }),
);

/** One thread for an incident, by an App's token. */
export function connectSlack(config: NotifyTarget, environment: NotifyEnvironment): Target {
  const call = async (method: string, body: object): Promise<Outcome> => {
    const headers = { authorization: `Bearer ${tokenOf(config, environment)}` };
    const answer = await environment.call({
      url: `${environment.slackApi}/${method}`,
      headers,
      body: { channel: config.channel, ...body },
    });
    return readSlack(answer, environment.now());
  };
  const withAnswers = (message: Message): object => {
    const told = slackMessage(message);
    const { blocks, ...answers } = slackAnswers(message, config, environment);
    return { ...told, blocks: [...told.blocks, ...blocks], ...answers };
  };
  return {
    send: async (message, thread) => {
      const isToldToAll = TOLD_TO_ALL.includes(message.kind);
      const where = thread === undefined ? {} : { thread_ts: thread, reply_broadcast: isToldToAll };
      return call("chat.postMessage", { ...withAnswers(message), ...where });
    },
    edit: async (ref, message) => call("chat.update", { ...withAnswers(message), ts: ref }),
  };
}

/** A bot's or a person's, rotated or not. https://docs.slack.dev/authentication/tokens */
const TOKEN = /^(?:xoxe\.)?xox[bp]-[\w-]+$/;

/** A name typed wrong must not hand Slack the password of something else. */
function tokenOf(config: NotifyTarget, environment: NotifyEnvironment): string {
  const token = secretOf(config, environment);
  if (!TOKEN.test(token)) throw unreached("refused", DELIVERY_WHY.badSecret);
  return token;
}

/** An incoming webhook: every message stands for itself. */
export function connectSlackWebhook(config: NotifyTarget, environment: NotifyEnvironment): Target {
  return {
    send: async (message) => {
      const sent = { url: secretOf(config, environment), body: slackMessage(message) };
      return outcomeOf(await environment.call(sent), environment.now());
    },
  };
}

type SlackMessage = {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly unfurl_links: false;
  readonly unfurl_media: false;
};

/** People's words stand in plain text; the text beside the blocks is what a phone shows. */
function slackMessage(message: Message): SlackMessage {
  const link = linkOf(message);
  const title = oneLine(message.title) || "…";
  const lines = message.lines.filter((line) => printable(line).trim() !== "").slice(0, MOST_LINES);
  const blocks: readonly KnownBlock[] = [
    { type: "header", text: plainText(title, MOST_TITLE) },
    ...lines.map((line) => ({ type: "section" as const, text: plainText(line, MOST_TEXT) })),
  ];
  const rest = { unfurl_links: false, unfurl_media: false } as const;
  const text = cut(title, MOST_TITLE, forSlack);
  if (link === undefined) return { text, blocks, ...rest };
  const words = `<${forSlack(link.url)}|${cut(link.text, MOST_TITLE, forSlack)}>`;
  const below: KnownBlock = { type: "context", elements: [{ type: "mrkdwn", text: words }] };
  return { text, blocks: [...blocks, below], ...rest };
}

function plainText(text: string, most: number): PlainTextElement {
  return { type: "plain_text", text: cut(text, most, forSlack), emoji: false };
}

function readSlack(answer: TargetAnswer, now: number): Outcome {
  if (answer.status !== 200) return outcomeOf(answer, now);
  const { success, output } = v.safeParse(Said, answer.text);
  if (!success) return { kind: "retry", why: DELIVERY_WHY.notUnderstood };
  if (output.ok) return sentAs(output.ts);
  const name = output.error ?? "";
  const { kind, why = said(name) } = ERRORS[name] ?? { kind: "refused" };
  return kind === "retry" ? laterBy(answer.headers["retry-after"], now, why) : { kind, why };
}
