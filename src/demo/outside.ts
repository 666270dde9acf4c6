import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { IncomingMessage, Server } from "node:http";
import { once } from "node:events";
import { buffer, text as readText } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { isRecord, listOf, parseJson, recordOf, textOf } from "@dakor/local-github/narrow";
import { selfSigned } from "./self-signed.ts";

/** A message in the team's channel. */
export interface ChatPost {
  readonly kind: "chat";
  /** "10:06" */
  readonly at: string;
  readonly channel: string;
  readonly isReply: boolean;
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: readonly string[];
}

export interface Mail {
  readonly kind: "mail";
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Some mail before it is named as what it answers. */
  readonly isReply: boolean;
}

export type ToldOutside = ChatPost | Mail;

/** A channel in Slack and a mailbox on this machine, and what came in there. */
interface Outside {
  /** Where they are, and how the App proves that it may. */
  readonly settings: Readonly<Record<string, string>>;
  readonly told: () => readonly ToldOutside[];
  readonly close: () => Promise<void>;
}

export const outsideConfig = `notify:
  shop-ops:
    type: slack
    channel: C0SHOPOPS
    secret: DAKOR_SECRET_SLACK
  customers:
    type: email
    audience: public
    secret: DAKOR_SECRET_MAIL
    from: status@shop.example
    to: [customers@shop.example]
`;

const TOKEN = "xoxb-only-for-the-demo";
const LOOPBACK = "127.0.0.1";

/** `certificate` is where the App finds whom to trust; `now` is the story's clock. */
export async function openOutside(certificate: string, now: () => number): Promise<Outside> {
  const identity = selfSigned(["localhost"]);
  await writeFile(certificate, identity.cert);
  let told: readonly ToldOutside[] = [];
  const clock = (): string => new Date(now()).toISOString().slice(11, 16);
  const slack = createServer(identity, (request, response) => {
    answerSlack(request, clock()).then(
      ({ post, answer }) => {
        if (post !== undefined) told = [...told, post];
        response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
      },
      () => response.writeHead(500).end(),
    );
  });
  const mail = new SMTPServer({
    ...identity,
    secure: true,
    onAuth: ({ username = "" }, _, done) => done(null, { user: username }),
    onData: (stream, __, done) => {
      const at = clock();
      readMail(stream, at).then(
        (one) => {
          told = [...told, one];
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error("Unreadable")),
      );
    },
  });
  slack.listen(0, LOOPBACK);
  await once(slack, "listening");
  const mailServer = mail.listen(0, LOOPBACK);
  await once(mailServer, "listening");
  return {
    settings: {
      NODE_EXTRA_CA_CERTS: certificate,
      DAKOR_NOTIFY_ALLOW: `${LOOPBACK}/32`,
      DAKOR_SLACK_API: `https://${LOOPBACK}:${portOf(slack)}/api`,
      DAKOR_SECRET_SLACK: TOKEN,
      DAKOR_SECRET_SLACK_SIGNING: randomBytes(16).toString("hex"),
      DAKOR_SECRET_MAIL: `smtps://shop:demo@${LOOPBACK}:${portOf(mailServer)}`,
    },
    told: () => told,
    close: async () => {
      slack.closeAllConnections();
      await Promise.all([
        new Promise((resolve) => slack.close(resolve)),
        new Promise<void>((resolve) => mail.close(resolve)),
      ]);
    },
  };
}

interface SlackAnswer {
  readonly post?: ChatPost;
  readonly answer: object;
}

let messages = 0;

async function answerSlack(request: IncomingMessage, at: string): Promise<SlackAnswer> {
  const body = recordOf(parseJson(await readText(request)));
  if (request.headers.authorization !== `Bearer ${TOKEN}`) {
    return { answer: { ok: false, error: "invalid_auth" } };
  }
  messages += 1;
  const ts = `1700000000.${String(messages).padStart(6, "0")}`;
  if (request.url !== "/api/chat.postMessage") return { answer: { ok: true, ts: body["ts"] } };
  const blocks = listOf(body["blocks"]).map(recordOf);
  const textsOf = (type: string): readonly string[] =>
    blocks.filter((block) => block["type"] === type).map((block) => wordsOf(block["text"]));
  const [title = ""] = textsOf("header");
  const post: ChatPost = {
    kind: "chat",
    at,
    channel: "shop-ops",
    isReply: textOf(body["thread_ts"]) !== "",
    title,
    lines: textsOf("section"),
    buttons: blocks
      .filter((block) => block["type"] === "actions")
      .flatMap((block) => listOf(block["elements"]).map((one) => wordsOf(recordOf(one)["text"]))),
  };
  return { post, answer: { ok: true, ts, channel: body["channel"] } };
}

/** Slack's plain text has three signs as entities. */
function wordsOf(block: unknown): string {
  const words = isRecord(block) ? textOf(block["text"]) : "";
  return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

async function readMail(stream: NodeJS.ReadableStream, at: string): Promise<Mail> {
  const {
    from,
    to = [],
    subject = "",
    text = "",
    inReplyTo,
  } = await PostalMime.parse(await buffer(stream));
  return {
    kind: "mail",
    at,
    from: from?.address ?? "",
    to: to.map(({ address = "" }) => address).join(", "),
    subject,
    text: text.trim(),
    isReply: inReplyTo !== undefined,
  };
}

function portOf(server: Pick<Server, "address">): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
