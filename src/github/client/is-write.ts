import type { GitHub } from "./github.ts";

/** Whether a request changes something: it must never be sent twice, and not too soon after another. */
export function isWrite(route: string): boolean {
  return !route.startsWith("GET ");
}

export function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}

/** A client that refuses whatever would change something, before it is sent. */
export function onlyReading(github: GitHub): GitHub {
  return {
    graphql: async (query, variables) => {
      if (isMutation(query)) throw new Error("Not a read: a mutation");
      return github.graphql(query, variables);
    },
    request: async (route, parameters) => {
      if (isWrite(route)) throw new Error(`Not a read: ${route}`);
      return github.request(route, parameters);
    },
  };
}
