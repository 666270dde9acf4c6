import { createHmac, randomUUID } from "node:crypto";
import type { Json } from "./model.ts";
import { isoTime } from "./model.ts";

/** One try to deliver a webhook. A redelivery is a new one with the same guid. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly payload: Json;
  readonly isRedelivery: boolean;
  readonly deliveredAt: string;
  readonly request: { readonly headers: Readonly<Record<string, string>> };
  /** The test took it away before it was sent: GitHub never knew of it. */
  readonly isDropped?: true;
  /** Undefined until an answer came; 0 when nobody answered. */
  readonly statusCode: number | undefined;
  readonly responseBody: string;
  readonly durationSeconds: number;
}

export type DeliveryDecision = "send" | "twice" | "drop" | "hold";
export type Deliver = (delivery: Delivery) => DeliveryDecision;

export interface RelaySettings {
  readonly url: string | undefined;
  readonly secret: string;
  readonly appId: number;
  readonly events: readonly string[];
  readonly now: () => number;
  readonly deliver: Deliver;
}

export interface Message {
  readonly event: string;
  readonly action: string | undefined;
  readonly payload: Json;
}

export interface Relay {
  readonly emit: (message: Message) => void;
  readonly sendTo: (url: string) => void;
  /** Undefined until it is known. */
  readonly address: () => string | undefined;
  /** Resolves when no webhook waits to be sent; held ones don't count. */
  readonly settled: () => Promise<void>;
  /** Sends the held webhooks, in the order that `order` puts them. */
  readonly release: (order?: (held: readonly Delivery[]) => readonly Delivery[]) => void;
  readonly redeliver: (id: number) => boolean;
  readonly deliveries: () => readonly Delivery[];
  readonly close: () => Promise<void>;
}

const timeoutMilliseconds = 10_000;

/** Delivers one webhook after the other, as they happened. GitHub itself promises no order: hold and release for that. */
export function createRelay(settings: RelaySettings): Relay {
  let url = settings.url;
  let lastId = 0;
  let queue = Promise.resolve();
  let held: readonly Delivery[] = [];
  const stopping = new AbortController();
  const log = new Map<number, Delivery>();

  const prepare = (message: Message, repeated?: Delivery): Delivery => {
    const guid = repeated?.guid ?? randomUUID();
    const delivery: Delivery = {
      id: ++lastId,
      guid,
      event: message.event,
      action: message.action ?? null,
      payload: message.payload,
      isRedelivery: repeated !== undefined,
      deliveredAt: isoTime(settings.now()),
      request: { headers: headersOf(settings, { guid, message }) },
      statusCode: undefined,
      responseBody: "",
      durationSeconds: 0,
    };
    log.set(delivery.id, delivery);
    return delivery;
  };

  const post = async (delivery: Delivery): Promise<void> => {
    if (url === undefined || stopping.signal.aborted) return;
    const start = performance.now();
    const answer = await fetch(url, {
      method: "POST",
      headers: delivery.request.headers,
      body: JSON.stringify(delivery.payload),
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMilliseconds)]),
    })
      .then(async (response) => ({
        statusCode: response.status,
        responseBody: await response.text(),
      }))
      // Nobody listens, or not in time: GitHub notes it and goes on.
      .catch(() => ({ statusCode: 0, responseBody: "" }));
    const durationSeconds = Math.round(performance.now() - start) / 1000;
    log.set(delivery.id, { ...delivery, ...answer, durationSeconds });
  };

  const send = (delivery: Delivery): void => {
    queue = queue.then(() => post(delivery));
  };

  return {
    emit: (message) => {
      const isWanted = settings.events.includes("*") || settings.events.includes(message.event);
      if (!isWanted && !message.event.startsWith("installation")) return;
      const delivery = prepare(message);
      const decision = settings.deliver(delivery);
      if (decision === "drop") log.set(delivery.id, { ...delivery, isDropped: true });
      if (decision === "hold") held = [...held, delivery];
      if (decision === "send" || decision === "twice") send(delivery);
      if (decision === "twice") send(delivery);
    },
    sendTo: (target) => {
      url = target;
    },
    address: () => url,
    settled: async () => {
      for (let last; last !== queue;) {
        last = queue;
        await last;
      }
    },
    release: (order) => {
      const released = order === undefined ? held : order(held);
      held = [];
      released.forEach(send);
    },
    redeliver: (id) => {
      const delivery = log.get(id);
      if (delivery === undefined) return false;
      const { event, action, payload } = delivery;
      send(prepare({ event, action: action ?? undefined, payload }, delivery));
      return true;
    },
    deliveries: () => [...log.values()],
    close: async () => {
      stopping.abort();
      await queue;
    },
  };
}

function headersOf(
  settings: RelaySettings,
  delivery: { guid: string; message: Message },
): Readonly<Record<string, string>> {
  const body = JSON.stringify(delivery.message.payload);
  const sign = (algorithm: string): string =>
    createHmac(algorithm, settings.secret).update(body).digest("hex");
  return {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/0000000",
    "x-github-delivery": delivery.guid,
    "x-github-event": delivery.message.event,
    "x-github-hook-id": "1",
    "x-github-hook-installation-target-id": String(settings.appId),
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature": `sha1=${sign("sha1")}`,
    "x-hub-signature-256": `sha256=${sign("sha256")}`,
  };
}
