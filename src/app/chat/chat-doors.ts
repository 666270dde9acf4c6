import { isAnswer } from "../../core/plan/plan-answer.ts";
import type { ChatAnswer } from "../../core/plan/plan-answer.ts";
import { instantOf } from "../../core/time/time.ts";
import type { ItemRef } from "../../github/client/github.ts";
import {
  CHAT_BUTTONS,
  chatFailure,
  NOTED_ALREADY,
  WHICH_COMMAND,
  WHICH_INCIDENT,
} from "../../text/notify/chat-reply.ts";
import type { Door, DoorAnswer, DoorRequest } from "../http/server.ts";
import { within } from "../http/within.ts";
import { createBoundedMap } from "./bounded-map.ts";
import { isFromSlack, isFromTeams, isRecent } from "./chat-signature.ts";
import type { SlackApi } from "./slack-api.ts";
import { readSlackEvent, readSlackPress } from "./slack-payload.ts";
import type { SlackPress, SlackReply } from "./slack-payload.ts";
import { nameOf, parseIncident } from "./take-answer.ts";
import type { TakeAnswer, TakenAnswer } from "./take-answer.ts";
import { readTeamsMessage } from "./teams-payload.ts";
import type { TeamsMessage } from "./teams-payload.ts";

type ChatOptions = {
  /** Doors without a secret are not there. */
  readonly slackSigning?: string | undefined;
  readonly teamsSigning?: string | undefined;
  readonly slack: SlackApi;
  readonly take: TakeAnswer;
  /** The GitHub that this App belongs to: "https://github.com". */
  readonly web: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: { readonly warn: (fields: object, message: string) => void };
};

/** Milliseconds in which Slack wants an answer, less the way; what takes longer goes on. */
const SLACK_PATIENCE = 2500;
/** Teams shows an answer that comes within ten seconds. */
const TEAMS_PATIENCE = 8000;
/** Slack sends an event again three times, and then no more. */
const LAST_RETRY = 3;
const MOST_ANSWERED = 5000;
const MOST_CONVERSATIONS = 2000;

const OK: DoorAnswer = { status: 200 };
const REFUSED: DoorAnswer = { status: 401 };

/** Where Slack and Teams bring what people say to an incident's news. */
export function chatDoors(options: ChatOptions): ReadonlyMap<string, Door> {
  const { slackSigning, teamsSigning } = options;
  const slack = slackSigning === undefined ? [] : slackDoors(options, slackSigning);
  const teams = teamsSigning === undefined ? [] : [teamsDoor(options, teamsSigning)];
  return new Map([...slack, ...teams]);
}

type Told = (text: string) => Promise<void>;

function slackDoors(options: ChatOptions, secret: string): readonly (readonly [string, Door])[] {
  const { slack, take, web, now, log } = options;
  const answered = createBoundedMap<true>(MOST_ANSWERED);

  async function events({ headers, body }: DoorRequest): Promise<DoorAnswer> {
    if (!isFromSlack({ headers, body }, secret, now())) return REFUSED;
    const value = parseJson(body);
    const event = readSlackEvent(value);
    if (event?.kind === "challenge") return { status: 200, json: { challenge: event.challenge } };
    if (value === undefined) return { status: 400 };
    if (event === undefined || !isAnswer({ chat: "slack", text: event.reply.text })) return OK;
    const isLast = Number(headers["x-slack-retry-num"] ?? 0) >= LAST_RETRY;
    return hear(event.reply, isLast);
  }

  async function hear(reply: SlackReply, isLast: boolean): Promise<DoorAnswer> {
    const { channel, thread, ts, user, text } = reply;
    const tell: Told = (words) => slack.whisper(reply, words);
    const work = async (): Promise<void> => {
      const incident = parseIncident((await slack.incidentOf(reply)) ?? "", web);
      if (incident === undefined) return;
      const id = slackId(channel, ts);
      const taken = await take(incident, {
        chat: "slack",
        id,
        at: instantOf(Number(ts)),
        user,
        text,
      });
      await tellOnce(taken, `${channel} ${thread} ${user}`, tell);
    };
    return answerInTime(work(), { isLast, onFailure: () => tell(chatFailure("GitHub")) });
  }

  async function actions({ headers, body }: DoorRequest): Promise<DoorAnswer> {
    if (!isFromSlack({ headers, body }, secret, now())) return REFUSED;
    const value = parseJson(new URLSearchParams(body).get("payload") ?? "");
    if (value === undefined) return { status: 400 };
    const press = readSlackPress(value, slack.answersAt);
    const incident = press === undefined ? undefined : parseIncident(press.incident, web);
    return press === undefined || incident === undefined ? OK : pressed(press, incident);
  }

  function pressed(press: SlackPress, incident: ItemRef): Promise<DoorAnswer> {
    const { channel, message, ts, user, button, respond } = press;
    const tell: Told = (words) => slack.respond(respond, words);
    const answer: ChatAnswer = {
      chat: "slack",
      id: slackId(channel, message, user, ts),
      at: instantOf(Number(ts)),
      user,
      text: CHAT_BUTTONS[button].says,
    };
    const work = take(incident, answer).then(({ reply }) =>
      reply === undefined ? undefined : tell(reply),
    );
    return answerInTime(work, {
      isLast: true,
      onFailure: () => tell(chatFailure(nameOf(incident))),
    });
  }

  /** Who can't be heard is told so once in each thread. */
  async function tellOnce({ kind, reply }: TakenAnswer, place: string, tell: Told): Promise<void> {
    const key = `${kind} ${place}`;
    const isOnce = kind === "unmapped" || kind === "outsider";
    if (reply === undefined || (isOnce && answered.has(key))) return;
    answered.set(key, true);
    await tell(reply);
  }

  async function answerInTime(
    work: Promise<unknown>,
    { isLast, onFailure }: { readonly isLast: boolean; readonly onFailure: () => Promise<void> },
  ): Promise<DoorAnswer> {
    const fail = async (): Promise<void> => {
      await onFailure().catch((error: unknown) => log.warn({ err: error }, "no answer in Slack"));
    };
    const ended = work.then(
      () => "done" as const,
      (error: unknown) => {
        log.warn({ err: error }, "what was said in Slack was not passed on");
        return "failed" as const;
      },
    );
    const outcome = await within(SLACK_PATIENCE, ended).catch(() => "late" as const);
    if (outcome === "failed" && !isLast) return { status: 503 };
    if (outcome === "failed") await fail();
    // Slack has its answer and won't send it again: whoever said it is told if it comes to nothing.
    if (outcome === "late") void ended.then((end) => (end === "failed" ? fail() : undefined));
    return OK;
  }

  return [
    ["/slack/events", { type: /^application\/json\s*(?:;|$)/i, take: events }],
    ["/slack/actions", { type: /^application\/x-www-form-urlencoded\s*(?:;|$)/i, take: actions }],
  ];
}

/** Letters, digits and "-": it stands in the marker of the bot's comment. */
function slackId(...parts: readonly string[]): string {
  return parts.join("-").replaceAll(".", "-");
}

function teamsDoor(options: ChatOptions, token: string): readonly [string, Door] {
  const { take, web, now, log } = options;
  const conversations = createBoundedMap<ItemRef>(MOST_CONVERSATIONS);

  async function messages({ headers, body }: DoorRequest): Promise<DoorAnswer> {
    if (!isFromTeams({ headers, body }, token)) return REFUSED;
    const message = readTeamsMessage(parseJson(body));
    if (message === undefined) return { status: 400 };
    if (!isRecent(message.at, now())) return REFUSED;
    return { status: 200, json: { type: "message", text: await replyTo(message) } };
  }

  async function replyTo(message: TeamsMessage): Promise<string> {
    const { id, conversation, user, at } = message;
    const { named, text } = withoutAddress(message.text, web);
    // Of each person there: what others name is not what this one means.
    const key = `${conversation} ${user}`;
    const incident = named ?? conversations.get(key);
    if (incident === undefined) return WHICH_INCIDENT;
    const answer: ChatAnswer = { chat: "teams", id, at: instantOf(at), user, text };
    try {
      const { kind, reply } = await within(TEAMS_PATIENCE, take(incident, answer));
      if (kind === "said" || kind === "known") conversations.set(key, incident);
      return reply ?? (kind === "known" ? NOTED_ALREADY : WHICH_COMMAND);
    } catch (error) {
      log.warn({ err: error }, "what was said in Teams was not passed on");
      return chatFailure(nameOf(incident));
    }
  }

  return ["/teams/messages", { type: /^application\/json\s*(?:;|$)/i, take: messages }];
}

/** "acme/shop#42 !checking": a conversation in Teams doesn't tell which incident it is about. */
function withoutAddress(
  said: string,
  web: string,
): { readonly named?: ItemRef; readonly text: string } {
  const [, address = "", text = ""] = /^(\S+)\s+(\S.*)$/s.exec(said) ?? [];
  const named = parseIncident(address, web);
  return named === undefined ? { text: said } : { named, text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
