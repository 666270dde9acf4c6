import { request as overHttp } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as overHttps } from "node:https";
import { at } from "./narrow.ts";

export type WholeAnswer = {
  readonly status: number;
  /** Their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

type Sent = {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const MOST_REDIRECTS = 3;

/**
 * One request and its whole answer: where the body is cut off, the request failed, while fetch, and Octokit, have an
 * answer already. Over Node's `http`, which loads quicker than its fetch and does less for each answer. `timeout` in
 * milliseconds, for the body too.
 */
export async function fetchWhole(url: string, sent: Sent, timeout: number): Promise<WholeAnswer> {
  const signal = AbortSignal.timeout(timeout);
  try {
    return await follow(new URL(url), { ...sent, signal }, MOST_REDIRECTS);
  } catch (thrown) {
    throw unreached(thrown, signal.aborted ? timeout : undefined);
  }
}

/** Whoever waited as long as they would doesn't wait again. */
export function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === ABORTED;
}

/** Octokit hands on an error of this name as it is, and its plugin for retries leaves it alone. */
const ABORTED = "AbortError";

type Sending = Sent & { readonly signal: AbortSignal };

/** A read goes where GitHub says that a renamed repository is now, but the token to no other server. */
async function follow(url: URL, sending: Sending, redirects: number): Promise<WholeAnswer> {
  const answer = await exchange(url, sending);
  const { location } = answer.headers;
  if (sending.method !== "GET" || !REDIRECTS.has(answer.status)) return answer;
  if (location === undefined || redirects === 0) return answer;
  const next = new URL(location, url);
  return next.origin === url.origin ? follow(next, sending, redirects - 1) : answer;
}

async function exchange(url: URL, sending: Sending): Promise<WholeAnswer> {
  const response = await send(url, sending);
  const text = await textOf(response);
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), text };
}

function send(url: URL, { body, ...sending }: Sending): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? overHttps : overHttp;
  const headers = {
    ...sending.headers,
    "accept-encoding": "gzip",
    // Node leaves it out with some methods.
    ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
  };
  return new Promise((resolve, reject) => {
    request(url, { ...sending, headers }, resolve)
      .on("error", reject)
      .end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (response.headers["content-encoding"] !== "gzip" || body.length === 0) return body.toString();
  const { gunzipSync } = await import("node:zlib");
  return gunzipSync(body).toString();
}

/** `timeout`: milliseconds, where it took longer than that. */
export function unreached(thrown: unknown, timeout: number | undefined): Error {
  const code = at(thrown, "code") ?? at(thrown, "cause", "code");
  const message =
    timeout === undefined
      ? `GitHub could not be reached${typeof code === "string" ? ` (${code})` : ""}`
      : `GitHub did not answer within ${timeout / 1000} seconds`;
  const failed = new Error(message, { cause: thrown });
  return timeout === undefined ? failed : Object.assign(failed, { name: ABORTED });
}
