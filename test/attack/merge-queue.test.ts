import { describe, expect, test } from "vitest";
import { comment, page } from "../github/recorded.ts";
import { each, FREE, headOf, HELD, judged, overrides } from "./queue-of-groups.ts";
import type { Queue } from "./queue-of-groups.ts";

const FIXED = [comment("IC_fix", `/fix #12@${"12".padEnd(40, "0")}`)];

describe("the check of the last group lets all of them merge (HEADGREEN)", () => {
  test.each<readonly [string, Queue, string]>([
    [
      "one that is held below one that is free",
      {
        pulls: [
          [12, HELD],
          [13, FREE],
        ],
      },
      "report_missing #12",
    ],
    [
      "held at the bottom of three",
      {
        pulls: [
          [12, HELD],
          [13, FREE],
          [14, FREE],
        ],
      },
      "report_missing #12",
    ],
    [
      "held in the middle of three",
      {
        pulls: [
          [12, FREE],
          [13, HELD],
          [14, FREE],
        ],
      },
      "report_missing #13",
    ],
    [
      "the last one is held",
      {
        pulls: [
          [12, FREE],
          [13, HELD],
        ],
      },
      "report_missing #13",
    ],
    [
      "all of them are free",
      {
        pulls: [
          [12, FREE],
          [13, FREE],
          [14, FREE],
        ],
      },
      "paths_clear #14",
    ],
    [
      "an override of the one below counts for it",
      {
        pulls: [
          [12, HELD],
          [13, FREE],
        ],
        said: [overrides(12)],
      },
      "paths_clear #13",
    ],
    [
      "an override of the last one is none of the one below",
      {
        pulls: [
          [12, HELD],
          [13, HELD],
        ],
        said: [overrides(13)],
      },
      "report_missing #12",
    ],
    [
      "overrides of both",
      {
        pulls: [
          [12, HELD],
          [13, HELD],
        ],
        said: [overrides(12), overrides(13)],
      },
      "overridden #13",
    ],
  ])("%s", async (_, of, expected) => {
    expect(await judged(of)).toBe(expected);
  });
});

describe("each has a group of its own, and merges by its own check (ALLGREEN)", () => {
  test.each<readonly [string, Queue, readonly string[]]>([
    [
      "a held one at the bottom holds the groups above, which bring it along",
      {
        pulls: [
          [12, HELD],
          [13, FREE],
          [14, FREE],
        ],
      },
      ["report_missing #12", "report_missing #12", "report_missing #12"],
    ],
    [
      "what is below a held one merges",
      {
        pulls: [
          [12, FREE],
          [13, HELD],
          [14, FREE],
        ],
      },
      ["paths_clear #12", "report_missing #13", "report_missing #13"],
    ],
    [
      "all of them are free",
      {
        pulls: [
          [12, FREE],
          [13, FREE],
          [14, FREE],
        ],
      },
      ["paths_clear #12", "paths_clear #13", "paths_clear #14"],
    ],
    [
      "each group that is held names its own pull request first",
      {
        pulls: [
          [12, HELD],
          [13, HELD],
        ],
      },
      ["report_missing #12", "report_missing #13"],
    ],
    [
      "an override lets its own group through, and none above that is held itself",
      {
        pulls: [
          [12, HELD],
          [13, FREE],
          [14, HELD],
        ],
        said: [overrides(12)],
      },
      ["overridden #12", "paths_clear #13", "report_missing #14"],
    ],
    [
      "an override of one above lets nothing through below",
      {
        pulls: [
          [12, HELD],
          [13, HELD],
        ],
        said: [overrides(13)],
      },
      ["report_missing #12", "report_missing #12"],
    ],
    [
      "the fix goes first, and what isn't the fix is held on top of it",
      {
        pulls: [
          [12, HELD],
          [13, HELD],
        ],
        said: FIXED,
      },
      ["linked_fix #12", "report_missing #13"],
    ],
  ])("%s", async (_, of, expected) => {
    expect(await each(of)).toEqual(expected);
  });

  test("once the held one is out, the group is built anew and passes", async () => {
    expect(
      await judged({
        pulls: [
          [12, HELD],
          [13, FREE],
        ],
      }),
    ).toBe("report_missing #12");
    expect(await judged({ pulls: [[13, FREE]] })).toBe("paths_clear #13");
  });

  test("what was merged meanwhile is part of the branch: only the rest is judged", async () => {
    const pulls = [
      [12, HELD],
      [13, FREE],
    ] as const;
    expect(await judged({ pulls, gone: [12], onto: { target: { oid: headOf(12) } } })).toBe(
      "paths_clear #13",
    );
  });
});

describe("what nobody knows is nobody's", () => {
  test("the group below is gone, and not merged: its files are judged without anybody's exemption", async () => {
    const pulls = [
      [12, HELD],
      [13, FREE],
    ] as const;
    expect(await judged({ pulls, gone: [12] })).toBe("report_missing #undefined");
    const said = [overrides(12), overrides(13)];
    expect(await judged({ pulls, gone: [12], said })).toBe("report_missing #undefined");
  });

  test.each<readonly [string, Partial<Queue>]>([
    ["a queue that isn't told", { queue: null }],
    ["a queue with gaps", { queue: page([null]) }],
    [
      "a queue that goes on",
      { queue: { ...page([]), pageInfo: { hasNextPage: true, endCursor: "x" } } },
    ],
    ["a queue that doesn't say whether it goes on", { queue: { nodes: [] } }],
    ["a group with another name", { queue: page([{ name: "pr-x", target: { oid: headOf(12) } }]) }],
    ["a branch that is gone", { onto: null }],
  ])("%s is no reason to let anything pass", async (_, more) => {
    await expect(
      judged({
        pulls: [
          [12, FREE],
          [13, FREE],
        ],
        ...more,
      }),
    ).rejects.toThrow("is not whole");
  });
});
