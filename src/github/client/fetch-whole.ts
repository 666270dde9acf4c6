import { at } from "./narrow.ts";

type WholeAnswer = {
  readonly status: number;
  /** Their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

export type Sent = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/**
 * The runtime's fetch, with its body: where that is cut off, the request failed, while fetch itself, and Octokit, have
 * an answer already. `timeout` in milliseconds, for the body too.
 */
export async function fetchWhole(url: string, sent: Sent, timeout: number): Promise<WholeAnswer> {
  try {
    const response = await fetch(url, { ...sent, signal: AbortSignal.timeout(timeout) });
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch (thrown) {
    throw unreached(thrown, timeout);
  }
}

/** Whoever waited as long as they would doesn't wait again. */
export function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === ABORTED;
}

/** Octokit hands on an error of this name as it is, and its plugin for retries leaves it alone. */
const ABORTED = "AbortError";

/** fetch itself says no more than "fetch failed". */
function unreached(thrown: unknown, timeout: number): Error {
  const isLate = thrown instanceof Error && thrown.name === "TimeoutError";
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error ? (at(cause, "code") ?? cause.message) : undefined;
  const message = isLate
    ? `GitHub did not answer within ${timeout / 1000} seconds`
    : `GitHub could not be reached${typeof code === "string" ? ` (${code})` : ""}`;
  const failed = new Error(message, { cause: thrown });
  return isLate ? Object.assign(failed, { name: ABORTED }) : failed;
}
