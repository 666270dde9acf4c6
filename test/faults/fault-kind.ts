import type { ApiRequest, Fault } from "@dakor/local-github";

/** How GitHub fails one request; undefined where it can't fail like that. */
export type FaultKind = (request: ApiRequest) => Fault | undefined;

const SECONDARY = {
  message:
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
  documentation_url:
    "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
};

/** Every way in which a request can fail, by its name. */
export const FAULT_KINDS: Readonly<Record<string, FaultKind>> = {
  "500 before it took effect": () => serverError("before"),
  "500 after it took effect": () => serverError("after"),
  "403 with retry-after": () => limited(403, { "retry-after": "20" }),
  "403 without retry-after": () => limited(403, {}),
  "429 with retry-after": () => limited(429, { "retry-after": "20" }),
  "429 without retry-after": () => limited(429, {}),
  "GraphQL's RATE_LIMITED": (request) =>
    request.path === "/graphql"
      ? graphqlError(request, "RATE_LIMITED", "API rate limit exceeded for installation ID 100.")
      : undefined,
  "404": (request) =>
    refused(request, { status: 404, type: "NOT_FOUND", message: "Could not resolve to a node." }),
  "409": (request) =>
    refused(request, { status: 409, type: "STALE_DATA", message: "Expected another head." }),
  "422": (request) =>
    refused(request, { status: 422, type: "UNPROCESSABLE", message: "Something went wrong." }),
  "connection cut before it took effect": () => ({ kind: "cut-before" }),
  "connection cut after it took effect": () => ({ kind: "cut-after" }),
};

/** Limits that don't say until when: the product waits a minute, and longer each time that one comes again soon. */
export const NAMES_NO_TIME: ReadonlySet<string> = new Set([
  "403 without retry-after",
  "429 without retry-after",
  "GraphQL's RATE_LIMITED",
]);

function serverError(kind: "before" | "after"): Fault {
  return { kind, status: 500, body: { message: "Server Error" } };
}

function limited(status: number, headers: Readonly<Record<string, string>>): Fault {
  return { kind: "before", status, headers, body: SECONDARY };
}

type Refusal = { readonly status: number; readonly type: string; readonly message: string };

/** GraphQL refuses in an answer of status 200, REST with the status itself. */
function refused(request: ApiRequest, { status, type, message }: Refusal): Fault {
  if (request.path === "/graphql") return graphqlError(request, type, message);
  return { kind: "before", status, body: { message, status: String(status) } };
}

function graphqlError(request: ApiRequest, type: string, message: string): Fault {
  if (type === "RATE_LIMITED") {
    const headers = { "x-ratelimit-remaining": "0" };
    return { kind: "before", status: 200, headers, body: { errors: [{ type, message }] } };
  }
  const fields = fieldsOf(request);
  const data = Object.fromEntries(fields.map((field) => [field, null]));
  const errors = fields.map((field) => ({ type, message, path: [field] }));
  return { kind: "before", status: 200, body: { data, errors } };
}

/** What the answer would have: the aliases of a mutation, or the one thing that is read. */
function fieldsOf({ body }: ApiRequest): readonly string[] {
  const query = queryOf(body);
  const aliases = [...query.matchAll(/^\s*(\w+): \w+\(/gm)].map(([, alias]) => alias ?? "");
  if (/^\s*mutation/.test(query) || aliases.includes("list0")) return aliases;
  return query.includes("node(id:") ? ["node"] : ["repository"];
}

export function queryOf(body: unknown): string {
  return typeof body === "object" && body !== null && "query" in body ? String(body.query) : "";
}
