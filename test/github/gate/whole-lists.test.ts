import { describe, expect, test } from "vitest";
import type { GateDecision } from "../../../src/core/gate/gate.ts";
import { MOST_REPORTS } from "../../../src/core/report/report-rule.ts";
import { judgePull } from "../../../src/github/gate/judge-pull.ts";
import { readSharing } from "../../../src/github/check/open-pulls.ts";
import {
  COMPARE,
  FILES,
  gateGitHub,
  gateIssue,
  gateOptions,
  HEAD,
  REF,
  targetPull,
  TREE,
} from "./gate-recorded.ts";
import type { FakeGitHub } from "../fake-github.ts";
import { comment, page } from "../recorded.ts";
import { githubWith, LIST, PAY, PLACE, renew, written } from "../check/renew-stage.ts";

const ISSUE = gateIssue(42, "src/**");

/** What can't be known throws, and every shell makes it `unavailable`. */
async function verdictOf(github: FakeGitHub): Promise<GateDecision["verdict"]> {
  try {
    return (await judgePull(github, REF, gateOptions())).verdict;
  } catch {
    return "unavailable";
  }
}

const NO_INFO = { nodes: [] };
const GOES_ON = { pageInfo: { hasNextPage: true, endCursor: "next" }, nodes: [] };
const NOWHERE = { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] };

describe("a list that may be incomplete never lets anything pass", () => {
  test.each([
    ["open incidents without pageInfo", { open: NO_INFO }],
    ["owed incidents without pageInfo", { owed: NO_INFO }],
    ["open incidents that go on nowhere", { open: NOWHERE }],
    ["a pageInfo that is null", { owed: { pageInfo: null, nodes: [] } }],
    ["a pageInfo without hasNextPage", { open: { pageInfo: { endCursor: "x" }, nodes: [] } }],
    ["a list that is null", { open: null }],
    ["a list with a gap", { owed: page([null]) }],
  ])("%s", async (_, repository) => {
    expect(await verdictOf(gateGitHub([], ["src/a.ts"], { repository }))).toBe("unavailable");
  });

  test("an empty page of incidents that goes on is followed to the incident", async () => {
    const github = gateGitHub([], ["src/a.ts"], {
      repository: { owed: GOES_ON },
      answers: { ReadMoreIncidents: () => ({ repository: { owed: page([ISSUE]) } }) },
    });
    expect(await verdictOf(github)).toBe("hold");
  });

  test("pages of incidents that begin again", async () => {
    const github = gateGitHub([], ["src/a.ts"], {
      repository: { open: GOES_ON },
      answers: { ReadMoreIncidents: () => ({ repository: { open: GOES_ON } }) },
    });
    expect(await verdictOf(github)).toBe("unavailable");
  });

  test.each([
    ["without pageInfo", { nodes: [comment("IC_1", "/note")] }],
    ["that goes on nowhere", { ...NOWHERE, nodes: [comment("IC_1", "/note")] }],
  ])("a timeline %s", async (_, timelineItems) => {
    const github = gateGitHub([{ ...ISSUE, timelineItems }], ["docs/a.md"]);
    expect(await verdictOf(github)).toBe("unavailable");
  });
});

function trees(isSame: boolean): Parameters<typeof gateGitHub>[2] {
  let read = 0;
  const file = { path: "src/a.ts", type: "blob", mode: "100644" };
  return {
    answers: {
      [COMPARE]: () => ({ merge_base_commit: { sha: "e".repeat(40) } }),
      CompareFolders: () => ({
        repository: {
          object0: { oid: "1" },
          object1: { oid: "2" },
          object2: { oid: "3" },
          object3: { oid: isSame ? "3" : "4" },
        },
      }),
      [TREE]: () => ({
        truncated: false,
        tree: [{ ...file, sha: isSame ? "1" : String((read += 1)) }],
      }),
    },
  };
}

describe("files that may be incomplete are looked for in the trees", () => {
  test.each([
    ["none are counted, but one is listed", 0, ["docs/a.md"]],
    ["one is listed twice, and stands for two", 2, ["docs/a.md", "docs/a.md"]],
    ["fewer are listed than counted", 3, ["docs/a.md", "docs/b.md"]],
    ["more are listed than counted", 1, ["docs/a.md", "docs/b.md"]],
    ["a page of one name", 100, Array.from({ length: 100 }, () => "docs/a.md")],
  ])("%s", async (_, changedFiles, files) => {
    for (const isSame of [false, true]) {
      const more = trees(isSame);
      const github = gateGitHub([ISSUE], files, {
        ...more,
        repository: { pullRequest: targetPull({ changedFiles }) },
      });
      expect(await verdictOf(github)).toBe(isSame ? "pass" : "hold");
      expect(github.names()).toContain("CompareFolders");
    }
  });

  test("none counted, and what is listed is in the paths", async () => {
    const github = gateGitHub([ISSUE], ["src/a.ts"], {
      ...trees(true),
      repository: { pullRequest: targetPull({ changedFiles: 0 }) },
    });
    expect(await verdictOf(github)).toBe("hold");
  });
});

test.each([
  [MOST_REPORTS, "pass", []],
  [MOST_REPORTS + 1, "hold", ["too-many-reports"]],
])("%d reports at once: %s", async (count, verdict, problems) => {
  const files = Array.from({ length: count }, (_, index) => `docs/incidents/${index}.md`);
  const github = gateGitHub([ISSUE], files, {
    answers: { ReadReports: () => ({ repository: {} }) },
  });
  const decided = await judgePull(github, REF, gateOptions());
  expect(decided.verdict).toBe(verdict);
  expect(decided.reportProblems.map(({ reason }) => reason)).toEqual(problems);
});

test("a report is looked into, however many other files sort after it", async () => {
  const others = Array.from({ length: 150 }, (_, index) => `docs/incidents/z/${index}.png`);
  const github = gateGitHub([ISSUE], ["docs/incidents/42.md", ...others], {
    answers: { ReadReports: () => ({ repository: { file0: { text: "---\nincident: 42\n---" } } }) },
  });
  expect((await judgePull(github, REF, gateOptions())).reason).toBe("report_incomplete");
  expect(github.names().filter((name) => name === FILES)).toHaveLength(2);
});

test("one file listed as two: the pull request is looked at by itself", async () => {
  const twice = [LIST, LIST].map((path) => ({ path, changeType: "MODIFIED" }));
  const github = githubWith([
    { number: 1, path: PAY, more: { changedFiles: 2, files: { nodes: twice } } },
  ]);
  await renew(github);
  // It is looked at by itself, and there it touches the incident.
  expect(github.names()).toContain("ReadTargets");
  expect(written(github).join()).not.toContain("success");
});

test("21 pull requests on one head are all judged", async () => {
  const pulls = Array.from({ length: 21 }, (_, index) => ({
    number: index + 1,
    path: index === 20 ? PAY : LIST,
    head: HEAD,
  }));
  const github = githubWith(pulls);
  const own = pulls[0]?.number ?? 0;
  const sharing = await readSharing(github, { ...PLACE, number: own }, 7);
  expect(sharing.map(({ number }) => number).toSorted((one, other) => one - other)).toEqual(
    pulls.map(({ number }) => number),
  );
});

test.each([
  ["without pageInfo", NO_INFO],
  ["that goes on nowhere", NOWHERE],
])("a list of open pull requests %s is a failure", async (_, pullRequests) => {
  const github = githubWith([], { ReadOpenPulls: () => ({ repository: { pullRequests } }) });
  await expect(renew(github)).rejects.toThrow("whether it goes on");
});
