import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { Octokit } from "@octokit/rest";
import { RETRIES } from "../../core/model/retry.ts";
import { API_VERSION } from "./github.ts";
import type { GitHub, Variables } from "./github.ts";
import { fetchWhole, isTimeout } from "./fetch-whole.ts";
import type { Sent } from "./fetch-whole.ts";
import { isMutation, isWrite, onlyReading } from "./is-write.ts";
import type { ClientOptions } from "./lean-client.ts";
import { at, record } from "./narrow.ts";
import { graphqlData, noJson, parsed, refused } from "./read-answer.ts";
import type { Answer } from "./read-answer.ts";

const PatientOctokit = Octokit.plugin(retry, throttling);

/** What GitHub refuses it refuses again, and asking at a limit makes it longer: only its own failures pass. */
const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index);

/** Octokit as one of our clients: it asks once more where GitHub fails in passing, and leaves a second between writes. */
export function octokitClient(options: Omit<ClientOptions, "onHeaders">): GitHub {
  const { isWriting = false } = options;
  const octokit = new PatientOctokit({
    auth: options.token,
    baseUrl: options.apiUrl.replace(/\/$/, ""),
    userAgent: options.userAgent,
    log: QUIET,
    request: { fetch: (url: string, sent: Sent) => wholeResponse(url, sent, options.timeout) },
    retry: {
      retries: RETRIES.read.tries - 1,
      retryAfterBaseValue: RETRIES.read.pause,
      doNotRetry: REFUSALS,
    },
    // It takes every question to GraphQL for a write, and would let a second go by before each.
    throttle: { enabled: isWriting, onRateLimit: giveUp, onSecondaryRateLimit: giveUp },
  });

  async function send(route: string, parameters: Variables): Promise<Answer> {
    try {
      return await octokit.request(route, { ...parameters, headers: API_VERSION });
    } catch (thrown) {
      const answer = answerIn(thrown);
      if (answer === undefined) throw causeOf(thrown);
      // The plugin for retries throws what GraphQL answered with an error of GitHub's own.
      if (answer.status < 300) return answer;
      throw refused(answer);
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
  return isWriting ? client : onlyReading(client);
}

/** Of a write that got no answer nobody knows whether it was done. */
const NEVER_TWICE = { request: { retries: 0 } } as const;

/** A wait of minutes is for the person to decide on. */
function giveUp(): boolean {
  return false;
}

/** Octokit would take an answer that was cut off for an empty one. */
async function wholeResponse(url: string, sent: Sent, timeout: number): Promise<Response> {
  const { status, headers, text } = await fetchWhole(url, sent, timeout);
  const data = parsed(text);
  if (status < 300 && status !== 204 && data === undefined) {
    throw noJson({ status, headers, data });
  }
  return new Response(text === "" ? null : text, { status, headers });
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
