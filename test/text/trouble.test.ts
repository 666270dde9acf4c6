import { ASKED } from "../asked-revert.ts";
import { describe, expect, test } from "vitest";
import {
  hasBoardProblem,
  withoutBoardProblem,
  withBoardProblem,
} from "../../src/text/comments/board-problem.ts";
import type { BoardProblem } from "../../src/text/comments/board-problem.ts";
import type { Write } from "../../src/text/write.ts";

function shown(trouble: BoardProblem): string {
  return withBoardProblem("", trouble).trimStart();
}

const BOARD = "<!-- dakor board board -->\n## Cards are refused";
const BRANCH: Write = { type: "create-branch", branch: "dakor/report-42", oid: "0a" };
const REVERT: Write = {
  type: "revert",
  pull: "PR_1",
  title: 'Revert "Save cards"',
  body: "",
  asked: ASKED,
};
const RULE =
  "Repository rule violations found\n\nCannot create ref due to creations being restricted.";

function refused(write: Write, reason: string): BoardProblem {
  return { kind: "refused", refused: [{ write, reason }] };
}

describe("trouble", () => {
  test.each<[string, BoardProblem, string]>([
    [
      "F08: a missing permission",
      refused(BRANCH, "Resource not accessible by integration"),
      "GitHub refused to create the branch `dakor/report-42` (Resource not accessible by integration). Give the App the permission `contents: write` and accept it for this repository, then say `/report` again.",
    ],
    [
      "F14: a ruleset",
      refused(BRANCH, RULE),
      "GitHub refused to create the branch `dakor/report-42` (Repository rule violations found Cannot create ref due to creations being restricted). Allow the App to do so in the repository's rulesets, then say `/report` again.",
    ],
    [
      "a key that was given up",
      { kind: "given-up", reason: "read the board: connect ECONNREFUSED 10.0.0.1:443\n  at x" },
      "dakor could not finish its last look at this incident (read the board: connect ECONNREFUSED … at x). It tries again at the next change, and within 15 minutes.",
    ],
  ])("%s is said in one line", (_, trouble, line) => {
    expect(shown(trouble).split("\n")).toEqual([
      "<!-- dakor trouble -->",
      "> [!WARNING]",
      `> ${line}`,
    ]);
  });

  test("names what else was refused, once", () => {
    const trouble: BoardProblem = {
      kind: "refused",
      refused: [BRANCH, BRANCH, REVERT].map((write) => ({ write, reason: "no" })),
    };
    expect(shown(trouble)).toContain(
      'create the branch `dakor/report-42` and open the pull request `Revert "Save cards"` (no)',
    );
  });

  test("is added once, replaced by other words, and gone without a trace", () => {
    const once = withBoardProblem(BOARD, refused(BRANCH, RULE));
    expect(withBoardProblem(once, refused(BRANCH, RULE))).toBe(once);
    const other = withBoardProblem(once, { kind: "given-up", reason: "502" });
    expect(other).not.toContain("ruleset");
    expect([BOARD, once, other].map(hasBoardProblem)).toEqual([false, true, true]);
    expect([BOARD, once, other].map(withoutBoardProblem)).toEqual([BOARD, BOARD, BOARD]);
  });

  test("can't be made to mention anybody, or to break out of its line", () => {
    const text = shown({
      kind: "given-up",
      reason: "@acme/everyone\n\n# Big <!-- x -->",
    });
    expect(text.split("\n")).toHaveLength(3);
    expect(text).not.toMatch(/(?<!\w)@acme/);
  });
});
