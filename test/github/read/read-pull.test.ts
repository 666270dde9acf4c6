import { expect, test } from "vitest";
import { readPull } from "../../../src/github/read/read-pull.ts";
import type { PullReading } from "../../../src/github/read/read-pull.ts";
import { createRoleCache } from "../../../src/github/read/read-role.ts";
import { fakeGitHub, graphqlError, PERMISSION } from "../fake-github.ts";
import type { FakeGitHub } from "../fake-github.ts";
import { pull, repository } from "../recorded.ts";

const NOW = "2026-02-15T10:30:00Z";
const REF = { owner: "acme", repo: "shop", number: 140 };

function read(github: FakeGitHub): Promise<PullReading | undefined> {
  return readPull(github, REF, { now: NOW, roles: createRoleCache({ clock: () => 0 }) });
}

function githubWith(
  pullRequest: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, unknown>> = {},
): FakeGitHub {
  const found = repository({
    open: { nodes: [{ number: 42 }] },
    owed: { nodes: [{ number: 41 }] },
    pullRequest: { files: { nodes: [{ path: "src/cards.ts" }] }, ...pullRequest },
    ...lists,
  });
  return fakeGitHub({
    ReadPull: () => ({ viewer: { login: "dakor[bot]" }, repository: found }),
    [PERMISSION]: () => ({ permission: "write", role_name: "maintain" }),
  });
}

test("an ordinary pull request takes one request", async () => {
  const github = githubWith(pull(140, { references: { nodes: [] } }));
  expect(await read(github)).toMatchObject({
    now: NOW,
    ownBots: ["dakor", "github-actions"],
    pull: { number: 140, links: [] },
    files: ["src/cards.ts"],
    authorRole: "none",
    unreported: [{ number: 42 }, { number: 41 }],
    named: [],
    target: { labelIds: { incident: "LA_incident" } },
  });
  expect(github.names()).toEqual(["ReadPull"]);
});

test("of a revert, the author's role is asked too", async () => {
  const github = githubWith(pull(140, { title: 'Revert "Save cards"' }));
  expect((await read(github))?.authorRole).toBe("maintain");
  expect(github.names()).toEqual(["ReadPull", PERMISSION]);
});

test("a bot's revert needs no role", async () => {
  const author = { __typename: "Bot", login: "dakor" };
  const github = githubWith(pull(140, { title: 'Revert "Save cards"', author }));
  expect((await read(github))?.authorRole).toBe("none");
  expect(github.names()).toEqual(["ReadPull"]);
});

test("incidents are named by the pull request, and name it", async () => {
  const labels = { nodes: [{ name: "Incident" }] };
  const references = {
    nodes: [
      { isCrossRepository: false, source: { number: 30, labels } },
      { isCrossRepository: false, source: { number: 31, labels: { nodes: [{ name: "bug" }] } } },
      { isCrossRepository: true, source: { number: 32, labels } },
      { isCrossRepository: false, source: {} },
    ],
  };
  const body = "Contains #42, not other/repo#41 nor #999";
  const reading = await read(githubWith(pull(140, { body, references })));
  expect(reading?.named).toEqual([42, 30]);
});

test("a number that is no pull request is undefined", async () => {
  const error = graphqlError([{ type: "NOT_FOUND", path: ["repository", "pullRequest"] }], {
    viewer: { login: "dakor" },
    repository: repository({ pullRequest: null }),
  });
  const github = fakeGitHub({ ReadPull: () => Promise.reject(error) });
  await expect(read(github)).resolves.toBeUndefined();
});
