import { request as httpsRequest } from "node:https";
import type { IncomingMessage } from "node:http";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import { parseUrl, pinned, startTime, unreached, type Network } from "./network.ts";

export type Sent = {
  readonly url: string;
  readonly method?: "POST" | "PATCH";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text is sent as it is. */
  readonly body: unknown;
};

export type TargetAnswer = {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Its beginning, where it is longer than the limit. */
  readonly text: string;
};

/** Sends once. No redirect is followed, no proxy is asked, and no more is read than the limit. What is thrown, `outcomeOfFailure` explains. */
export async function callTarget(sent: Sent, network: Network): Promise<TargetAnswer> {
  const url = readAddress(sent.url);
  const end = new AbortController();
  const time = startTime(network.limits.total);
  try {
    return await Promise.race([time.late, exchange({ ...sent, url, end: end.signal }, network)]);
  } finally {
    time.stop();
    end.abort();
  }
}

/** An address that something may be sent to, as far as the address itself tells. */
export function readAddress(text: string): URL {
  const url = parseUrl(text.trim());
  if (url === undefined) throw unreached("refused", DELIVERY_WHY.noAddress);
  if (url.protocol !== "https:") throw unreached("refused", DELIVERY_WHY.notHttps);
  if (url.username !== "" || url.password !== "") {
    throw unreached("refused", DELIVERY_WHY.withPassword);
  }
  return url;
}

type Exchange = Omit<Sent, "url"> & { readonly url: URL; readonly end: AbortSignal };

async function exchange(
  { url, method = "POST", headers = {}, body, end }: Exchange,
  network: Network,
): Promise<TargetAnswer> {
  const line = await pinned(url.hostname, network);
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const options = {
    method,
    ...line,
    signal: end,
    // A line of its own: one that is kept for later would have to be checked again.
    agent: false,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-length": bytes.length,
      "user-agent": "dakor",
      "accept-encoding": "identity",
      ...headers,
    },
  } as const;
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(url, options);
    const timer = setTimeout(
      () => outgoing.destroy(unreached("retry", DELIVERY_WHY.noConnection)),
      network.limits.connect,
    );
    outgoing.once("close", () => clearTimeout(timer));
    outgoing.once("socket", (socket) => socket.once("secureConnect", () => clearTimeout(timer)));
    outgoing.once("response", (response) => {
      readAnswer(response, network.limits.answer).then(resolve, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(bytes);
  });
}

async function readAnswer(response: IncomingMessage, most: number): Promise<TargetAnswer> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    read += chunk.length;
    if (read >= most) break;
  }
  const text = Buffer.concat(chunks).subarray(0, most).toString("utf8");
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}
