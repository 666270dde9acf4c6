import { describe, expect, test } from "vitest";
import { judgeGroup } from "../../src/github/gate/judge-group.ts";
import {
  COMPARE,
  gateGitHub,
  gateIssue,
  gateOptions,
  targetPull,
} from "../github/gate/gate-recorded.ts";
import type { Call, FakeGitHub } from "../github/fake-github.ts";
import { comment, page } from "../github/recorded.ts";

/** Commits of the queue: what it is put on, and the group of each pull request on top of the one before. */
const MAIN = "a".repeat(40);
const GROUPS: Readonly<Record<number, string>> = {
  12: "1".repeat(40),
  13: "2".repeat(40),
  14: "3".repeat(40),
};
const HELD = ["src/pay.ts"];
const FREE = ["docs/a.md"];

type Queue = {
  /** Pull requests in their order, with their files. */
  readonly pulls: readonly (readonly [number, readonly string[]])[];
  readonly said?: readonly unknown[];
  /** Groups whose branch GitHub has removed. */
  readonly gone?: readonly number[];
  readonly queue?: unknown;
  readonly onto?: unknown;
};

function headOf(pull: number): string {
  return GROUPS[pull] ?? "f".repeat(40);
}

function baseOf({ pulls }: Queue, pull: number): string {
  const index = pulls.findIndex(([number]) => number === pull);
  const [before] = pulls[index - 1] ?? [];
  return before === undefined ? MAIN : headOf(before);
}

function targetOf(number: number): Readonly<Record<string, unknown>> {
  return targetPull({ number, id: `PR_${number}`, headRefOid: `${number}`.padEnd(40, "0") });
}

function gitHub(of: Queue): FakeGitHub {
  const { pulls, said = [], gone = [] } = of;
  const built = pulls.filter(([number]) => !gone.includes(number));
  const [last] = pulls.at(-1) ?? [0];
  const refs = built.map(([number]) => ({
    name: `gh-readonly-queue/main/pr-${number}-${baseOf(of, number)}`,
    target: { oid: headOf(number) },
  }));
  const compare = ({ variables }: Call): unknown => {
    const [from = "", to = ""] = String(variables["basehead"]).split("...");
    const end = pulls.findIndex(([number]) => headOf(number) === to);
    // Whatever isn't a branch of the queue is the tip of main, which may be newer than the queue.
    const start = pulls.findIndex(([number]) => headOf(number) === from);
    const files = pulls.slice(start + 1, end + 1).flatMap(([, paths]) => paths);
    return {
      merge_base_commit: { sha: start === -1 ? MAIN : from },
      files: files.map((filename) => ({ filename, status: "modified" })),
    };
  };
  const target = (call: Call): unknown => ({
    repository: { pullRequest: targetOf(Number(call.variables["number"])) },
  });
  return gateGitHub([gateIssue(42, "src/**", said)], [], {
    repository: {
      pullRequest: targetOf(last),
      queue: "queue" in of ? of.queue : page(refs),
      ...("onto" in of ? { onto: of.onto } : {}),
    },
    answers: {
      [COMPARE]: compare,
      JudgePull: target,
      ReadPulls: ({ variables }) => ({ repository: namedPulls(variables) }),
    },
  });
}

function namedPulls(variables: Call["variables"]): Readonly<Record<string, unknown>> {
  const asked = Object.entries(variables).filter(([name]) => name.startsWith("number"));
  return Object.fromEntries(
    asked.map(([name, number]) => [name.replace("number", "pull"), targetOf(Number(number))]),
  );
}

async function judged(of: Queue): Promise<string> {
  const [last] = of.pulls.at(-1) ?? [0];
  const base = baseOf(of, last);
  const group = {
    owner: "acme",
    repo: "shop",
    baseSha: base,
    headSha: headOf(last),
    headRef: `refs/heads/gh-readonly-queue/main/pr-${last}-${base}`,
  };
  const { reason, pull, head } = await judgeGroup(gitHub(of), group, gateOptions());
  expect(head).toBe(headOf(last));
  return `${reason} #${pull}`;
}

/** Lea's word for a pull request at its head. */
function overrides(pull: number): unknown {
  const head = `${pull}`.padEnd(40, "0");
  return comment(`IC_o${pull}`, `/override #${pull}@${head} because it is a help page`);
}

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

/** What the check of each group says, from the bottom of the queue to its top. */
async function each(of: Queue): Promise<readonly string[]> {
  const groups = of.pulls.map((_, index) => ({ ...of, pulls: of.pulls.slice(0, index + 1) }));
  return Promise.all(groups.map(judged));
}

const FIXED = [comment("IC_fix", `/fix #12@${"12".padEnd(40, "0")}`)];

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
