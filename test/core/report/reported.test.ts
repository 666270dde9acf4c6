import { expect, test } from "vitest";
import { isGating } from "../../../src/core/gate/gate.ts";
import { reportProblems } from "../../../src/core/report/is-reported.ts";
import { ownComments } from "../../../src/core/plan/own-comments.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { PLAIN, reportLine } from "../../../src/text/gate/gate-mistake.ts";
import type { Step, Told } from "../../story.ts";
import { acts, RESTORED, says, told } from "../record/decided.ts";

const CLOSED: readonly Step[] = [
  acts("10:20", { by: "mona", merge: 130 }),
  ...RESTORED,
  acts("10:40", { close: "completed" }),
];
const REVERTED: readonly Step[] = [
  acts("11:00", {
    by: "john",
    pull: { number: 140, title: 'Revert "Accept both"', body: "Reverts acme/shop#130" },
  }),
  acts("11:10", { merge: 140 }),
];

function board({ world }: Told): string {
  return ownComments(world.snapshot).byKey.get("board")?.body ?? "";
}

test.each([
  [[42, 43], true],
  [[43, 42], true],
  [[43, 44], false],
])("one report for the incidents %j: reported is %j", (incident, isReported) => {
  const of = told([
    ...CLOSED,
    acts("10:50", { "publish-by-hand": { incident, restored: "2026-02-15T10:30Z" } }),
    says("10:55 lea: Thanks everybody."),
  ]);
  expect(replay(of.world.snapshot).isReported).toBe(isReported);
  expect(board(of).includes("**Reported.**")).toBe(isReported);
});

test("a fix that is taken back after the report holds again as soon as the bot has read of it", () => {
  const reported = told([...CLOSED, acts("10:50", { "merge-report": "complete" })]);
  expect(isGating(replay(reported.world.snapshot))).toBe(false);
  const of = told([...CLOSED, acts("10:50", { "merge-report": "complete" }), ...REVERTED]);
  expect(isGating(replay(of.world.snapshot))).toBe(true);
  expect(of.world.snapshot.issue).toMatchObject({ state: "open" });
  expect(of.world.snapshot.issue.labels).not.toContain("dakor:reported");
  expect(board(of)).not.toMatch(/\*\*Reported\.\*\*|Everything works again/);
});

const FRONT = ["---", "incident: 42", "---"];
const TOLD = ["Summary", "Impact", "Timeline", "Cause"].map((name) => `\n## ${name}\n\nTold.`);

test("a report without times that is older than its incident doesn't end it, and the check says what to add", () => {
  const text = [...FRONT, ...TOLD].join("\n");
  const of = told([
    acts("09:00", { "publish-by-hand": { text } }),
    ...RESTORED,
    acts("10:40", { close: "completed" }),
  ]);
  const incident = replay(of.world.snapshot);
  expect(incident.isReported).toBe(false);
  expect(isGating(incident)).toBe(true);
  expect(reportProblems(text, incident).map((problem) => reportLine(problem, PLAIN))).toEqual([
    'The front matter doesn\'t say when it was over, so the report may be older than that. Add "times: { restored: "2026-02-15T10:30:00Z" }".',
  ]);
});
