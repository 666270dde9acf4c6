import { RETRIES } from "../../core/model/retry.ts";
import { API_VERSION } from "./github.ts";
import type { GitHub, Variables } from "./github.ts";
import { fetchWhole, isTimeout } from "./fetch-whole.ts";
import { onlyReading } from "./is-write.ts";
import { isRecord } from "./narrow.ts";
import { pause } from "./paced.ts";
import { graphqlData, noJson, parsed, refused } from "./read-answer.ts";
import type { Answer } from "./read-answer.ts";

export type ClientOptions = {
  readonly token: string;
  /** "https://api.github.com", or an Enterprise Server's with /api/v3. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** Milliseconds for one request, its whole answer included. */
  readonly timeout: number;
  readonly userAgent: string;
};

/** What GitHub could not do at this moment. */
const PASSING: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/**
 * The gate's client, which only reads: Octokit takes longer to load than a request takes. Its errors look like
 * Octokit's, so that `failure` reads both alike.
 */
export function leanClient(options: ClientOptions): GitHub {
  const base = options.apiUrl.replace(/\/$/, "");
  return onlyReading({
    graphql: async (query, variables) => {
      const body = JSON.stringify({ query, variables: own(variables) });
      return graphqlData(await sendRead(options, { url: options.graphqlUrl, body }));
    },
    request: (route, parameters) => {
      const [, template = ""] = route.split(" ", 2);
      return sendRead(options, { url: base + expand(template, own(parameters)) });
    },
  });
}

/** "/repos/{owner}/x" with its parameters; those that it doesn't name become the query. */
function expand(template: string, parameters: Variables): string {
  const rest = new Map(Object.entries(parameters));
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const query = new URLSearchParams();
  for (const [name, value] of rest) query.set(name, String(value));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** Without the options that only Octokit knows. */
function own({ request: _, ...parameters }: Variables): Variables {
  return parameters;
}

type Sending = {
  readonly url: string;
  /** Of a question to GraphQL. */
  readonly body?: string;
};

/** A limit isn't tried again: trying makes it longer. */
async function sendRead(options: ClientOptions, sending: Sending): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send(options, sending);
    } catch (thrown) {
      if (tries >= RETRIES.read.tries || !isPassing(thrown)) throw thrown;
      await pause(RETRIES.read.pause);
    }
  }
}

function isPassing(thrown: unknown): boolean {
  const status = isRecord(thrown) ? thrown["status"] : undefined;
  return typeof status === "number" ? PASSING.has(status) : !isTimeout(thrown);
}

async function send(options: ClientOptions, { url, body }: Sending): Promise<Answer> {
  const sent = {
    method: body === undefined ? "GET" : "POST",
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${options.token}`,
      "user-agent": options.userAgent,
      ...API_VERSION,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body }),
  } as const;
  const { status, headers, text } = await fetchWhole(url, sent, options.timeout);
  const data = parsed(text);
  const answer = { status, headers, data };
  if (status < 200 || status > 299) throw refused(answer);
  if (data === undefined) throw noJson(answer);
  return answer;
}
