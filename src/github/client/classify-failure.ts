import * as v from "valibot";

/** What a failure means for the whole run of a key; a run is always repeated as a whole: read, plan, apply. */
type FailureClass =
  /** `at` (ms since 1970) when there is reason to know the time. */
  | { readonly kind: "retry"; readonly at?: number; readonly isTokenBad?: true }
  /** GitHub asks this installation to wait until then (ms since 1970); or at least that long, where it names no time. */
  | { readonly kind: "limited"; readonly until: number; readonly isUnnamed?: true }
  /** It does not exist, or no longer; `isSure` when no later look can find it. */
  | { readonly kind: "gone"; readonly isSure?: true }
  /** Not allowed; only a person can change that. */
  | { readonly kind: "refused"; readonly reason: string };

const SECOND = 1000;
/** GitHub: without a named time, wait at least one minute after a secondary limit. */
const UNNAMED_WAIT = 60 * SECOND;
/** Budgets are hourly; a longer wait is a broken clock. */
const LONGEST_WAIT = 61 * 60 * SECOND;

/** Limits on new content come without a header that tells them apart from a refusal. */
const LIMIT_WORDS = /rate limit|abuse detection|submitted too quickly/i;

/** Forbidden as a whole: nothing can be done, or said, until somebody changes that. */
const SHUT = /installation has been suspended|repository was archived/i;

const Headers = v.record(v.string(), v.unknown());
/** Octokit's RequestError, or the error of src/github that tells the same of a GraphQL answer. */
const HttpFailure = v.object({
  status: v.number(),
  message: v.optional(v.string(), ""),
  headers: v.optional(Headers),
  response: v.optional(v.object({ headers: v.optional(Headers) })),
});
const GraphqlFailure = v.object({
  headers: v.optional(Headers, {}),
  errors: v.pipe(
    v.array(v.object({ type: v.optional(v.string(), ""), message: v.optional(v.string(), "") })),
    v.minLength(1),
  ),
});

/** `now` in ms since 1970. */
export function classifyFailure(error: unknown, now: number): FailureClass {
  const graphql = v.safeParse(GraphqlFailure, error);
  if (graphql.success) return classifyGraphql(graphql.output, now);
  const http = v.safeParse(HttpFailure, error);
  if (http.success) return classifyHttp(http.output, now);
  return { kind: "retry" };
}

/** A limit, or a token that is over: whatever else is asked would only be refused too. */
export function isForAll(thrown: unknown): boolean {
  const failed = classifyFailure(thrown, 0);
  return failed.kind === "limited" || (failed.kind === "retry" && failed.isTokenBad === true);
}

function classifyHttp(failure: v.InferOutput<typeof HttpFailure>, now: number): FailureClass {
  const { status, message } = failure;
  const headers = failure.headers ?? failure.response?.headers ?? {};
  switch (status) {
    case 401:
      return { kind: "retry", isTokenBad: true };
    case 403:
    case 429:
      if (status === 429 || isLimit(headers, message)) {
        return limited(headers, now);
      }
      return SHUT.test(message)
        ? { kind: "gone", isSure: true }
        : { kind: "refused", reason: message };
    case 404:
      return { kind: "gone" };
    case 410:
    case 451:
      return { kind: "gone", isSure: true };
    case 400:
      return { kind: "refused", reason: message };
    default: {
      // The next read decides what a conflict (409, 422) meant; Octokit gives status 500 to what was cut off or late.
      const wait = retryAfter(headers, now);
      return wait === undefined ? { kind: "retry" } : { kind: "retry", at: now + wait };
    }
  }
}

function classifyGraphql(failure: v.InferOutput<typeof GraphqlFailure>, now: number): FailureClass {
  const types = new Set(failure.errors.map(({ type }) => type));
  const reason = failure.errors.map(({ message }) => message).join("; ");
  if (types.has("RATE_LIMITED") || types.has("RATE_LIMIT") || LIMIT_WORDS.test(reason)) {
    return limited(failure.headers, now);
  }
  if (types.has("FORBIDDEN")) return { kind: "refused", reason };
  if (types.has("NOT_FOUND")) return { kind: "gone" };
  return { kind: "retry" };
}

/** A 403 is also how GitHub says "no permission"; limits can be told by their headers, or by their words alone. */
function isLimit(headers: Readonly<Record<string, unknown>>, message: string): boolean {
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    LIMIT_WORDS.test(message)
  );
}

function limited(headers: Readonly<Record<string, unknown>>, now: number): FailureClass {
  const named = retryAfter(headers, now) ?? untilReset(headers, now);
  return named === undefined
    ? { kind: "limited", until: now + UNNAMED_WAIT, isUnnamed: true }
    : { kind: "limited", until: now + named };
}

function retryAfter(headers: Readonly<Record<string, unknown>>, now: number): number | undefined {
  const value = headers["retry-after"];
  if (typeof value !== "string") return undefined;
  const seconds = /^\d{1,9}$/.test(value)
    ? Number(value)
    : (Date.parse(value) - theirNow(headers, now)) / SECOND;
  return Number.isFinite(seconds) ? clampWait(seconds * SECOND) : undefined;
}

/** Set on every answer, so it only counts when nothing remains. */
function untilReset(headers: Readonly<Record<string, unknown>>, now: number): number | undefined {
  const reset = headers["x-ratelimit-reset"];
  if (headers["x-ratelimit-remaining"] !== "0") return undefined;
  if (typeof reset !== "string" || !/^\d{1,12}$/.test(reset)) return undefined;
  // Whole seconds: one more, so as not to ask just before it.
  return clampWait((Number(reset) + 1) * SECOND - theirNow(headers, now));
}

/** GitHub's clock where it tells it: only differences are safe when ours is wrong. */
function theirNow(headers: Readonly<Record<string, unknown>>, now: number): number {
  const date = headers["date"];
  const time = typeof date === "string" ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? now : time;
}

function clampWait(wait: number): number {
  return Math.min(Math.max(wait, SECOND), LONGEST_WAIT);
}
