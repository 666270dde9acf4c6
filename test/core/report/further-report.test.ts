import { expect, test } from "vitest";
import type { Step } from "../../story.ts";
import { acts, RESTORED, says, told } from "../record/decided.ts";
import { sample } from "../../depth.ts";

const [, , , end = says("10:30 john: /restored")] = RESTORED;
const asked: Step = says("10:20 lea: /report");
const at = (second: string, step: Step): Step => ({ ...step, at: `2026-02-15T10:30:${second}Z` });
const merged = (second: string): Step => at(second, acts("10:30", { "merge-report": "complete" }));
const restored = (second: string): Step => at(second, end);
const closed = (second: string): Step => at(second, acts("10:30", { close: "completed" }));
const gone = (second: string): Step => at(second, acts("10:30", { "close-report": true }));
const again = (second: string): Step => at(second, says("10:30 lea: /report"));

/** GitHub's times are in seconds: what fell into the same one must not end differently from what fell into the next. */
const ORDERS: readonly (readonly [string, "open" | "merged" | "closed", readonly Step[]])[] = [
  ["merged, over and closed, a second each", "open", [merged("00"), restored("01"), closed("02")]],
  ["merged, then over and closed at once", "open", [merged("00"), restored("01"), closed("01")]],
  ["merged, over and closed within one", "open", [merged("00"), restored("00"), closed("00")]],
  [
    "over, then merged and closed within one",
    "merged",
    [restored("00"), merged("01"), closed("01")],
  ],
  ["over, closed and merged within one", "merged", [restored("00"), closed("00"), merged("00")]],
  ["over and closed, then merged", "merged", [restored("00"), closed("01"), merged("02")]],
  ["closed unmerged, and asked for again later", "open", [restored("00"), gone("01"), again("02")]],
  [
    "closed unmerged, and asked for again at once",
    "open",
    [restored("00"), gone("01"), again("01")],
  ],
  [
    "asked for again, and closed unmerged later",
    "closed",
    [restored("00"), again("01"), gone("02")],
  ],
];

test.each(sample(ORDERS))("the report's pull request is as wanted: %s", (_, state, steps) => {
  const of = told([...RESTORED.slice(0, 3), asked, ...steps]);
  expect(of.world.snapshot.report.pull?.state).toBe(state);
});
