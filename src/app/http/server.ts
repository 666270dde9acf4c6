import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { WEBHOOK_PATH, narrowDelivery } from "../webhook/routes.ts";
import type { Delivery } from "../webhook/routes.ts";
import type { Health } from "./health.ts";
import { bodyReader, LONGEST_BODY } from "./read-body.ts";
import { inTrace } from "../observe/trace.ts";
import { within } from "./within.ts";

export type DoorRequest = { readonly headers: IncomingHttpHeaders; readonly body: string };
export type DoorAnswer = { readonly status: 200 | 400 | 401 | 503; readonly json?: object };

/** Another path on which somebody who signs brings something. */
export type Door = {
  /** Of the body. */
  readonly type: RegExp;
  /** Checks the signature before all else. */
  readonly take: (request: DoorRequest) => Promise<DoorAnswer>;
};

type ServerOptions = {
  /** In constant time. */
  readonly verify: (body: string, signature: string) => boolean;
  /** Resolves when the trigger is in the queue. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  readonly health: Health;
  /** By path. */
  readonly doors?: ReadonlyMap<string, Door>;
  /** From then on webhooks are refused, and connections are not kept. */
  readonly isStopping: () => boolean;
  /** Told of every webhook's answer. */
  readonly onAnswer: (event: string, status: number) => void;
  readonly log: {
    readonly debug: (fields: object, message: string) => void;
    readonly warn: (fields: object, message: string) => void;
    readonly error: (fields: object, message: string) => void;
  };
};

/** Every answer is a status and these few words, whatever was wrong in detail. */
const WORDS = {
  200: "ok",
  202: "accepted",
  400: "bad request",
  401: "bad signature",
  404: "not found",
  405: "method not allowed",
  408: "too slow",
  411: "length required",
  413: "too large",
  415: "unsupported media type",
  500: "failed",
  503: "busy",
} as const;
type Status = keyof typeof WORDS;

/** Milliseconds for a request's head, and for all of it. */
export const LONGEST_HEAD = 10_000;
export const LONGEST_REQUEST = 15_000;
export const MOST_CONNECTIONS = 4096;

/** How long a refused body is read and thrown away, so that its sender gets to see the answer. */
const LINGER = 1000;

/** Milliseconds for the queue to take a trigger; GitHub waits for ten seconds, and a load balancer for less. */
const PATIENCE = 1500;
/** Of all bodies that wait for the queue: characters, and what the smallest counts for. */
const MOST_WAITING = 64 * 1024 * 1024;
const LEAST_WEIGHT = 64 * 1024;

/** Our own, since Probot's has none of these limits, and logs unsigned bodies. */
export function createReceiver(options: ServerOptions): Server {
  const { verify, receive, health, isStopping, onAnswer, log } = options;
  const readBody = bodyReader();
  let waiting = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isStopping()) response.setHeader("connection", "close");
    const path = request.url?.split("?", 1).join();
    if (path === "/healthz") {
      return answerProbe(request, response, async () => [200, await health.alive()]);
    }
    if (path === "/readyz") {
      return answerProbe(request, response, async () => {
        const readiness = await health.ready();
        return [readiness.isReady ? 200 : 503, readiness];
      });
    }
    const door = options.doors?.get(path ?? "");
    if (door !== undefined) return answerDoor(door, request, response);
    if (path !== WEBHOOK_PATH) return reply(request, response, 404);
    const status = await takeRequest(request, response);
    if (status === "cut off") return;
    onAnswer(String(request.headers["x-github-event"]), status);
    reply(request, response, status);
  }

  async function takeRequest(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Status | "cut off"> {
    const head = checkHead(request);
    if (typeof head === "number") return head;
    const body = await bodyOf(request, response);
    return typeof body === "object" ? take(head, body.text) : body;
  }

  async function answerDoor(
    door: Door,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const refused = checkDoor(request, door);
    const body = refused ?? (await bodyOf(request, response));
    if (body === "cut off") return;
    if (typeof body === "number") return reply(request, response, body);
    const { status, json } = await door.take({ headers: request.headers, body: body.text });
    if (json === undefined) return reply(request, response, status);
    sendText(response, status, { type: "application/json", text: JSON.stringify(json) });
  }

  async function bodyOf(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<{ readonly text: string } | Status | "cut off"> {
    if (isStopping()) return 503;
    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await readBody(request);
    switch (body.kind) {
      case "cut off":
        return body.kind;
      case "too long":
        return 413;
      case "too slow":
        return 408;
      case "too much at once":
        return 503;
      case "whole":
        return { text: body.text };
    }
  }

  async function take({ id, event, signature }: Head, body: string): Promise<Status> {
    const deliveries = [id];
    // Before Probot sees it: `verifyAndReceive` logs the whole body when the signature is wrong.
    if (body === "" || !verify(body, signature)) {
      log.warn(
        { deliveries, hook: event },
        "delivery with a wrong signature: is WEBHOOK_SECRET the App's?",
      );
      return 401;
    }
    const delivery = parse(id, event, body);
    if (delivery === "not JSON") return 400;
    log.debug({ deliveries, hook: event, isRouted: delivery !== undefined }, "delivery");
    if (delivery === undefined) return 202;
    const weight = Math.max(body.length, LEAST_WEIGHT);
    if (waiting + weight > MOST_WAITING) return 503;
    waiting += weight;
    const received = inTrace({ deliveries }, () => receive(delivery)).finally(() => {
      waiting -= weight;
    });
    try {
      await within(PATIENCE, received);
      return 202;
    } catch (error) {
      // GitHub shows the delivery as failed; the sweep finds what it meant.
      log.error({ deliveries, hook: event, err: error }, "the queue did not take it");
      return 503;
    }
  }

  function listen(request: IncomingMessage, response: ServerResponse): void {
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, "no answer for a request");
      if (!response.headersSent) send(response, 500);
    });
  }

  const server = createServer({
    headersTimeout: LONGEST_HEAD,
    requestTimeout: LONGEST_REQUEST,
    // The default looks for slow connections every 30 s only.
    connectionsCheckingInterval: 1000,
  });
  server.maxConnections = MOST_CONNECTIONS;
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

/** What chats send is small; the length is kept, since no more than it says is read. */
export const LONGEST_CHAT_BODY = 256 * 1024;

function checkDoor({ method, headers }: IncomingMessage, { type }: Door): Status | undefined {
  if (method !== "POST") return 405;
  if (!type.test(headers["content-type"] ?? "")) return 415;
  const length = headers["content-length"];
  if (length === undefined) return 411;
  return Number(length) > LONGEST_CHAT_BODY ? 413 : undefined;
}

async function answerProbe(
  request: IncomingMessage,
  response: ServerResponse,
  ask: () => Promise<readonly [status: number, state: object]>,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return reply(request, response, 405);
  const [status, state] = await ask();
  sendText(response, status, { type: "application/json", text: JSON.stringify(state) });
}

function parse(id: string, event: string, body: string): Delivery | undefined | "not JSON" {
  try {
    return narrowDelivery(id, event, JSON.parse(body));
  } catch {
    return "not JSON";
  }
}

function reply(request: IncomingMessage, response: ServerResponse, status: Status): void {
  if (status === 405) {
    response.setHeader("allow", /^\/(?:healthz|readyz)/.test(request.url ?? "") ? "GET" : "POST");
  }
  send(response, status);
  if (request.readableEnded) return;
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
