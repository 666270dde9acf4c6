import { expect } from "vitest";
import type { GitHub, Response, Variables } from "../../src/github/client/github.ts";
import { objections } from "./schema.ts";

export type Call = {
  /** "ReadIncident", or the REST route. */
  readonly name: string;
  readonly query: string;
  readonly variables: Variables;
};

type Answer = (call: Call) => unknown;

export type FakeGitHub = GitHub & {
  readonly calls: readonly Call[];
  /** Names of the calls, in their order. */
  readonly names: () => readonly string[];
};

/** GitHub with fixed answers by operation name or route; every query is checked against GitHub's schema. */
export function fakeGitHub(answers: Readonly<Record<string, Answer>>): FakeGitHub {
  const calls: Call[] = [];
  const answer = async (call: Call): Promise<unknown> => {
    calls.push(call);
    await Promise.resolve();
    const found = answers[call.name];
    if (found === undefined) throw new Error(`Unexpected: ${call.name}`);
    return found(call);
  };
  return {
    calls,
    names: () => calls.map((call) => call.name),
    graphql: (query, sent) => {
      const variables = variablesOf(sent);
      expect(objections(query, variables)).toEqual([]);
      const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "?";
      return answer({ name, query, variables });
    },
    request: async (route, parameters): Promise<Response> => ({
      status: 200,
      data: await answer({ name: route, query: "", variables: parameters }),
    }),
  };
}

/** Without Octokit's own option, as Octokit sends them. */
function variablesOf({ request, ...variables }: Variables): Variables {
  expect([undefined, { retries: 0 }]).toContainEqual(request);
  return variables;
}

export const PERMISSION = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";

/** What Octokit throws when some parts of a GraphQL request failed. */
export function graphqlError(
  errors: readonly Readonly<Record<string, unknown>>[],
  data?: unknown,
): Error {
  return Object.assign(new Error("Request failed due to following response errors"), {
    name: "GraphqlResponseError",
    headers: { "x-github-request-id": "AB12:3C4D" },
    response: { errors, data },
    errors,
    data,
  });
}

/** What Octokit throws when GitHub answers with an error status. */
export function httpError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Error {
  return Object.assign(new Error(message), {
    name: "HttpError",
    status,
    response: { status, headers: { "x-github-request-id": "AB12:3C4D", ...headers }, data: {} },
  });
}
