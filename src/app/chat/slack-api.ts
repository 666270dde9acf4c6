import * as v from "valibot";

import { CHAT_METADATA } from "../../text/notify/chat-reply.ts";
import { createBoundedMap } from "./bounded-map.ts";
import type { SlackReply } from "./slack-payload.ts";

export type SlackApi = {
  /** What the addresses begin with at which Slack takes answers to a button. */
  readonly answersAt: string;
  /** The address of the incident that a thread's first message tells of, where this app posted it. */
  readonly incidentOf: (
    reply: Pick<SlackReply, "app" | "channel" | "thread">,
  ) => Promise<string | undefined>;
  /** Says something in a thread that only one person sees. */
  readonly whisper: (
    to: Pick<SlackReply, "channel" | "thread" | "user">,
    text: string,
  ) => Promise<void>;
  /** The same in answer to a button, at the address that came with it. */
  readonly respond: (address: string, text: string) => Promise<void>;
};

/** Threads of which is remembered what they are about. */
const MOST_THREADS = 2000;
/** It may be better in a moment. */
const PASSING = new Set(["ratelimited", "internal_error", "fatal_error", "service_unavailable"]);

const Replies = v.object({
  messages: v.array(
    v.object({
      ts: v.string(),
      app_id: v.optional(v.string()),
      bot_profile: v.optional(v.object({ app_id: v.optional(v.string()) })),
      metadata: v.optional(
        v.object({
          event_type: v.string(),
          event_payload: v.object({ incident: v.optional(v.string()) }),
        }),
      ),
    }),
  ),
});

type SlackOptions = {
  readonly token: string | undefined;
  /** Slack's, or GovSlack's: "https://slack.com/api". */
  readonly api: string;
  /** fetch with a time limit. */
  readonly ask: typeof fetch;
};

/** Without a token nothing can be found or said, only answered. */
export function slackApi({ token, api, ask }: SlackOptions): SlackApi {
  const threads = createBoundedMap<{ readonly incident?: string }>(MOST_THREADS);

  async function call(method: string, fields: Readonly<Record<string, string>>): Promise<unknown> {
    const response = await ask(`${api}/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token ?? ""}` },
      body: new URLSearchParams(fields),
    });
    const answer: unknown = response.ok ? await response.json() : undefined;
    const { ok, error = "" } = v.parse(
      v.object({ ok: v.boolean(), error: v.optional(v.string()) }),
      answer ?? { ok: false, error: "service_unavailable" },
    );
    if (!ok && PASSING.has(error)) throw new Error(`Slack does not answer ${method}: ${error}`);
    return ok ? answer : undefined;
  }

  return {
    answersAt: `https://hooks.${new URL(api).host}/`,
    incidentOf: async ({ app, channel, thread }) => {
      const key = `${app} ${channel} ${thread}`;
      const known = threads.get(key);
      if (known !== undefined || token === undefined) return known?.incident;
      const answer = await call("conversations.replies", {
        channel,
        ts: thread,
        limit: "1",
        include_all_metadata: "true",
      });
      // A missing scope or invitation may be mended: the next word in the thread asks again.
      if (answer === undefined) return undefined;
      const read = v.safeParse(Replies, answer);
      const first = read.success ? read.output.messages.find(({ ts }) => ts === thread) : undefined;
      const isOurs = first !== undefined && (first.app_id ?? first.bot_profile?.app_id) === app;
      const isTold = first?.metadata?.event_type === CHAT_METADATA;
      const incident = isOurs && isTold ? first.metadata?.event_payload.incident : undefined;
      threads.set(key, incident === undefined ? {} : { incident });
      return incident;
    },
    whisper: async ({ channel, thread, user }, text) => {
      if (token === undefined) return;
      const plain = escapeText(text);
      await call("chat.postEphemeral", { channel, user, thread_ts: thread, text: plain });
    },
    respond: async (address, text) => {
      await ask(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          response_type: "ephemeral",
          replace_original: false,
          text: escapeText(text),
        }),
      });
    },
  };
}

/** Slack reads links, mentions and channels in angle brackets only. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
