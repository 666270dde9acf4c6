import { failure } from "../../../src/github/client/failure.ts";
import { describe, expect, test } from "vitest";
import { classifyFailure } from "../../../src/github/client/classify-failure.ts";

const NOW = Date.UTC(2026, 1, 15, 9, 42);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function http(status: number, message = "", headers: Record<string, string> = {}): Error {
  return Object.assign(new Error(message), { status, response: { status, headers, data: {} } });
}

function graphql(type: string | undefined, headers: Record<string, string> = {}): Error {
  const errors = [{ ...(type === undefined ? {} : { type }), message: "words" }];
  return Object.assign(new Error("Request failed"), { errors, headers, data: null });
}

/** As src/github gives them. */
function ownFailure(status: number, message: string, headers: Record<string, string>): Error {
  return Object.assign(new Error(message), {
    status,
    headers,
    operation: "read",
    response: undefined,
  });
}

const reset = (ms: number): Record<string, string> => ({
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": String((NOW + ms) / SECOND),
});

describe("a failure", () => {
  test.each<[string, unknown, object]>([
    [
      "limited, with retry-after",
      http(403, "", { "retry-after": "30" }),
      { kind: "limited", until: NOW + 30 * SECOND },
    ],
    [
      "limited, budget used up",
      http(403, "API rate limit exceeded", reset(10 * MINUTE)),
      { kind: "limited", until: NOW + 10 * MINUTE + SECOND },
    ],
    [
      "limited, 429 with nothing",
      http(429),
      { kind: "limited", until: NOW + MINUTE, isUnnamed: true },
    ],
    [
      "limited, in words only",
      http(403, "You have exceeded a secondary rate limit."),
      { kind: "limited", until: NOW + MINUTE, isUnnamed: true },
    ],
    [
      "limited, content too quickly",
      ownFailure(429, "was submitted too quickly", {}),
      { kind: "limited", until: NOW + MINUTE, isUnnamed: true },
    ],
    [
      "limited, reset is there but budget is not used up",
      http(429, "", { ...reset(MINUTE * 30), "x-ratelimit-remaining": "17" }),
      { kind: "limited", until: NOW + MINUTE, isUnnamed: true },
    ],
    [
      "limited, reset lies in the past",
      http(403, "", reset(-10 * MINUTE)),
      { kind: "limited", until: NOW + SECOND },
    ],
    [
      "F40: limited, our clock is a day behind",
      http(403, "", {
        ...reset(24 * 60 * MINUTE + MINUTE),
        date: new Date(NOW + 24 * 60 * MINUTE).toUTCString(),
      }),
      { kind: "limited", until: NOW + MINUTE + SECOND },
    ],
    [
      "limited, absurdly long",
      http(429, "", { "retry-after": "999999" }),
      { kind: "limited", until: NOW + 61 * MINUTE },
    ],
    [
      "limited, retry-after as a date",
      http(429, "", { "retry-after": new Date(NOW + 2 * MINUTE).toUTCString() }),
      { kind: "limited", until: NOW + 2 * MINUTE },
    ],
    [
      "limited, retry-after is nonsense",
      http(429, "", { "retry-after": "soon" }),
      { kind: "limited", until: NOW + MINUTE, isUnnamed: true },
    ],
    [
      "GraphQL limited",
      graphql("RATE_LIMITED", reset(5 * MINUTE)),
      { kind: "limited", until: NOW + 5 * MINUTE + SECOND },
    ],
    [
      "GraphQL limited, newer word",
      graphql("RATE_LIMIT"),
      { kind: "limited", until: NOW + MINUTE, isUnnamed: true },
    ],
    [
      "GraphQL limited, told by src/github",
      ownFailure(429, "read incident #1: limit", reset(5 * MINUTE)),
      { kind: "limited", until: NOW + 5 * MINUTE + SECOND },
    ],
    ["bad token", http(401, "Bad credentials"), { kind: "retry", isTokenBad: true }],
    [
      "no permission",
      http(403, "Resource not accessible by integration", { "x-ratelimit-remaining": "4999" }),
      { kind: "refused", reason: "Resource not accessible by integration" },
    ],
    ["GraphQL no permission", graphql("FORBIDDEN"), { kind: "refused", reason: "words" }],
    [
      "our own bad request",
      http(400, "Problems parsing JSON"),
      { kind: "refused", reason: "Problems parsing JSON" },
    ],
    [
      "a question that GitHub doesn't understand",
      failure("read acme/shop#1", unknownQuery({ code: "argumentNotAccepted" })),
      { kind: "refused", reason: expect.stringContaining("an update of dakor is needed") },
    ],
    ["not found", http(404), { kind: "gone" }],
    ["deleted", http(410), { kind: "gone", isSure: true }],
    ["blocked by law", http(451), { kind: "gone", isSure: true }],
    ["GraphQL not found", graphql("NOT_FOUND"), { kind: "gone" }],
    ["conflict", http(409), { kind: "retry" }],
    ["invalid", http(422), { kind: "retry" }],
    ["GraphQL invalid", graphql("UNPROCESSABLE"), { kind: "retry" }],
    ["GraphQL time-out inside GitHub", graphql(undefined), { kind: "retry" }],
    ["server error", http(502), { kind: "retry" }],
    [
      "server error that names a time",
      http(503, "", { "retry-after": "120" }),
      { kind: "retry", at: NOW + 2 * MINUTE },
    ],
    [
      "cut connection",
      Object.assign(new Error("terminated"), { status: 500, request: {} }),
      { kind: "retry" },
    ],
    ["fetch failed", new TypeError("fetch failed"), { kind: "retry" }],
    ["time-out", new DOMException("The operation timed out", "TimeoutError"), { kind: "retry" }],
    ["anything thrown", "what?", { kind: "retry" }],
    ["nothing thrown", undefined, { kind: "retry" }],
    ["headers of a wrong shape", { status: 403, response: { headers: 7 } }, { kind: "retry" }],
  ])("%s", (_, error, expected) => {
    expect(classifyFailure(error, NOW)).toEqual(expected);
  });
});

const REMOVED = "Field 'stateReason' doesn't accept argument 'enableDuplicate'";

function unknownQuery(extensions: Readonly<Record<string, unknown>>): Error {
  const path = ["query ReadIncident", "repository", "issue", "stateReason", "enableDuplicate"];
  const errors = [{ message: REMOVED, path, extensions }];
  return Object.assign(new Error(`Request failed due to following response errors:`), { errors });
}

test.each([
  ["a field", { code: "undefinedField" }],
  ["an argument", { code: "argumentNotAccepted" }],
  ["a part of a variable", { problems: [{ path: ["a"], explanation: "is not defined" }] }],
])(
  "%s that GitHub doesn't know is said in plain words, and not taken for a failure of GitHub's",
  (_, extensions) => {
    const { message, status } = failure("read acme/shop#1", unknownQuery(extensions));
    expect(status).toBe(400);
    expect(message).toBe(
      `read acme/shop#1: an update of dakor is needed, GitHub does not understand this version's question and did nothing (${REMOVED}). Needs github.com, or GitHub Enterprise Server 3.14 or newer`,
    );
  },
);

test("what GitHub itself failed at is no such question", () => {
  const errors = [{ message: "Something went wrong while executing your query" }];
  expect(failure("read", Object.assign(new Error("x"), { errors })).status).toBe(500);
});
