import { createHmac } from "node:crypto";
import { chatDoors } from "../../../src/app/chat/chat-doors.ts";
import { slackApi } from "../../../src/app/chat/slack-api.ts";
import { createReceiver } from "../../../src/app/http/server.ts";
import type { ProductOptions } from "../../faults/product.ts";
import { gateStage } from "../gate-stage.ts";
import type { GateStage } from "../gate-stage.ts";

export const SIGNING = "0123456789abcdef".repeat(2);
export const TEAMS_TOKEN = Buffer.from("k".repeat(32)).toString("base64");
const TOKEN = "xoxb-not-a-real-one";
const APP = "A0DAKOR";
const THREAD = "1771322400.000100";

type Headers = Readonly<Record<string, string>>;
type Sent = { readonly path: string; readonly body: string; readonly headers: Headers };

/** What our app told somebody in Slack, and to whom it was shown. */
type Whisper = { readonly to: string; readonly text: string };

export type ChatStage = {
  readonly stage: GateStage;
  readonly incident: number;
  readonly whispers: readonly Whisper[];
  /** How often Slack was asked what a thread is about. */
  readonly lookups: () => number;
  /** The status, and the answer's text. */
  readonly post: (sent: Sent) => Promise<readonly [number, string]>;
  readonly address: (path: string) => string;
  readonly reply: (text: string, more?: Reply) => Sent;
  readonly press: (button: string, more?: Press) => Sent;
  readonly teams: (text: string, more?: { readonly id?: string; readonly at?: number }) => Sent;
  /** What the bot passed on, without its marker. */
  readonly passedOn: () => Promise<readonly string[]>;
  readonly board: () => Promise<string>;
  readonly close: () => Promise<void>;
};

type Reply = {
  readonly user?: string;
  readonly ts?: string;
  readonly thread?: string;
  readonly event?: object;
  readonly retry?: number;
};
type Press = { readonly user?: string; readonly ts?: string; readonly value?: string };

const CONFIG = `people:
  lea: { slack: U0LEA11, teams: "29:lea-1" }
  zoe: { slack: U0ZOE11 }
  john: { slack: U0TWIN1 }
  kim: { slack: U0TWIN1 }
`;

/** The App with its doors for chats, and a Slack that knows one thread of ours and one of somebody else's. */
export async function chatStage(product: ProductOptions = {}): Promise<ChatStage> {
  const stage = await gateStage(undefined, undefined, () => product);
  await stage.as("lea").writeFile({
    path: ".github/dakor.yml",
    text: CONFIG,
    message: "Who is who",
    branch: "main",
  });
  const incident = await stage.declare("/severity critical\n/scope Everybody");
  await stage.settle();
  const { url: web } = stage.github;
  const address = `${web}/acme/shop/issues/${incident}`;
  const whispers: Whisper[] = [];
  let lookups = 0;

  const slackFetch: typeof fetch = async (input, init) => {
    const target = new Request(input, init);
    const fields = new URLSearchParams(await target.text());
    switch (target.url) {
      case "https://slack.com/api/conversations.replies": {
        lookups += 1;
        const ts = fields.get("ts") ?? "";
        const app = ts === THREAD || ts === "1771322400.000300" ? APP : "A0OTHER";
        const metadata = {
          event_type: "dakor_incident",
          event_payload: {
            incident: ts === "1771322400.000300" ? "https://evil.example/a/b/issues/1" : address,
          },
        };
        return Response.json({ ok: true, messages: [{ ts, app_id: app, metadata }] });
      }
      case "https://slack.com/api/chat.postEphemeral":
        whispers.push({ to: fields.get("user") ?? "", text: fields.get("text") ?? "" });
        return Response.json({ ok: true });
      case "https://hooks.slack.com/actions/T1/2/3": {
        const { text = "" } = JSON.parse([...fields.keys()].join(""));
        whispers.push({ to: "whoever pressed", text });
        return new Response("ok");
      }
      default:
        throw new Error(`Nobody asks ${target.url}`);
    }
  };
  const server = createReceiver({
    verify: () => false,
    receive: () => Promise.reject(new Error("no webhooks here")),
    health: { alive: async () => ({}), ready: async () => ({ isReady: true, problems: [] }) },
    doors: chatDoors({
      slackSigning: SIGNING,
      teamsSigning: TEAMS_TOKEN,
      slack: slackApi({ token: TOKEN, api: "https://slack.com/api", ask: slackFetch }),
      take: stage.product.takeAnswer,
      web,
      now: stage.clock.now,
      log: { warn: () => undefined },
    }),
    isStopping: () => false,
    onAnswer: () => undefined,
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const at = server.address();
  const port = typeof at === "object" ? (at?.port ?? 0) : 0;
  const seconds = (): number => Math.floor(stage.clock.now() / 1000);
  const stamp = (): string => `${seconds()}.000200`;

  const comments = async (): Promise<readonly string[]> => {
    const found: unknown = await stage.send("GET", `/issues/${incident}/comments?per_page=100`);
    return Array.isArray(found) ? found.map((one: { readonly body: string }) => one.body) : [];
  };

  return {
    stage,
    incident,
    whispers,
    lookups: () => lookups,
    post: async ({ path, body, headers }) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: "POST",
        body,
        headers,
      });
      return [response.status, await response.text()];
    },
    address: (path) => `http://127.0.0.1:${port}${path}`,
    reply: (text, { user = "U0LEA11", ts = stamp(), thread = THREAD, event = {}, retry } = {}) => {
      const message = { type: "message", channel: "C0SHOP", user, text, ts, thread_ts: thread };
      const body = JSON.stringify({
        type: "event_callback",
        api_app_id: APP,
        event_id: `Ev${ts}`,
        event: { ...message, ...event },
      });
      const headers = {
        ...slackHeaders(body, seconds(), "application/json"),
        ...(retry === undefined ? {} : { "x-slack-retry-num": String(retry) }),
      };
      return { path: "/slack/events", body, headers };
    },
    press: (button, { user = "U0LEA11", ts = stamp(), value = address } = {}) => {
      const payload = JSON.stringify({
        type: "block_actions",
        user: { id: user },
        channel: { id: "C0SHOP" },
        container: { type: "message", message_ts: THREAD },
        response_url: "https://hooks.slack.com/actions/T1/2/3",
        actions: [{ type: "button", action_id: `dakor:${button}`, value, action_ts: ts }],
      });
      const body = new URLSearchParams({ payload }).toString();
      const headers = slackHeaders(body, seconds(), "application/x-www-form-urlencoded");
      return { path: "/slack/actions", body, headers };
    },
    teams: (text, { id = "1771322400000", at: said = stage.clock.now() } = {}) => {
      const body = JSON.stringify({
        type: "message",
        id,
        timestamp: new Date(said).toISOString(),
        text,
        from: { id: "29:lea-1", name: "Lea" },
        conversation: { id: "19:abc@thread.tacv2;messageid=1771322400000" },
      });
      return { path: "/teams/messages", body, headers: teamsHeaders(body) };
    },
    passedOn: async () => {
      await stage.settle();
      const found = (await comments()).filter((body) => body.startsWith("<!-- dakor said "));
      return found.map((body) => body.split("\n").slice(1).join("\n"));
    },
    board: async () =>
      (await comments()).find((body) => body.startsWith("<!-- dakor board ")) ?? "",
    close: async () => {
      server.close();
      server.closeAllConnections();
      await stage.close();
    },
  };
}

export function slackHeaders(body: string, at: number, type: string): Headers {
  const made = createHmac("sha256", SIGNING).update(`v0:${at}:${body}`).digest("hex");
  return {
    "content-type": type,
    "x-slack-request-timestamp": String(at),
    "x-slack-signature": `v0=${made}`,
  };
}

export function teamsHeaders(body: string, token: string = TEAMS_TOKEN): Headers {
  const made = createHmac("sha256", Buffer.from(token, "base64")).update(body).digest("base64");
  return { "content-type": "application/json", authorization: `HMAC ${made}` };
}
