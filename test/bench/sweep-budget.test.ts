import { expect, test } from "vitest";
import type { PagingGitHub } from "../../src/github/client/paging-github.ts";
import { createSweep } from "../../src/app/sweep/sweep.ts";
import { fakeGitHub } from "../github/fake-github.ts";

type Size = {
  readonly repositories: number;
  readonly incidents: number;
  /** Issues and pull requests that changed since the last sweep, in all. */
  readonly issues: number;
  readonly pulls: number;
  readonly failed: number;
};

const NOW = Date.UTC(2026, 1, 15, 9, 42);
const QUIET: Size = { repositories: 100, incidents: 5, issues: 0, pulls: 0, failed: 0 };

/** One connection of the first repository; of the others, empty ones. */
function lists(variables: object, kind: string, items: readonly object[]): object {
  const count = Object.keys(variables).filter((name) => name.startsWith("owner")).length;
  const nodes = { pageInfo: { hasNextPage: false }, nodes: items };
  const isFirst = "name0" in variables && variables.name0 === "r0";
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const shown = isFirst && index === (kind === "pullRequests" ? 1 : 0) ? nodes : { nodes: [] };
      return [`list${index}`, { isArchived: false, [kind]: shown }];
    }),
  );
}

function numbered(count: number, from: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `N_${from + index}`,
    number: from + index,
    updatedAt: new Date(NOW).toISOString(),
  }));
}

/** GitHub with so much in it; what was asked of it is what the sweep counted. */
function githubOf({ repositories, incidents, issues, pulls, failed }: Size): PagingGitHub {
  const fake = fakeGitHub({
    ReadUnreported: ({ variables }) => lists(variables, "issues", numbered(incidents, 1)),
    ReadRecent: ({ variables }) => {
      const listed = lists(variables, "issues", numbered(issues, 1000));
      const more = lists(variables, "pullRequests", numbered(pulls, 2000));
      return Object.fromEntries(
        Object.entries(listed).map(([alias, list]) => [
          alias,
          { ...Object(list), ...Object(Reflect.get(more, alias)) },
        ]),
      );
    },
    ReadUnanswered: () => ({}),
    ReadUnjudged: () => ({}),
    "GET /app/hook/deliveries/{delivery_id}": () => ({ request: { payload: {} } }),
  });
  const all: Readonly<Record<string, readonly object[]>> = {
    "GET /app/installations": [{ id: 12, suspended_at: null }],
    "GET /installation/repositories": Array.from({ length: repositories }, (_, index) => ({
      id: index + 1,
      name: `r${index}`,
      owner: { login: "acme" },
    })),
    "GET /app/hook/deliveries failure": Array.from({ length: failed }, (_, index) => ({
      id: index,
      guid: `guid-${index}`,
      delivered_at: new Date(NOW).toISOString(),
      status_code: 502,
      event: "push",
      installation_id: 12,
    })),
  };
  return {
    graphql: (query, variables) => fake.graphql(query, variables),
    request: (route, parameters) => fake.request(route, parameters),
    paginate: {
      async *iterator(route, { status }) {
        const items = all[typeof status === "string" ? `${route} ${status}` : route] ?? [];
        for (let start = 0; start === 0 || start < items.length; start += 100) {
          yield { data: items.slice(start, start + 100) };
        }
      },
    },
  };
}

async function requestsFor(size: Partial<Size>): Promise<number> {
  const github = githubOf({ ...QUIET, ...size });
  const sweep = createSweep({
    connect: async () => github,
    receive: async () => undefined,
    now: () => NOW,
    app: async () => 7,
  });
  const { installations, requests, problem } = await sweep.sweepApp();
  expect(problem).toBeUndefined();
  const swept = await Promise.all(installations.map(sweep.sweep));
  return swept.reduce((sum, { counts }) => sum + counts.requests, requests);
}

// For the App: a request for each 100 installations and each 100 failed webhooks, one for the newest of all webhooks, where
// those stand that nobody answered, and one for each body. For each installation: one for each 100 repositories, 50 repositories, and again 50, 25 changed issues, 50 changed pull requests.
test.each([
  ["100 repositories and 5 incidents, while nothing happens", {}, 8],
  ["one repository", { repositories: 1 }, 6],
  ["1,000 repositories", { repositories: 1000 }, 53],
  ["100 incidents more", { incidents: 105 }, 8],
  ["30 issues that changed", { issues: 30 }, 10],
  ["30 pull requests that changed", { pulls: 30 }, 9],
  // Each body, and one look at what has arrived at another try.
  ["1 webhook that failed", { failed: 1 }, 10],
  ["60 webhooks that failed", { failed: 60 }, 8 + 60 + 1],
  ["5,000 webhooks that failed", { failed: 5000 }, 8 + 19 + 100 + 1],
] as const)("a sweep of %s takes as many requests as it should", async (_, size, requests) => {
  expect(await requestsFor(size)).toBe(requests);
});

test("an hour of sweeps over 100 quiet repositories is less than a hundredth of GitHub's budget", async () => {
  expect(4 * (await requestsFor({}))).toBeLessThan(5000 / 100);
});
