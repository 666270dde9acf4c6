import { expect, test } from "vitest";
import { readUnreported } from "../../../src/github/read/read-unreported.ts";
import { fakeGitHub, graphqlError } from "../fake-github.ts";
import { page } from "../recorded.ts";

function list(repo: string, numbers: readonly number[], next?: string): unknown {
  const nodes = numbers.map((number) => ({ number }));
  return { name: repo, isArchived: false, owner: { login: "acme" }, issues: page(nodes, next) };
}

test("open and closed incidents of all repositories are found in one request", async () => {
  const github = fakeGitHub({
    ReadUnreported: () => ({
      list0: list("shop", [42, 43]),
      list1: list("shop", [41]),
      list2: list("web", []),
      list3: list("web", [7]),
    }),
  });
  const found = await readUnreported(github, [
    { owner: "acme", repo: "shop" },
    { owner: "acme", repo: "web" },
  ]);
  expect(found.map(({ repo, number }) => `${repo}#${number}`)).toEqual([
    "shop#42",
    "shop#43",
    "shop#41",
    "web#7",
  ]);
  expect(github.calls).toHaveLength(1);
  expect(github.calls[0]?.variables).toMatchObject({
    labels0: ["incident"],
    states0: ["OPEN"],
    states1: ["CLOSED"],
    labels1: ["dakor:diagnose", "dakor:alert", "dakor:kludge", "dakor:optimize", "dakor:report"],
  });
});

test("all pages are read, and only what goes on is asked for again", async () => {
  const github = fakeGitHub({
    ReadUnreported: ({ variables }) =>
      variables["after0"] === null
        ? { list0: list("shop", [1], "next"), list1: list("shop", []) }
        : { list0: list("shop", [2]) },
  });
  const found = await readUnreported(github, [{ owner: "acme", repo: "shop" }]);
  expect(found.map(({ number }) => number)).toEqual([1, 2]);
  expect(github.calls.map(({ variables }) => variables["after0"])).toEqual([null, "next"]);
  expect(github.calls[1]?.variables).not.toHaveProperty("after1");
});

test("repositories that are gone or archived have none", async () => {
  const error = graphqlError([{ type: "NOT_FOUND", path: ["list0"], message: "gone" }], {
    list0: null,
    list1: null,
    list2: { ...Object(list("old", [1])), isArchived: true },
    list3: { ...Object(list("old", [2])), isArchived: true },
  });
  const github = fakeGitHub({ ReadUnreported: () => Promise.reject(error) });
  const places = ["gone", "old"].map((repo) => ({ owner: "acme", repo }));
  await expect(readUnreported(github, places)).resolves.toEqual([]);
});

test("120 repositories take three requests, none takes none", async () => {
  const github = fakeGitHub({ ReadUnreported: () => ({}) });
  const places = Array.from({ length: 120 }, (_, index) => ({ owner: "acme", repo: `r${index}` }));
  await readUnreported(github, places);
  expect(github.calls).toHaveLength(3);
  await readUnreported(github, []);
  expect(github.calls).toHaveLength(3);
});
