import { describe, expect, test } from "vitest";
import { ownComments } from "../../../src/core/plan/own-comments.ts";
import { boardView } from "../../../src/core/plan/plan.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { MARKDOWN, reportLine } from "../../../src/text/gate/gate-mistake.ts";
import type { Step, Told } from "../../story.ts";
import { acts, RESTORED, says, told } from "../record/decided.ts";

/** A step at a second: "10:30:40". */
const second = (clock: string, step: Step): Step => ({ ...step, at: `2026-02-15T${clock}Z` });
const merges = (clock: string, by = "lea"): Step => acts(clock, { by, "merge-report": "complete" });
const closes = acts("10:30", { close: "completed" });

/** Restored, closed and reported within the first twenty seconds of 10:30. */
const REPORTED: readonly Step[] = [
  ...RESTORED,
  second("10:30:10", closes),
  second("10:30:20", merges("10:30")),
];
const AGAIN: readonly Step[] = [
  second("10:30:30", says("10:30 john: /broken Cards again")),
  second("10:30:40", says("10:30 john: /restored")),
  second("10:30:50", closes),
];
/** Closed before it was known to work, twice. */
const ANYWAY: readonly Step[] = [
  ...RESTORED.slice(0, 2),
  second("10:30:00", says("10:30 lea: /dakor close anyway because it is late")),
  second("10:30:20", merges("10:30")),
];
const ANYWAY_AGAIN: readonly Step[] = [
  second("10:30:30", acts("10:30", { reopen: true })),
  second("10:30:40", says("10:30 lea: /dakor close anyway because it is late")),
];

const front = (...lines: readonly string[]): Step =>
  acts("10:40", {
    "publish-by-hand": {
      text: [
        "---",
        "incident: 42",
        ...lines,
        "---",
        ...["Summary", "Impact", "Timeline", "Cause"].map((name) => `\n## ${name}\n\nTold.`),
      ].join("\n"),
    },
  });
const RESTORED_AT = 'times: { restored: "2026-02-15T10:30Z" }';
const CLOSED_AT = 'times: { closed: "2026-02-15T10:30Z" }';
const TWO = 'outages: [{ from: "2026-02-15T10:00Z" }, { from: "2026-02-15T10:30Z" }]';

describe("where it ends twice within a minute", () => {
  test.each<readonly [string, boolean, readonly Step[]]>([
    ["one outage needs no count", true, REPORTED],
    ["an older report is one of the first outage", false, [...REPORTED, ...AGAIN]],
    ["its second report ends it", true, [...REPORTED, ...AGAIN, merges("10:50")]],
    [
      "a time without seconds says nothing of the second outage",
      false,
      [...REPORTED, ...AGAIN, front(RESTORED_AT)],
    ],
    [
      "a list of one outage says nothing of the second one",
      false,
      [...REPORTED, ...AGAIN, front(RESTORED_AT, 'outages: [{ from: "2026-02-15T10:00Z" }]')],
    ],
    [
      "a count that is no list is none",
      false,
      [...REPORTED, ...AGAIN, front(RESTORED_AT, "outages: 2")],
    ],
    ["a list of both tells of both", true, [...REPORTED, ...AGAIN, front(RESTORED_AT, TWO)]],
    [
      "a time in the next minute tells of both",
      true,
      [...REPORTED, ...AGAIN, front('times: { restored: "2026-02-15T10:31Z" }')],
    ],
    [
      "a third outage needs a list of three",
      false,
      [
        ...REPORTED,
        ...AGAIN,
        second("10:30:52", says("10:30 john: /broken")),
        second("10:30:54", says("10:30 john: /restored")),
        second("10:30:56", closes),
        front(RESTORED_AT, TWO),
      ],
    ],
    [
      "where it was reported while open, a report without times is one of the first outage",
      false,
      [
        ...RESTORED,
        front(),
        acts("10:41", { comment: "/broken" }),
        says("10:50 john: /restored"),
        acts("10:51", { close: "completed" }),
      ],
    ],
    ["closed anyway needs no count", true, ANYWAY],
    ["and reopened: an older report is one of before", false, [...ANYWAY, ...ANYWAY_AGAIN]],
    [
      "and reopened: a time without seconds says nothing",
      false,
      [...ANYWAY, ...ANYWAY_AGAIN, front(CLOSED_AT)],
    ],
    [
      "and reopened: told by the count",
      true,
      [...ANYWAY, ...ANYWAY_AGAIN, front(CLOSED_AT, "reopened: 1")],
    ],
    [
      "and reopened: the second report ends it",
      true,
      [...ANYWAY, ...ANYWAY_AGAIN, merges("10:50")],
    ],
  ])("%s", (_, isReported, steps) => {
    const of = told(steps);
    expect(replay(of.world.snapshot)).toMatchObject({ isClosed: true, isReported });
    expect(boardOf(of).includes("**Reported.**")).toBe(isReported);
  });

  test.each<readonly [string, readonly Step[], string]>([
    [
      "outages",
      [...REPORTED, ...AGAIN, front(RESTORED_AT)],
      "`outages:` in its front matter must list all 2, and lists 0",
    ],
    [
      "reopenings",
      [...ANYWAY, ...ANYWAY_AGAIN, front(CLOSED_AT)],
      "`reopened:` in its front matter must be 1, and is 0",
    ],
  ])("and says what is missing: %s", (_, steps, words) => {
    const { snapshot } = told(steps).world;
    const { reportProblems = [] } = boardView(replay(snapshot), snapshot);
    expect(reportProblems.map((problem) => reportLine(problem, MARKDOWN)).join()).toContain(words);
  });
});

function boardOf({ world }: Told): string {
  const board = ownComments(world.snapshot).byKey.get("board");
  return board?.body ?? "";
}
