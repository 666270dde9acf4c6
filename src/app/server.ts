import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { narrowDelivery, type Delivery } from "./narrow-hook.ts";
import { bodyReader, LONGEST_BODY } from "./read-body.ts";

export const WEBHOOK_PATH = "/api/github/webhooks";

export type ServerOptions = {
  /** In constant time; Probot's `webhooks.verify`. */
  readonly verify: (body: string, signature: string) => Promise<boolean>;
  /** Resolves when the hint is in the queue. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  /** Counts for /healthz: no keys, no names. */
  readonly health: () => Promise<{ readonly ok: boolean } & Readonly<Record<string, unknown>>>;
  readonly log: {
    readonly debug: (fields: object, message: string) => void;
    readonly warn: (fields: object, message: string) => void;
    readonly error: (fields: object, message: string) => void;
  };
};

/** Every answer is a status and these few words, whatever was wrong in detail. */
const WORDS = {
  202: "accepted",
  400: "bad request",
  401: "bad signature",
  404: "not found",
  405: "method not allowed",
  411: "length required",
  413: "too large",
  415: "unsupported media type",
  500: "failed",
  503: "busy",
} as const;
type Status = keyof typeof WORDS;

/** How long a refused body is read and thrown away, so that its sender gets to see the answer. */
const LINGER = 1000;

/** Our own, since Probot's has none of these limits, and logs unsigned bodies. */
export function createReceiver(options: ServerOptions): Server {
  const { verify, receive, health, log } = options;
  const readBody = bodyReader();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split("?", 1).join();
    if (path === "/healthz") return answerHealth(request, response);
    if (path !== WEBHOOK_PATH) return refuse(request, response, 404);
    const head = checkHead(request);
    if (typeof head === "number") return refuse(request, response, head);
    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await readBody(request);
    if (body.kind === "cut off") return;
    if (body.kind === "too long") return refuse(request, response, 413);
    if (body.kind === "too much at once") return refuse(request, response, 503);
    send(response, await take(head, body.text));
  }

  async function take({ id, event, signature }: Head, body: string): Promise<Status> {
    // Before Probot sees it: `verifyAndReceive` logs the whole body when the signature is wrong.
    if (body === "" || !(await verify(body, signature))) {
      log.warn({ id, event }, "delivery with a wrong signature: is WEBHOOK_SECRET the App's?");
      return 401;
    }
    const delivery = parse(id, event, body);
    if (delivery === "not JSON") return 400;
    log.debug({ id, event, isRouted: delivery !== undefined }, "delivery");
    if (delivery === undefined) return 202;
    try {
      await receive(delivery);
      return 202;
    } catch {
      // Probot has logged it. GitHub shows the delivery as failed; the sweep finds what it meant.
      return 500;
    }
  }

  async function answerHealth(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "GET" && request.method !== "HEAD")
      return refuse(request, response, 405);
    const state = await health();
    sendText(response, state.ok ? 200 : 503, {
      type: "application/json",
      text: JSON.stringify(state),
    });
  }

  function listen(request: IncomingMessage, response: ServerResponse): void {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "no answer for a request");
      if (!response.headersSent) send(response, 500);
    });
  }

  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 15_000,
    // The default looks for slow connections every 30 s only.
    connectionsCheckingInterval: 1000,
  });
  server.maxConnections = 4096;
  server.on("request", listen);
  // Refused before the body is sent, for a client that asks first.
  server.on("checkContinue", listen);
  return server;
}

type Head = { readonly id: string; readonly event: string; readonly signature: string };

/** All that can be known before the body is read. */
function checkHead({ method, headers }: IncomingMessage): Head | Status {
  if (method !== "POST") return 405;
  if (!/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? "")) return 415;
  const id = headers["x-github-delivery"];
  const event = headers["x-github-event"];
  if (typeof id !== "string" || !/^[\w-]{1,64}$/.test(id)) return 400;
  if (typeof event !== "string" || !/^[a-z_]{1,64}$/.test(event)) return 400;
  const signature = headers["x-hub-signature-256"];
  if (typeof signature !== "string" || !/^sha256=[0-9a-f]{64}$/.test(signature)) return 401;
  const length = headers["content-length"];
  if (length === undefined) return 411;
  return Number(length) > LONGEST_BODY ? 413 : { id, event, signature };
}

function parse(id: string, event: string, body: string): Delivery | undefined | "not JSON" {
  try {
    return narrowDelivery(id, event, body);
  } catch {
    return "not JSON";
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, status: Status): void {
  if (status === 405) response.setHeader("allow", request.url === WEBHOOK_PATH ? "POST" : "GET");
  send(response, status);
  // Closing at once would reset the connection, and a client that is still sending would not see why.
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), LINGER);
  request.once("end", () => clearTimeout(timer));
  request.once("close", () => clearTimeout(timer));
  request.resume();
}

function send(response: ServerResponse, status: Status): void {
  sendText(response, status, { type: "text/plain; charset=utf-8", text: `${WORDS[status]}\n` });
}

function sendText(
  response: ServerResponse,
  status: number,
  { type, text }: { readonly type: string; readonly text: string },
): void {
  response
    .writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(text),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    })
    .end(text);
}
