import { describe, expect, test } from "vitest";
import type { Effect, ReportDraft } from "../../src/core/plan/effect.ts";
import type { Pull } from "../../src/core/model/snapshot.ts";
import type { Comment } from "../../src/core/model/timeline.ts";
import { LABEL_STYLES } from "../../src/text/label-style.ts";
import { renderComment } from "../../src/text/comments/comment.ts";
import { renderWrites } from "../../src/text/render.ts";
import { renderReport } from "../../src/text/report/report-file.ts";
import { reportPath } from "../../src/text/report/report-pull.ts";
import type { Write } from "../../src/text/write.ts";
import { alert, at, closed, draft, kludge, pull, repository, said, view } from "./story.ts";

const board = { kind: "board", key: "board", view } as const;
const { headOid, ...emptyRepository } = repository;
const own = (body: string): Comment => ({
  id: "IC_own",
  at: at("09:51"),
  by: { login: "dakor", isBot: true },
  type: "commented",
  body,
  url: "https://github.com/acme/shop/issues/42#issuecomment-1",
  isOwn: true,
  hasOwnReaction: false,
});

describe("a comment", () => {
  test("that nobody has written yet is added", () => {
    const [write] = renderWrites([{ type: "comment", on: "I_42", content: board }]);
    expect(write).toEqual({ type: "add-comment", subject: "I_42", body: renderComment(board) });
  });

  test("that says it already is left alone, however GitHub keeps its spaces", () => {
    const body = renderComment(board);
    for (const kept of [
      body,
      body.replaceAll("\n", "\r\n"),
      `${body}\n`,
      body.replaceAll("\n", " \n"),
    ]) {
      const effect: Effect = { type: "comment", on: "I_42", content: board, present: own(kept) };
      expect(renderWrites([effect])).toEqual([]);
    }
  });

  test("that says something else is edited", () => {
    const effect: Effect = { type: "comment", on: "I_42", content: board, present: own("old") };
    expect(renderWrites([effect])).toMatchObject([{ type: "edit-comment", id: "IC_own" }]);
  });

  test("of news reads the same whenever it is written", () => {
    const content = {
      kind: "news",
      key: alert.key,
      news: alert,
      timezone: "Europe/Madrid",
      mention: [],
    } as const;
    expect(renderComment(content)).toBe(renderComment(content));
  });
});

test("other effects keep their order and their targets", () => {
  const effects: readonly Effect[] = [
    { type: "react", comment: "IC_1" },
    { type: "add-label", on: "I_42", label: "dakor:alert" },
    { type: "remove-label", on: "I_42", label: "dakor:diagnose" },
    { type: "delete-comment", id: "IC_2" },
    { type: "close", issue: "I_42", as: "duplicate", duplicateOf: 41 },
    { type: "reopen", issue: "I_42" },
  ];
  expect(renderWrites(effects)).toEqual([
    { type: "react", subject: "IC_1" },
    { type: "add-label", subject: "I_42", label: "dakor:alert" },
    { type: "remove-label", subject: "I_42", label: "dakor:diagnose" },
    { type: "delete-comment", id: "IC_2" },
    { type: "close", issue: "I_42", as: "duplicate", duplicateOf: 41 },
    { type: "reopen", issue: "I_42" },
  ]);
});

test("a revert is named as GitHub names them, and its title calls nobody", () => {
  const reverted = pull(12, { title: "New tokens, fixes #9 by @lea" });
  const [write] = renderWrites([
    { type: "revert", pull: reverted, incident: 42, issue: "I_42", kludge, repository },
  ]);
  expect(write).toEqual({
    type: "revert",
    pull: "PR_12",
    title: 'Revert "New tokens, fixes #\u200B9 by @\u200Blea"',
    body: "Reverts acme/shop#12\n\nA kludge for incident #42, asked for by **lea**.",
    asked: {
      issue: "I_42",
      by: "lea",
      kludge: "K1",
      source: kludge.source,
      pull: 12,
      url: reverted.url,
      branch: "main",
    },
  });
});

const asked = (clock: string): ReportDraft["incident"] => ({
  ...closed,
  reportAsked: said("lea", clock),
});

const writes = (change: Partial<ReportDraft>): readonly Write[] =>
  renderWrites([{ type: "report", draft: { ...draft, ...change } }]);

describe("the report", () => {
  const branchOid = "3333333333333333333333333333333333333333";
  const file = { path: reportPath(draft), text: renderReport(draft) };
  const bot = { login: "dakor", isBot: true };
  const open = pull(44, { state: "open", author: bot });
  const gone: Pull = pull(44, { state: "closed", author: bot, closedAt: at("12:00") });
  const merged: Pull = pull(44, { author: bot, mergedAt: at("12:00") });
  const earlier = {
    ...file,
    text: renderReport({ ...draft, incident: { ...closed, components: [] } }),
  };
  const state = { ...draft.state, branchOid, hasReviewers: true };

  test.each<readonly [string, Partial<ReportDraft>, readonly string[]]>([
    ["with nothing there", {}, ["create-branch", "commit-file", "open-pull"]],
    ["with a branch", { state: { ...state } }, ["commit-file", "open-pull"]],
    ["with a file", { state: { ...state, file } }, ["open-pull"]],
    [
      "with a pull request and nobody to review it",
      { state: { ...state, file, pull: open, hasReviewers: false } },
      ["request-reviewers"],
    ],
    [
      "F22: asked for again without a branch",
      { incident: asked("12:30"), state: { ...draft.state, pull: gone } },
      ["create-branch", "commit-file", "open-pull"],
    ],
    ["with everything there", { state: { ...state, file, pull: open } }, []],
    [
      "with more to tell",
      {
        state: {
          ...state,
          file: {
            ...file,
            text: renderReport({ ...draft, incident: { ...closed, components: [] } }),
          },
          pull: open,
        },
      },
      ["commit-file"],
    ],
    ["after the merge", { state: { ...state, pull: merged } }, []],
    [
      "closed again after the merge: it broke again, and the report must tell of it",
      { state: { ...state, branchId: "REF_1", published: earlier, pull: pull(44) } },
      ["move-branch", "commit-file", "open-pull"],
    ],
    [
      "closed again after the merge, and its branch is gone",
      { state: { ...draft.state, published: earlier, pull: pull(44) } },
      ["create-branch", "commit-file", "open-pull"],
    ],
    [
      "asked for again after the merge",
      {
        incident: asked("12:30"),
        state: { ...state, branchId: "REF_1", published: earlier, pull: merged },
      },
      ["move-branch", "commit-file", "open-pull"],
    ],
    [
      "asked for again after the merge, with nothing to add",
      {
        incident: asked("12:30"),
        state: { ...state, branchId: "REF_1", published: file, pull: merged },
      },
      [],
    ],
    [
      "F21, F22: after somebody closed the pull request, or deleted its branch",
      { state: { ...state, file, pull: gone } },
      [],
    ],
    [
      "asked for before it was closed",
      { incident: asked("11:30"), state: { ...state, file, pull: gone } },
      [],
    ],
    [
      "F21: asked for again after it was closed",
      { incident: asked("12:30"), state: { ...state, file, pull: gone } },
      ["open-pull"],
    ],
    ["F15: in an empty repository", { repository: emptyRepository }, []],
  ])("%s", (_name, change, expected) => {
    expect(writes(change).map(({ type }) => type)).toEqual(expected);
  });

  test("is committed onto the tip that was read", () => {
    expect(writes({})).toMatchObject([
      { branch: "dakor/report-42", oid: headOid },
      {
        branch: "dakor/report-42",
        expectedOid: headOid,
        path: file.path,
        message: "Begin the report of incident #42",
      },
      { head: "dakor/report-42", base: "main", title: "Report for #42: Saved cards are refused" },
    ]);
    expect(writes({ state: { ...state } })[0]).toMatchObject({ expectedOid: branchOid });
  });

  test("asks people and the owner's teams, but not its author", () => {
    const reviewers = ["@kim", "dakor", "acme/support", "other/team"];
    const config = { ...draft.config, report: { ...draft.config.report, reviewers } };
    expect(writes({ config, state: { ...state, file, pull: open, hasReviewers: false } })).toEqual([
      { type: "request-reviewers", pull: 44, users: ["kim"], teams: ["support"] },
    ]);
  });
});

test("every label that the bot makes has a colour and a purpose that GitHub takes", () => {
  expect(Object.keys(LABEL_STYLES)).toEqual([
    "incident",
    "dakor:reported",
    "kludge",
    "dakor:drill",
    "dakor:diagnose",
    "dakor:alert",
    "dakor:kludge",
    "dakor:optimize",
    "dakor:report",
    "severity:critical",
    "severity:major",
    "severity:minor",
  ]);
  for (const { color, description } of Object.values(LABEL_STYLES)) {
    expect(color).toMatch(/^[0-9a-f]{6}$/);
    expect(description.length).toBeLessThanOrEqual(100);
  }
});
