import type { Octokit } from "@octokit/rest";
import { RETRIES } from "../../core/model/retry.ts";
import { API_VERSION } from "./github.ts";
import type { GitHub, Variables } from "./github.ts";
import { isTimeout, unreached } from "./fetch-whole.ts";
import type { WholeAnswer } from "./fetch-whole.ts";
import { isMutation, isWrite, onlyReading } from "./is-write.ts";
import type { ClientOptions } from "./lean-client.ts";
import { at, record } from "./narrow.ts";
import { graphqlData, noJson, parsed, refused } from "./read-answer.ts";
import type { Answer } from "./read-answer.ts";

type OctokitClientOptions = Omit<ClientOptions, "token"> & {
  /** Without it, what would change something is refused before it is sent. */
  readonly isWriting?: boolean;
  /** Node's own, or one that goes through a proxy. */
  readonly fetch: typeof fetch;
  /** What each answer says about itself, with names in lower case. */
  readonly onHeaders?: (headers: Readonly<Record<string, string>>) => void;
};

/** What an Octokit with the plugin for retries is made with. */
type OctokitSettings = {
  readonly baseUrl: string;
  readonly userAgent: string;
  readonly log: typeof QUIET;
  readonly request: { readonly fetch: (url: string, init: RequestInit) => Promise<Response> };
  readonly retry: {
    readonly retries: number;
    readonly retryAfterBaseValue: number;
    readonly doNotRetry: number[];
  };
};

/** What GitHub refuses it refuses again, and asking at a limit makes it longer: only its own failures pass. */
const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index);

/**
 * An Octokit, of `@octokit/rest` or of `@actions/github`, as one of our clients: it asks once more where GitHub fails
 * in passing, and takes no answer that was cut off.
 */
export function octokitClient(
  options: OctokitClientOptions,
  create: (settings: OctokitSettings) => Pick<Octokit, "request">,
): GitHub {
  const octokit = create(settingsOf(options));

  async function send(route: string, parameters: Variables): Promise<Answer> {
    try {
      return done(await octokit.request(route, { ...parameters, headers: API_VERSION }));
    } catch (thrown) {
      const answer = answerIn(thrown);
      if (answer === undefined) throw causeOf(thrown);
      // The plugin for retries throws what GraphQL answered with an error of GitHub's own.
      return done(answer);
    }
  }

  const client: GitHub = {
    // Not `octokit.graphql`, which guesses its address from that of REST.
    graphql: async (query, { request: _, ...variables }) =>
      graphqlData(
        await send(`POST ${options.graphqlUrl}`, {
          query,
          variables,
          ...(isMutation(query) && NEVER_TWICE),
        }),
      ),
    request: (route, parameters) =>
      send(route, { ...parameters, ...(isWrite(route) && NEVER_TWICE) }),
  };
  return options.isWriting === true ? client : onlyReading(client);
}

function settingsOf(options: OctokitClientOptions): OctokitSettings {
  return {
    baseUrl: options.apiUrl.replace(/\/$/, ""),
    userAgent: options.userAgent,
    log: QUIET,
    request: { fetch: (url, init) => wholeResponse(options, url, init) },
    retry: {
      retries: RETRIES.read.tries - 1,
      retryAfterBaseValue: RETRIES.read.pause,
      doNotRetry: REFUSALS,
    },
  };
}

/** Of a write that got no answer nobody knows whether it was done. */
const NEVER_TWICE = { request: { retries: 0 } } as const;

/** Octokit has no time limit of its own, and takes an answer that was cut off for an empty one. */
async function wholeResponse(
  options: OctokitClientOptions,
  url: string,
  init: RequestInit,
): Promise<Response> {
  const { status, headers, text } = await readWhole(options, url, init);
  options.onHeaders?.(headers);
  const data = parsed(text);
  if (status < 300 && status !== 204 && data === undefined) {
    throw noJson({ status, headers, data });
  }
  return new Response(text === "" ? null : text, { status, headers });
}

async function readWhole(
  { fetch: ask, timeout }: OctokitClientOptions,
  url: string,
  init: RequestInit,
): Promise<WholeAnswer> {
  const signal = AbortSignal.timeout(timeout);
  // A write that follows a redirect becomes a read on its way, and looks done.
  const redirect = init.method === "GET" ? "follow" : "manual";
  try {
    const response = await ask(url, { ...init, redirect, signal });
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, headers, text: await response.text() };
  } catch (thrown) {
    throw unreached(thrown, signal.aborted ? timeout : undefined);
  }
}

function done(answer: Answer): Answer {
  if (answer.status < 300) return answer;
  throw refused(answer);
}

function answerIn(thrown: unknown): Answer | undefined {
  const { status, headers, data } = record(at(thrown, "response"));
  return typeof status === "number" ? { status, headers: record(headers), data } : undefined;
}

/** Where no answer came, Octokit wraps what `wholeResponse` threw. */
function causeOf(thrown: unknown): unknown {
  const cause = thrown instanceof Error && !isTimeout(thrown) ? thrown.cause : undefined;
  return cause instanceof Error ? cause : thrown;
}

/** What it would say of every refusal, the caller says. */
export const QUIET = { debug: quiet, info: quiet, warn: quiet, error: quiet } as const;

function quiet(): void {
  // Said by whoever asked.
}
