import { setTimeout as wait } from "node:timers/promises";
import { ProbotOctokit } from "probot";
import { RETRIES } from "../../core/model/retry.ts";
import { API_VERSION } from "../../github/client/github.ts";
import { isMutation } from "../../github/client/is-write.ts";
import { leaseLost, hasLostLease } from "./lease.ts";
import type { Throttle } from "../limits/throttle.ts";

type OctokitOptions = {
  readonly throttle: Throttle;
  /** After every request; `status` is 0 where no answer came. */
  readonly onRequest?: (answer: { readonly status: number; readonly ms: number }) => void;
};

/** What a client of ours may be told beside Octokit's own options. */
export type JobClientOptions = {
  readonly auth?: object;
  /** Whose pace it keeps; the App's own client has none. */
  readonly installation?: number;
  /** How often a read that fails in passing is asked again. */
  readonly rereads?: number;
};

type Request = { readonly method: string; readonly url: string; readonly query?: unknown };

/**
 * Octokit with our own policy instead of Probot's. That one spaces comments by three seconds, makes all installations
 * wait in one line, drops a write that meets a secondary limit, and sends a POST again after a 5xx although GitHub may
 * have done it. Here a failure ends the run; the next run reads what is there, and plans anew.
 *
 * A function, since Probot overwrites what `defaults({...})` says about throttling.
 */
export function ownOctokit({ throttle, onRequest }: OctokitOptions): typeof ProbotOctokit {
  const Paced = ProbotOctokit.plugin((octokit, { installation, rereads = 0 }: JobClientOptions) => {
    octokit.hook.before("request", (request) => {
      Object.assign(request.headers, API_VERSION);
    });
    octokit.hook.wrap("request", async (send, request) => {
      const isWriting = isWrite(request);
      if (isWriting && installation !== undefined) {
        await throttle.turn(installation);
        if (hasLostLease()) throw leaseLost();
      }
      for (let left = isWriting ? 0 : rereads; ; left -= 1) {
        try {
          return await timed(() => send(request));
        } catch (error) {
          if (left <= 0 || !isPassing(error)) throw error;
          await wait(RETRIES.longRead.pause);
        }
      }
    });
    const { auth } = octokit;
    // Probot makes a client for each webhook; no listener of ours asks GitHub anything.
    const forNobody = async (...asked: Parameters<typeof auth>): Promise<unknown> =>
      isForEvent(asked[0]) ? octokit : auth(...asked);
    return { auth: forNobody };
  });

  async function timed<T extends { readonly status: number }>(
    send: () => T | Promise<T>,
  ): Promise<T> {
    const begun = performance.now();
    let status = 0;
    try {
      const response = await send();
      status = response.status;
      return stayed(response);
    } catch (error) {
      status ||= answeredWith(error);
      throw error;
    } finally {
      onRequest?.({ status, ms: performance.now() - begun });
    }
  }

  return Paced.defaults((options: JobClientOptions) => ({
    ...options,
    throttle: { enabled: false },
    retry: { enabled: false },
  }));
}

function isForEvent(asked: unknown): boolean {
  return (
    typeof asked === "object" && asked !== null && "type" in asked && asked.type === "event-octokit"
  );
}

function isWrite({ method, url, query }: Request): boolean {
  if (url.endsWith("/graphql")) return typeof query === "string" && isMutation(query);
  return method !== "GET" && method !== "HEAD";
}

/** A write is not sent after a repository that has moved: nobody but GitHub's redirect says that it is the same one. */
function stayed<T extends { readonly status: number }>(response: T): T {
  if (response.status < 300) return response;
  throw Object.assign(new Error("The repository has another name now."), {
    status: response.status,
    headers: {},
  });
}

/** 0 where no answer came: Octokit itself calls that 500. */
function answeredWith(error: unknown): number {
  const isAnswer = error instanceof Error && "response" in error && error.response !== undefined;
  return isAnswer ? statusOf(error) : 0;
}

function statusOf(error: unknown): number {
  return error instanceof Error && "status" in error && typeof error.status === "number"
    ? error.status
    : 0;
}

/** GitHub or the line to it failed, and it didn't take long. */
function isPassing(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const isTimeout = cause instanceof Error && cause.name === "TimeoutError";
  return statusOf(error) >= 500 && !isTimeout;
}
