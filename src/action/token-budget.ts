import type { GitHub } from "../github/client/github.ts";

/** Of REST requests, or of GraphQL points; all workflows of a repository share them. */
type Left = { readonly limit: number; readonly remaining: number; readonly reset: string };

type TokenBudget = {
  /** Reads what an answer's headers tell. */
  readonly hear: (headers: Readonly<Record<string, string>>) => void;
  /** What remains, for people to read; and whether something wasn't asked because of it. */
  readonly tell: () => { readonly isKept: boolean; readonly says: readonly string[] };
  /** The client, which asks for nothing more when only so much of the hour's budget is left as `keep` says, from 0 to 1. */
  readonly guard: (github: GitHub, keep: () => number) => GitHub;
};

const NAMES = { core: "requests", graphql: "points of GraphQL" } as const;

type Resource = keyof typeof NAMES;

export function createTokenBudget(): TokenBudget {
  const known = new Map<Resource, Left>();
  let isKept = false;

  /** As GitHub refuses, so that a later run goes on when there is something again. */
  function mustHave(resource: Resource, keep: number): void {
    const left = known.get(resource);
    if (left === undefined || left.remaining > left.limit * keep) return;
    isKept = true;
    const message = `Only ${left.remaining} of ${left.limit} ${NAMES[resource]} are left this hour: they are kept for the gate.`;
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": left.reset };
    throw Object.assign(new Error(message), { status: 403, response: { headers } });
  }

  return {
    hear: (headers) => {
      const resource = headers["x-ratelimit-resource"];
      const limit = numberIn(headers["x-ratelimit-limit"]);
      const remaining = numberIn(headers["x-ratelimit-remaining"]);
      if (resource !== "core" && resource !== "graphql") return;
      if (limit === undefined || remaining === undefined) return;
      known.set(resource, { limit, remaining, reset: headers["x-ratelimit-reset"] ?? "" });
    },
    tell: () => {
      const parts = [...known].map(
        ([resource, { limit, remaining }]) => `${remaining} of ${limit} ${NAMES[resource]}`,
      );
      return { isKept, says: parts.length === 0 ? [] : [`Left this hour: ${parts.join(", ")}.`] };
    },
    guard: (github, keep) => ({
      graphql: async (query, variables) => {
        mustHave("graphql", keep());
        return github.graphql(query, variables);
      },
      request: async (route, parameters) => {
        mustHave("core", keep());
        return github.request(route, parameters);
      },
    }),
  };
}

function numberIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}
