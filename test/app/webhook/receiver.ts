import { createHmac, generateKeyPairSync } from "node:crypto";
import { connect } from "node:net";
import { Probot } from "probot";
import app from "../../../src/app/webhook/app.ts";
import { createLog } from "../../../src/app/observe/log.ts";
import { createReceiver } from "../../../src/app/http/server.ts";
import { signatureVerifier } from "../../../src/app/webhook/verify-signature.ts";

export const SECRET = "c0ffee".repeat(8);
export const OLD_SECRET = "decafbad".repeat(4);
export const HOOK = JSON.stringify({
  action: "labeled",
  installation: { id: 12 },
  repository: { id: 99, name: "shop", owner: { login: "acme" } },
  issue: { number: 42, body: null, labels: [{ name: "incident" }] },
  sender: { login: "lea" },
});

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

type Trigger = { readonly key: string; readonly reason: string };
type Bytes = string | Uint8Array<ArrayBuffer>;

/** The server on a loopback socket, with the real Probot and app behind it. */
export type Receiver = AsyncDisposable & {
  readonly url: string;
  readonly triggers: readonly Trigger[];
  readonly log: () => string;
  /** "issues 202", for each webhook. */
  readonly answers: readonly string[];
  /** From now on the queue takes nothing. */
  readonly refuseTriggers: () => void;
  /** From now on the queue doesn't answer. */
  readonly hangTriggers: () => void;
  /** From now on it is stopping. */
  readonly stop: () => void;
  /** Posts a webhook, and returns the answer's status. */
  readonly post: (body: Bytes, headers?: Readonly<Record<string, string>>) => Promise<number>;
  /** Sends exactly these bytes, and more for as long as the other side listens; returns what came back. */
  readonly raw: (head: string, more?: More) => Promise<string>;
  /** `open`: how many the server hasn't ended yet. */
  readonly halfOpen: (count: number) => Disposable & { readonly open: () => number };
};

type More = { readonly chunk: string; readonly times: number };

export async function startReceiver(): Promise<Receiver> {
  const lines: string[] = [];
  const triggers: Trigger[] = [];
  const answers: string[] = [];
  let take = async (trigger: Trigger): Promise<boolean> => triggers.push(trigger) > 0;
  let isStopping = false;
  const to = { write: (line: string): void => void lines.push(line) };
  const log = createLog({ level: "debug", secrets: [SECRET], to });
  const probot = new Probot({ appId: 1, privateKey, secret: SECRET, log });
  await probot.ready();
  await probot.load(
    app({
      enqueue: (trigger) => take(trigger),
      isOwn: () => false,
      learn: () => undefined,
    }),
  );
  const server = createReceiver({
    verify: signatureVerifier([SECRET, OLD_SECRET]),
    receive: probot.webhooks.receive,
    log,
    health: {
      alive: async () => ({ ok: true, queue: { waiting: triggers.length } }),
      ready: async () => ({
        isReady: !isStopping,
        problems: isStopping ? ["It is stopping."] : [],
      }),
    },
    isStopping: () => isStopping,
    onAnswer: (event, status) => void answers.push(`${event} ${status}`),
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    triggers,
    log: () => lines.join(""),
    answers,
    refuseTriggers: () => {
      take = async () => false;
    },
    hangTriggers: () => {
      take = () => new Promise(() => undefined);
    },
    stop: () => {
      isStopping = true;
    },
    post: async (body, headers = headersFor(body)) => {
      const path = `${url}/api/github/webhooks`;
      const response = await fetch(path, { method: "POST", body, headers });
      await response.text();
      return response.status;
    },
    raw: (head, more) => sendRaw(port, head, more),
    halfOpen: (count) => {
      const sockets = Array.from({ length: count }, () => connect(port, "127.0.0.1"));
      for (const socket of sockets) socket.on("error", () => undefined).write("POST /api/gith");
      return {
        open: () => sockets.filter(({ destroyed }) => !destroyed).length,
        [Symbol.dispose]: () => sockets.forEach((socket) => socket.destroy()),
      };
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function sendRaw(port: number, head: string, more?: More): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  let answer = "";
  socket.setEncoding("latin1").on("error", () => undefined);
  socket.on("data", (text) => {
    answer += String(text);
  });
  socket.write(head);
  for (let n = 0; n < (more?.times ?? 0) && socket.writable; n += 1) {
    if (socket.write(more?.chunk ?? "")) continue;
    await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
  }
  await closed;
  socket.destroy();
  return answer;
}

export function sign(body: Bytes, secret = SECRET): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

export function headersFor(body: Bytes): Readonly<Record<string, string>> {
  return {
    "content-type": "application/json",
    "x-github-event": "issues",
    "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
    "x-hub-signature-256": sign(body),
  };
}

/** The head of a webhook's request, without a length, and with more headers. */
export function rawHead(...headers: readonly string[]): string {
  const all = Object.entries(headersFor(HOOK)).map(([name, value]) => `${name}: ${value}`);
  const start = ["POST /api/github/webhooks HTTP/1.1", "host: x", "connection: close"];
  return [...start, ...all, ...headers, "", ""].join("\r\n");
}
