import { expect, test } from "vitest";
import { fakeGitHub, graphqlError, PERMISSION } from "../fake-github.ts";
import { githubWith, snapshotOf, WRITE } from "../reading.ts";
import { comment, incident, linkComment, page, pull, reference } from "../recorded.ts";

test("pull requests that name the issue come with it, with their links and reverts", async () => {
  const linked = pull(124, {
    state: "MERGED",
    mergedAt: "2026-02-15T10:20:00Z",
    closedAt: "2026-02-15T10:20:00Z",
    comments: page([
      linkComment("incident=42,role=kludge"),
      linkComment("incident=41,role=kludge", { author: { __typename: "User", login: "dakor" } }),
    ]),
    revertedBy: {
      nodes: [
        { source: pull(130, { body: "Reverts acme/shop#124" }) },
        { source: pull(131, { body: "Reverts acme/shop#124", isCrossRepository: true }) },
        { source: pull(132, { body: "Reverts acme/shop#99" }) },
        { source: pull(133, { body: "See #124" }) },
        { source: {} },
      ],
    },
  });
  const { pulls } = await snapshotOf(githubWith([reference(linked)]));
  expect(pulls).toEqual([
    expect.objectContaining({
      number: 124,
      state: "merged",
      mergedAt: "2026-02-15T10:20:00Z",
      isLocal: true,
      links: [{ incident: 42, role: "kludge", at: "2026-02-15T10:05:00Z" }],
      revertedBy: [130],
    }),
  ]);
});

test("of all kludges, only those of this incident count", async () => {
  const kludges = [
    pull(10, { comments: page([linkComment("incident=42,role=kludge")]) }),
    pull(11, { comments: page([linkComment("incident=7,role=kludge")]) }),
  ];
  const github = githubWith([], { kludges: { nodes: kludges } });
  const snapshot = await snapshotOf(github);
  expect(snapshot.pulls.map(({ number }) => number)).toEqual([10]);
  expect(snapshot.roles).not.toHaveProperty("john");
});

test("a link is found behind twenty other comments", async () => {
  const talkative = pull(124, { comments: page([], "20") });
  const github = fakeGitHub({
    ReadIncident: () => incident([reference(talkative)]),
    ReadPullComments: () => ({
      node: { comments: page([linkComment("incident=42,role=undo")]) },
    }),
    [PERMISSION]: () => WRITE,
  });
  const { pulls } = await snapshotOf(github);
  expect(pulls[0]?.links).toEqual([{ incident: 42, role: "undo", at: "2026-02-15T10:05:00Z" }]);
});

test("a number that is no pull request is just not there", async () => {
  const error = graphqlError(
    [{ type: "NOT_FOUND", path: ["repository", "pull1"], message: "Could not resolve" }],
    { repository: { pull0: pull(124), pull1: null } },
  );
  const github = fakeGitHub({
    ReadIncident: () => incident([comment("IC_1", "/suspect #124 #999")]),
    ReadPulls: () => Promise.reject(error),
    [PERMISSION]: () => WRITE,
  });
  expect((await snapshotOf(github)).pulls.map(({ number }) => number)).toEqual([124]);
});
