import { unknownQuery } from "../../text/comments/lasting-refusal.ts";
import { at, isRecord, list, text, textOrNone } from "./narrow.ts";
import type { Json } from "./narrow.ts";
import { defined } from "../../core/model/defined.ts";

/** What GitHub says of one part of a request. */
export type GraphqlError = {
  /** "NOT_FOUND", "FORBIDDEN", "UNPROCESSABLE", …; GitHub leaves it out where it failed itself. */
  readonly type?: string;
  readonly message: string;
  /** The alias that it is about; none where it is about the whole request. */
  readonly alias?: string;
  /** GitHub doesn't know a field, an argument or a value of the request; it did nothing of it. */
  readonly isUnknown?: true;
};

/** Why a request did not do what it should, with all that is needed to decide when to try again. */
export type Failure = Error & {
  readonly operation: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly response?: unknown;
  readonly requestId?: string;
  /** GitHub's word for it: "FORBIDDEN", "RATE_LIMITED", … */
  readonly type?: string;
};

const STATUS_OF_TYPE: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  NOT_FOUND: 404,
  RATE_LIMIT: 429,
  RATE_LIMITED: 429,
  STALE_DATA: 409,
  UNAUTHENTICATED: 401,
  UNPROCESSABLE: 422,
};

/** GitHub's limit on new content comes as an ordinary refusal, with these words only. */
const TOO_QUICK = /submitted too quickly|secondary rate limit/i;

/** GraphQL answers a refusal with HTTP 200: the status that REST would have given. */
export function statusOf(error: GraphqlError): number {
  if (TOO_QUICK.test(error.message)) return 429;
  if (error.isUnknown === true) return 400;
  return error.type === undefined ? 500 : (STATUS_OF_TYPE[error.type] ?? 422);
}

/** The parts of a GraphQL answer that failed, from whatever the client threw; none if it was no answer at all. */
export function graphqlErrors(thrown: unknown): readonly GraphqlError[] {
  return list(property(thrown, "errors"))
    .filter(isRecord)
    .map((error) => {
      const type = textOrNone(error["type"]);
      const alias = textOrNone(list(error["path"])[0]);
      if (isUnknown(error)) return { message: text(error["message"]), isUnknown: true };
      return {
        message: text(error["message"]),
        ...defined({ type, alias }),
      };
    });
}

/**
 * GitHub checks a request against its schema before it does anything. Then an error has no type, and says which rule was
 * broken, or which parts of a variable are wrong.
 */
function isUnknown(error: Json): boolean {
  const { type, extensions } = error;
  const isChecked =
    at(extensions, "code") !== undefined || at(extensions, "problems") !== undefined;
  return type === undefined && isChecked;
}

/** Whether GitHub refused a request as a whole, because it doesn't know what is asked. */
export function isUnknownQuery(thrown: unknown): boolean {
  return graphqlErrors(thrown).some((error) => error.isUnknown === true);
}

/** The data beside the errors. */
export function partialData(thrown: unknown): unknown {
  return property(thrown, "data");
}

/** One error for whatever went wrong in an operation. */
export function failure(
  operation: string,
  thrown: unknown,
  refused: readonly GraphqlError[] = graphqlErrors(thrown),
): Failure {
  const [worst] = refused
    .map((error) => ({ ...error, status: statusOf(error) }))
    .toSorted(byUrgency);
  const headers = headersOf(thrown);
  const requestId = textOrNone(headers["x-github-request-id"]);
  const words = worst?.message ?? messageOf(thrown);
  const what = worst?.isUnknown === true ? unknownQuery(words) : words;
  // What was thrown may have said it already.
  const isNamed = requestId === undefined || words.includes(requestId);
  const about = [worst?.type, isNamed ? undefined : `request ${requestId}`].filter(
    (part) => part !== undefined,
  );
  const more = refused.length > 1 ? `; and ${refused.length - 1} more` : "";
  const message = `${operation}: ${what}${about.length === 0 ? "" : ` (${about.join(", ")})`}${more}`;
  return Object.assign(new Error(message, { cause: thrown }), {
    operation,
    status: worst?.status ?? httpStatus(thrown),
    headers,
    response: property(thrown, "response"),
    ...defined({ requestId, type: worst?.type }),
  });
}

/**
 * What a webhook or a list has just named isn't there: gone, or not yet on the replica that GitHub asked. Which of
 * them it is, only a later look tells.
 */
export function notFound(operation: string): Failure {
  const message = `${operation}: there is no such thing, or this token may not see it`;
  return Object.assign(new Error(message), { operation, status: 404, headers: {} });
}

/** GitHub answered from a replica that doesn't have yet what was written a moment ago: nothing may be planned from it. */
export function staleRead(operation: string): Failure {
  const message = `${operation}: the answer is older than what was written a moment ago`;
  return Object.assign(new Error(message), { operation, status: 503, headers: {} });
}

/** An answer that lacks what was asked for holds a merge; an empty list would let it pass. */
export function malformedAnswer(operation: string, what: string): Failure {
  return failure(operation, new Error(`GitHub's answer is not whole: ${what}`));
}

/** A limit first: the shell must wait before it tries anything else. Then what GitHub itself failed at, then what it forbids. */
export function byUrgency(one: Pick<Failure, "status">, other: Pick<Failure, "status">): number {
  return urgency(other.status) - urgency(one.status);
}

const URGENCY: Readonly<Record<number, number>> = { 429: 1001, 401: 1000, 403: 499.5 };

function urgency(status: number): number {
  return URGENCY[status] ?? status;
}

function httpStatus(thrown: unknown): number {
  const status = property(thrown, "status");
  return typeof status === "number" ? status : 500;
}

function headersOf(thrown: unknown): Json {
  const headers = property(thrown, "headers") ?? at(property(thrown, "response"), "headers");
  return isRecord(headers) ? headers : {};
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function property(thrown: unknown, key: string): unknown {
  return isRecord(thrown) ? thrown[key] : undefined;
}
