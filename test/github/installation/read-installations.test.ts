import { expect, test } from "vitest";
import { countRequests, type PagingGitHub } from "../../../src/github/client/paging-github.ts";
import { readInstallations, readRepositories } from "../../../src/github/installation/read-app.ts";

const never = (): Promise<never> => Promise.reject(new Error("Only lists are asked for."));

/** One list, in pages. */
function listing(...pages: readonly (readonly object[])[]): PagingGitHub {
  return {
    graphql: never,
    request: never,
    paginate: {
      async *iterator() {
        for (const data of pages) yield { data };
      },
    },
  };
}

test("F09: a suspended installation is left alone", async () => {
  const github = listing(
    [
      { id: 12, suspended_at: null },
      { id: 13, suspended_at: "2026-02-15T09:42:00Z" },
    ],
    [{ id: 14 }],
  );
  expect(await readInstallations(github)).toEqual([12, 14]);
});

test("archived repositories are left out", async () => {
  const owner = { login: "acme" };
  const github = listing([
    { id: 1, name: "shop", owner, archived: false },
    { id: 2, name: "old", owner, archived: true },
  ]);
  expect(await readRepositories(github)).toEqual([{ owner: "acme", repo: "shop", repository: 1 }]);
});

test("each page is a request", async () => {
  const { github, requests } = countRequests(listing([{ id: 1 }], [{ id: 2 }], [{ id: 3 }]));
  await readInstallations(github);
  expect(requests()).toBe(3);
});
