import type { GitHub } from "./github.ts";
import { isMutation, isWrite } from "./is-write.ts";

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
