import { expect, test } from "vitest";
import { fakeGitHub, PERMISSION } from "../fake-github.ts";
import { githubWith, read, snapshotOf, WRITE } from "../reading.ts";
import * as recorded from "../recorded.ts";
import { BOT, comment, incident, LEA, page, pull, reference } from "../recorded.ts";

test("an incident without commands takes one request, and one role for who labelled it", async () => {
  const label = {
    __typename: "LabeledEvent",
    id: "LE_1",
    createdAt: "2026-02-15T09:51:00Z",
    actor: LEA,
    label: { name: "incident" },
  };
  const github = githubWith([label]);
  const snapshot = await snapshotOf(github);
  expect(github.names()).toEqual(["ReadIncident", PERMISSION]);
  expect(snapshot).toMatchObject({
    now: "2026-02-15T10:30:00Z",
    ownBots: ["dakor", "github-actions"],
    repository: { id: "R_1", owner: "acme", name: "shop", defaultBranch: "main" },
    config: { status: "missing" },
    issue: { number: 42, state: "open", labels: ["incident"], author: { login: "lea" } },
    timeline: [{ type: "labeled", id: "LE_1", label: "incident", by: { login: "lea" } }],
    roles: { lea: "write" },
    pulls: [],
    report: { branch: "dakor/report-42", hasReviewers: false },
  });
});

test("a command that names a pull request takes three requests", async () => {
  const github = fakeGitHub({
    ReadIncident: () => incident([comment("IC_1", "/kludge Saved cards hidden #124")]),
    ReadPulls: () => ({ repository: { pull0: pull(124) } }),
    [PERMISSION]: () => WRITE,
  });
  const snapshot = await snapshotOf(github);
  expect(github.names().toSorted()).toEqual([PERMISSION, "ReadIncident", "ReadPulls"]);
  expect(github.calls.find(({ name }) => name === "ReadPulls")?.variables).toEqual({
    owner: "acme",
    name: "shop",
    number0: 124,
  });
  expect(snapshot.pulls.map(({ number }) => number)).toEqual([124]);
});

test.each([
  ["dakor[bot]", ["dakor", "github-actions"]],
  ["github-actions[bot]", ["github-actions"]],
  ["lea", ["github-actions"]],
])("with %s's token, own comments are those of %j", async (login, ownBots) => {
  const answer = { ...incident([]), viewer: { login } };
  const github = fakeGitHub({ ReadIncident: () => answer, [PERMISSION]: () => WRITE });
  expect((await snapshotOf(github)).ownBots).toEqual(ownBots);
});

test("comments know their author, their editor, and this bot's part in them", async () => {
  const reactionGroups = [{ content: "THUMBS_UP", viewerHasReacted: true }];
  const github = githubWith([
    comment("IC_1", "mine", { author: BOT }),
    comment("IC_2", "other bot", { author: { __typename: "Bot", login: "renovate" } }),
    comment("IC_3", "gone", { author: null }),
    comment("IC_4", "edited", { editor: { __typename: "User", login: "john" }, reactionGroups }),
    comment("IC_5", "edited by a ghost", { lastEditedAt: "2026-02-15T10:10:00Z" }),
    comment("IC_6", "no reactions", { reactionGroups: null }),
  ]);
  const { timeline } = await snapshotOf(github);
  expect(timeline).toMatchObject([
    { by: { login: "dakor", isBot: true }, isOwn: true, hasOwnReaction: false },
    { by: { login: "renovate", isBot: true }, isOwn: false },
    { by: { login: "ghost", isBot: false } },
    { editedBy: { login: "john", isBot: false }, hasOwnReaction: true },
    { editedBy: { login: "ghost" }, editedAt: "2026-02-15T10:10:00Z" },
    { hasOwnReaction: false },
  ]);
  expect(timeline[0]).not.toHaveProperty("editedBy");
});

const JOHN = { __typename: "User", login: "john" };

test("every kind of event is read, and others are left out", async () => {
  const event = { id: "E_1", createdAt: "2026-02-15T10:00:00Z", actor: LEA };
  const github = githubWith([
    { ...event, __typename: "UnlabeledEvent", label: { name: "dakor:alert" } },
    { ...event, __typename: "AssignedEvent", assignee: { __typename: "User", login: "john" } },
    { ...event, __typename: "UnassignedEvent", assignee: null },
    { ...event, __typename: "ClosedEvent", stateReason: "NOT_PLANNED", closer: null },
    {
      ...event,
      __typename: "ClosedEvent",
      stateReason: null,
      closer: { number: 130, repository: { id: "R_1" }, author: JOHN },
    },
    {
      ...event,
      __typename: "ClosedEvent",
      stateReason: "COMPLETED",
      closer: { number: 131, repository: { id: "R_other" } },
    },
    { ...event, __typename: "ReopenedEvent", actor: null },
    { ...event, __typename: "RenamedTitleEvent", previousTitle: "a", currentTitle: "b" },
    { ...event, __typename: "MarkedAsDuplicateEvent", canonical: { number: 41 } },
    {
      ...event,
      __typename: "MarkedAsDuplicateEvent",
      canonical: { number: 7 },
      isCrossRepository: true,
    },
    { ...event, __typename: "CommentDeletedEvent", deletedCommentAuthor: JOHN },
    { ...event, __typename: "SomethingNewEvent" },
    null,
    reference(pull(7), { isCrossRepository: true }),
    reference({}),
  ]);
  const happened = { id: "E_1", at: "2026-02-15T10:00:00Z", by: { login: "lea", isBot: false } };
  expect((await snapshotOf(github)).timeline).toEqual([
    { ...happened, type: "unlabeled", label: "dakor:alert" },
    { ...happened, type: "assigned", assignee: "john" },
    { ...happened, type: "unassigned", assignee: "ghost" },
    { ...happened, type: "closed", reason: "not_planned" },
    {
      ...happened,
      type: "closed",
      reason: "completed",
      pull: 130,
      pullAuthor: { login: "john", isBot: false },
    },
    { ...happened, type: "closed", reason: "completed" },
    { ...happened, type: "reopened", by: { login: "ghost", isBot: false } },
    { ...happened, type: "renamed", from: "a", to: "b" },
    { ...happened, type: "marked-duplicate", of: 41 },
    { ...happened, type: "comment-deleted", author: { login: "john", isBot: false } },
  ]);
});

test("whose merge closed the issue is read, also where nothing else names it", async () => {
  const closer = { number: 130, repository: { id: "R_1" }, author: JOHN };
  const happened = { id: "E_1", createdAt: "2026-02-15T10:00:00Z", actor: LEA };
  const github = githubWith([{ ...happened, __typename: "ClosedEvent", closer }]);
  expect((await snapshotOf(github)).pulls.map(({ number }) => number)).toEqual([130]);
});

test("a timeline of 250 entries is read in three pages, in order", async () => {
  const all = Array.from({ length: 250 }, (_, index) => comment(`IC_${index}`, "hello"));
  const first = page(all.slice(0, 100), "100");
  const rest: Readonly<Record<string, unknown>> = {
    "100": page(all.slice(100, 200), "200"),
    "200": page(all.slice(200)),
  };
  const github = fakeGitHub({
    ReadIncident: () => incident([], { issue: recorded.issue([], { timelineItems: first }) }),
    ReadTimeline: ({ variables }) => ({
      repository: { issue: { timelineItems: rest[String(variables["after"])] } },
    }),
    [PERMISSION]: () => WRITE,
  });
  const { timeline } = await snapshotOf(github);
  expect(github.names()).toEqual(["ReadIncident", "ReadTimeline", "ReadTimeline", PERMISSION]);
  expect(timeline.map(({ id }) => id)).toEqual(all.map((node) => node["id"]));
});

test("F47: 2,000 comments are read in twenty pages, with a request each and one for the role", async () => {
  const all = Array.from({ length: 2000 }, (_, index) => comment(`IC_${index}`, "me too"));
  const pageAt = (start: number): object => {
    const end = start + 100;
    return page(all.slice(start, end), ...(end < all.length ? [String(end)] : []));
  };
  const first = pageAt(0);
  const github = fakeGitHub({
    ReadIncident: () => incident([], { issue: recorded.issue([], { timelineItems: first }) }),
    ReadTimeline: ({ variables }) => ({
      repository: { issue: { timelineItems: pageAt(Number(variables["after"])) } },
    }),
    [PERMISSION]: () => WRITE,
  });
  const { timeline } = await snapshotOf(github);
  expect(timeline).toHaveLength(2000);
  expect(github.calls).toHaveLength(21);
});

test("a wrong configuration is read with its problems, a template as it is", async () => {
  const github = githubWith([], {
    config: { __typename: "Blob", text: "permission: nobody\n" },
    template: { __typename: "Blob", text: "# {{ title }}" },
  });
  const snapshot = await snapshotOf(github);
  expect(snapshot.config.status).toBe("invalid");
  expect(snapshot.config.problems[0]?.path).toBe("permission");
  expect(snapshot.reportTemplate).toBe("# {{ title }}");
});

test("an empty repository has no head", async () => {
  const snapshot = await snapshotOf(githubWith([], { defaultBranchRef: null }));
  expect(snapshot.repository).not.toHaveProperty("headOid");
});

// GitHub hid duplicates behind an argument once; an Enterprise Server may know fewer reasons, or none.
test.each([
  ["COMPLETED", "completed"],
  ["NOT_PLANNED", "not_planned"],
  ["DUPLICATE", "duplicate"],
  [null, "completed"],
  [undefined, "completed"],
  ["A_REASON_TO_COME", "completed"],
])(
  "the reason %s of a closing reads as %s, without the argument that GitHub takes away",
  async (reason, expected) => {
    const event = {
      __typename: "ClosedEvent",
      id: "CE_1",
      createdAt: "2026-02-15T11:00:00Z",
      stateReason: reason,
      actor: recorded.LEA,
      closer: null,
    };
    const closed = recorded.issue([event], { state: "CLOSED" });
    const github = githubWith([], { issue: closed });
    const { issue, timeline } = await snapshotOf(github);
    expect(issue.state).toBe("closed");
    expect(timeline).toMatchObject([{ type: "closed", reason: expected }]);
    expect(github.calls.map(({ query }) => query).join("\n")).not.toContain("enableDuplicate");
  },
);

test("the ids of labels come with the first request", async () => {
  const reading = await read(githubWith([]));
  expect(reading?.target).toEqual({
    repository: { id: "R_1", owner: "acme", name: "shop" },
    labelIds: { incident: "LA_incident" },
  });
});
