import { RETRIES } from "../../core/model/retry.ts";
import { API_VERSION } from "./github.ts";
import type { GitHub, Variables } from "./github.ts";
import { fetchWhole, isTimeout } from "./fetch-whole.ts";
import { isMutation, onlyReading } from "./is-write.ts";
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
  /** What each answer says about itself, in lower case. */
  readonly onHeaders?: (headers: Readonly<Record<string, string>>) => void;
  /** Without it, what would change something is refused before it is sent. */
  readonly isWriting?: boolean;
};

/** What GitHub could not do at this moment. */
const PASSING: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/**
 * A client without Octokit, which would take longer to load than a request takes. Its errors look like
 * Octokit's, so that `failure` reads both alike.
 */
export function leanClient(options: ClientOptions): GitHub {
  const client = leanWriter(options);
  return options.isWriting === true ? client : onlyReading(client);
}

function leanWriter(options: ClientOptions): GitHub {
  const base = options.apiUrl.replace(/\/$/, "");
  return {
    graphql: async (query, variables) => {
      const body = JSON.stringify({ query, variables: own(variables) });
      const sending = { method: "POST", url: options.graphqlUrl, body } as const;
      return graphqlData(await (isMutation(query) ? send : sendRead)(options, sending));
    },
    request: async (route, parameters) => {
      const [method, template] = route.split(" ", 2);
      if (!isMethod(method) || template === undefined) throw new Error(`Not a route: ${route}`);
      if (method === "GET") {
        return sendRead(options, { method, url: base + expand(template, parameters) });
      }
      const { path, rest } = fill(template, own(parameters));
      const body = JSON.stringify(Object.fromEntries(rest));
      return send(options, { method, url: base + path, body });
    },
  };
}

/** "/repos/{owner}/x" with its parameters; those that it doesn't name become the query. */
export function expand(template: string, parameters: Variables): string {
  const { path, rest } = fill(template, parameters);
  const query = new URLSearchParams();
  for (const [name, value] of rest) query.set(name, String(value));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function fill(
  template: string,
  parameters: Variables,
): { readonly path: string; readonly rest: ReadonlyMap<string, unknown> } {
  const rest = new Map(Object.entries(parameters));
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}

/** Without the options that only Octokit knows. */
function own({ request: _, ...parameters }: Variables): Variables {
  return parameters;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

function isMethod(method: string | undefined): method is (typeof METHODS)[number] {
  return METHODS.some((known) => known === method);
}

type Sending = {
  readonly method: (typeof METHODS)[number];
  readonly url: string;
  readonly body?: string;
};

/** A read may be sent again; of a write nobody knows whether it was done. A limit isn't tried: trying makes it longer. */
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

async function send(options: ClientOptions, { method, url, body }: Sending): Promise<Answer> {
  const sent = {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${options.token}`,
      "user-agent": options.userAgent,
      ...API_VERSION,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  };
  const { status, headers, text } = await fetchWhole(url, sent, options.timeout);
  options.onHeaders?.(headers);
  const data = parsed(text);
  const answer = { status, headers, data };
  if (status < 200 || status > 299) throw refused(answer);
  if (data === undefined && status !== 204) throw noJson(answer);
  return answer;
}
