import type { GitHub, Variables } from "./github.ts";
import { list } from "./narrow.ts";

/** A client that also knows how to read the pages of a list, one after the other. */
export type PagingGitHub = GitHub & {
  readonly paginate: {
    iterator(route: string, parameters: Variables): AsyncIterable<{ readonly data: unknown }>;
  };
};

/** All pages of a list. */
export async function readPages(github: PagingGitHub, route: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const { data } of github.paginate.iterator(route, { per_page: 100 })) {
    found.push(...list(data));
  }
  return found;
}

type Counted = {
  readonly github: PagingGitHub;
  /** Those that were answered. */
  readonly requests: () => number;
};

/** The same client, which counts. */
export function countRequests(github: PagingGitHub): Counted {
  let requests = 0;
  async function* iterator(
    route: string,
    parameters: Variables,
  ): AsyncGenerator<{ readonly data: unknown }> {
    for await (const page of github.paginate.iterator(route, parameters)) {
      requests += 1;
      yield page;
    }
  }
  return {
    github: {
      graphql: async (query, variables) => {
        const data = await github.graphql(query, variables);
        requests += 1;
        return data;
      },
      request: async (route, parameters) => {
        const response = await github.request(route, parameters);
        requests += 1;
        return response;
      },
      paginate: { iterator },
    },
    requests: () => requests,
  };
}
