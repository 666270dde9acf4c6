import { API_VERSION } from "./api-version.ts";
import type { GitHub, Response, Variables } from "./github.ts";
import { isMutation } from "./is-write.ts";
import { at, isRecord } from "./narrow.ts";

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

/** What GitHub could not do at this moment, it usually can half a second later. */
const PASSING: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const PAUSE = 500;

/**
 * A client over the runtime's own fetch: Octokit would take longer to load than a request takes. Its errors look like
 * Octokit's, so that `failure` reads both alike.
 */
export function leanClient(options: ClientOptions): GitHub {
  const base = options.apiUrl.replace(/\/$/, "");
  return {
    graphql: async (query, variables) => {
      const isChange = isMutation(query);
      if (isChange) mustWrite(options, "a mutation");
      const body = JSON.stringify({ query, variables: own(variables) });
      const sending = { method: "POST", url: options.graphqlUrl, body } as const;
      return graphqlData(await (isChange ? send : sendTwice)(options, sending));
    },
    request: async (route, parameters) => {
      const [method, template] = route.split(" ", 2);
      if (!isMethod(method) || template === undefined) throw new Error(`Not a route: ${route}`);
      if (method === "GET") {
        return sendTwice(options, { method, url: base + expand(template, parameters) });
      }
      mustWrite(options, route);
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

function mustWrite({ isWriting }: ClientOptions, what: string): void {
  if (isWriting !== true) throw new Error(`Not a read: ${what}`);
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
type Answer = Response & { readonly headers: Readonly<Record<string, string>> };

/** A read may be sent again; of a write nobody knows whether it was done. A limit isn't tried: trying makes it longer. */
async function sendTwice(options: ClientOptions, sending: Sending): Promise<Answer> {
  try {
    return await send(options, sending);
  } catch (thrown) {
    if (!isPassing(thrown)) throw thrown;
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE);
    });
    return send(options, sending);
  }
}

function isPassing(thrown: unknown): boolean {
  const status = isRecord(thrown) ? thrown["status"] : undefined;
  if (typeof status === "number") return PASSING.has(status);
  // Whoever waited as long as they would doesn't wait again.
  return !(thrown instanceof Error && at(thrown, "isTimeout") === true);
}

async function send(options: ClientOptions, { method, url, body }: Sending): Promise<Answer> {
  const { status, headers, text } = await fetchWhole(options, { method, url, ...sent(body) });
  const data = parsed(text);
  if (status < 200 || status > 299) {
    const said = at(data, "message");
    const message = typeof said === "string" ? said : `GitHub answered with HTTP ${status}`;
    throw refusal(message, { status, headers, data });
  }
  if (data === undefined && status !== 204) {
    throw refusal("GitHub's answer is no JSON", { status: 500, headers, data });
  }
  return { status, headers, data };
}

function sent(body: string | undefined): { readonly body?: string } {
  return body === undefined ? {} : { body };
}

/** The body is read here as a whole: where it is cut off, that's a failure like any other. */
async function fetchWhole(
  options: ClientOptions,
  { method, url, body }: Sending,
): Promise<{
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${options.token}`,
        "user-agent": options.userAgent,
        ...API_VERSION,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      signal: AbortSignal.timeout(options.timeout),
      ...sent(body),
    });
    const text = await response.text();
    const headers = Object.fromEntries(response.headers);
    options.onHeaders?.(headers);
    return { status: response.status, headers, text };
  } catch (thrown) {
    throw unreached(thrown, options.timeout);
  }
}

/** fetch itself says no more than "fetch failed". */
function unreached(thrown: unknown, timeout: number): Error {
  const isTimeout = thrown instanceof Error && thrown.name === "TimeoutError";
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error ? (at(cause, "code") ?? cause.message) : undefined;
  const message = isTimeout
    ? `GitHub did not answer within ${timeout / 1000} seconds`
    : `GitHub could not be reached${typeof code === "string" ? ` (${code})` : ""}`;
  return Object.assign(new Error(message, { cause: thrown }), { isTimeout });
}

function refusal(
  message: string,
  answer: { readonly status: number; readonly headers: Answer["headers"]; readonly data: unknown },
): Error {
  return Object.assign(new Error(message), { status: answer.status, response: answer });
}

function graphqlData({ data, headers }: Answer): unknown {
  const errors = at(data, "errors");
  if (Array.isArray(errors) && errors.length > 0) {
    const message = "GitHub could not answer all of the request";
    throw Object.assign(new Error(message), { errors, data: at(data, "data"), headers });
  }
  const found = at(data, "data");
  if (!isRecord(found)) {
    throw refusal("GitHub's answer has no data", { status: 500, headers, data });
  }
  return found;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
