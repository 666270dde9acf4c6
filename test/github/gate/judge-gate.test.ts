import { describe, expect, test } from "vitest";
import { MORE_INCIDENTS, MORE_TIMELINE } from "../../../src/github/gate/gate-query.ts";
import { groupQuestion, pullQuestion } from "../../../src/github/gate/gate-question.ts";
import { judgePull } from "../../../src/github/gate/judge-pull.ts";
import { judgeWith } from "../../../src/github/gate/judge-target.ts";
import { readGating } from "../../../src/github/gate/read-gate.ts";
import { readMoreComments } from "../../../src/github/read/read-pulls.ts";
import { fakeGitHub, httpError, PERMISSION } from "../fake-github.ts";
import type { FakeGitHub } from "../fake-github.ts";
import {
  FILES,
  gateAnswerOf,
  gateGitHub,
  gateIssue,
  gateOptions,
  GROUP,
  HEAD,
  REF,
  targetPull,
} from "./gate-recorded.ts";
import { priceOf } from "@dakor/local-github/query-price";
import { comment, LEA, page, pull } from "../recorded.ts";
import { targetOf } from "../../../src/github/gate/read-gate-pull.ts";

async function reasonOf(github: FakeGitHub): Promise<string> {
  return (await judgePull(github, REF, gateOptions())).reason;
}

describe("requests", () => {
  test("no unreported incident: one, and no file is listed", async () => {
    const github = gateGitHub([], ["src/a.ts"]);
    expect(await reasonOf(github)).toBe("no_unreported_incident");
    expect(github.names()).toEqual(["JudgePull"]);
  });

  test("no configuration and no incident: one too", async () => {
    const github = gateGitHub([], ["src/a.ts"], { repository: { config: null } });
    expect(await reasonOf(github)).toBe("not_configured");
    expect(github.names()).toEqual(["JudgePull"]);
  });

  test("no configuration, but an incident: it holds what it touches", async () => {
    const github = gateGitHub([gateIssue(42, "src/**")], ["src/a.ts"], {
      repository: { config: null },
    });
    expect(await reasonOf(github)).toBe("report_missing");
  });

  test("F46: 3,000 files and 20 incidents: all pages at once, 34 requests for two people", async () => {
    const files = Array.from({ length: 3000 }, (_, index) => `src/${index}.ts`);
    const issues = Array.from({ length: 20 }, (_, index) =>
      gateIssue(100 + index, `packages/${index}/**`, [
        comment(`IC_john${index}`, "/note me too", {
          author: { __typename: "User", login: "john" },
        }),
      ]),
    );
    const github = gateGitHub(issues, files);
    expect(await reasonOf(github)).toBe("paths_clear");
    expect(github.calls).toHaveLength(34);
    const names = github.names();
    expect(names.slice(1, 31).every((name) => name === FILES)).toBe(true);
    expect(names.indexOf("ReadHead")).toBeGreaterThan(names.lastIndexOf(FILES));
  });

  test("no query costs much, or comes near GitHub's limit", async () => {
    const queries = [pullQuestion(REF).query, groupQuestion(GROUP).query];
    const comments = fakeGitHub({ ReadPullComments: () => ({}) });
    const first = { pageInfo: { hasNextPage: true, endCursor: "1" } };
    await readMoreComments(comments, { id: "PR_1", comments: first });
    for (const query of [
      ...queries,
      ...Object.values(MORE_INCIDENTS),
      MORE_TIMELINE,
      ...comments.calls.map((call) => call.query),
    ]) {
      const { nodes, points } = priceOf(query);
      expect(nodes).toBeLessThan(50_000);
      expect(points).toBeLessThanOrEqual(4);
    }
  });

  test("one reading is good for many pull requests", async () => {
    const github = gateGitHub([gateIssue(42, "src/**")], ["src/a.ts"]);
    const gating = await readGating(github, REF, gateOptions());
    const before = github.calls.length;
    const decided = await judgeWith(github, gating, {
      target: targetOf(targetPull(), gating.ownBots),
    });
    expect(decided).toMatchObject({ reason: "report_missing", pull: 12, head: HEAD });
    expect(github.names().slice(before)).toEqual([FILES, "ReadHead"]);
  });
});

describe("what is touched", () => {
  test.each([
    ["the new name", { filename: "src/a.ts", status: "added" }],
    [
      "the old name of a rename",
      { filename: "x.ts", status: "renamed", previous_filename: "src/a.ts" },
    ],
    ["the source of a copy", { filename: "x.ts", status: "copied", previous_filename: "src/a.ts" }],
    ["what is removed", { filename: "src/a.ts", status: "removed" }],
    ["a status that nobody knows", { filename: "src/a.ts", status: "teleported" }],
  ])("%s", async (_, file) => {
    expect(await reasonOf(gateGitHub([gateIssue(42, "src/**")], [file]))).toBe("report_missing");
  });

  test("a head that moves is judged again, three times at most", async () => {
    let heads = 0;
    const moving = (moves: number): FakeGitHub =>
      gateGitHub([gateIssue(42, "src/**")], ["src/a.ts"], {
        answers: {
          ReadHead: () => {
            heads += 1;
            const headRefOid = heads <= moves ? "f".repeat(40) : HEAD;
            return { repository: { pullRequest: { headRefOid } } };
          },
        },
      });
    expect(await reasonOf(moving(2))).toBe("report_missing");
    expect(heads).toBe(3);
    heads = 0;
    const decided = await judgePull(moving(9), REF, gateOptions());
    expect(decided).toMatchObject({ verdict: "unavailable", reason: "ref_changed" });
    expect(heads).toBe(3);
  });
});

/** What an override of this pull request says, and when GitHub first saw its head. */
function judged(named: string, pushedAt?: string): Promise<string> {
  const override = comment("IC_o", `/override ${named} because it is urgent`, {
    createdAt: "2026-02-15T11:00:00Z",
  });
  const checkSuites = { nodes: pushedAt === undefined ? [] : [{ createdAt: pushedAt }] };
  const headRef = { target: { oid: HEAD, checkSuites } };
  const pullRequest = targetPull({ headRef, commits: { nodes: [] } });
  return reasonOf(
    gateGitHub([gateIssue(42, "src/**", [override])], ["src/a.ts"], {
      repository: { pullRequest },
      answers: {
        ReadPulls: () => ({ repository: { pull0: { ...pull(12), comments: page([]) } } }),
      },
    }),
  );
}

describe("whose words count", () => {
  test("with a person's own token, their comments are commands as everybody's", async () => {
    const issue = gateIssue(42, "src/**", [comment("IC_own", "/paths docs/**")]);
    const answer = { ...gateAnswerOf([issue]), viewer: { login: "lea" } };
    const github = gateGitHub([], ["docs/a.md"], { answers: { JudgePull: () => answer } });
    expect(await reasonOf(github)).toBe("report_missing");
  });

  test("what a stranger calls an incident holds nothing", async () => {
    const github = gateGitHub([gateIssue(42, "src/**")], ["src/a.ts"], {
      answers: { [PERMISSION]: () => ({ permission: "read", role_name: "read" }) },
    });
    expect(await reasonOf(github)).toBe("no_unreported_incident");
  });

  test("an override counts for the head that was seen, whatever date its commit bears", async () => {
    expect(await judged(`#12@${HEAD}`)).toBe("overridden");
    expect(await judged(`#12@${HEAD}`, "2026-02-15T10:59:00Z")).toBe("overridden");
    expect(await judged(`#12@${HEAD}`, "2026-02-15T11:00:00Z")).toBe("report_missing");
    expect(await judged(`#12@${HEAD}`, "2026-02-15T11:01:00Z")).toBe("report_missing");
    expect(await judged(`#12@${"c".repeat(40)}`)).toBe("report_missing");
    // Nobody remembers which one was seen.
    expect(await judged("#12", "2026-02-15T10:59:00Z")).toBe("report_missing");
    expect(await judged(`#12@${HEAD.slice(0, 7)}`)).toBe("report_missing");
  });
});

describe("pages", () => {
  test("a timeline's and the list's later pages are read, and count", async () => {
    const long = gateIssue(42, "src/**");
    const first = { ...long, timelineItems: page([labelledBy(long)], "next") };
    const github = gateGitHub([], ["src/a.ts", "lib/b.ts"], {
      repository: { open: page([first], "more") },
      answers: {
        ReadGateTimeline: () => ({
          node: { timelineItems: page([comment("IC_late", "/paths src/**")]) },
        }),
        ReadMoreIncidents: () => ({ repository: { open: page([gateIssue(43, "lib/**")]) } }),
      },
    });
    const { incidents } = await judgePull(github, REF, gateOptions());
    expect(incidents.map(({ incident }) => incident)).toEqual([42, 43]);
  });
});

function labelledBy(issue: Readonly<Record<string, unknown>>): unknown {
  const id = `LE_${String(issue["number"])}`;
  const createdAt = "2026-02-15T09:51:00Z";
  return { __typename: "LabeledEvent", id, createdAt, actor: LEA, label: { name: "incident" } };
}

describe("what can't be read throws", () => {
  const broken: Readonly<Record<string, unknown>> = {
    "no repository": { viewer: { login: "x" }, repository: null },
    "no list of incidents": gateAnswerOf([], { open: null }),
    "a list with a gap": gateAnswerOf([null]),
    "no pull request": gateAnswerOf([], { pullRequest: null }),
    "a pull request without a head": gateAnswerOf([], {
      pullRequest: targetPull({ headRefOid: null }),
    }),
    nothing: undefined,
  };

  test.each(Object.entries(broken))("%s", async (_, answer) => {
    const github = gateGitHub([], [], { answers: { JudgePull: () => answer } });
    await expect(judgePull(github, REF, gateOptions())).rejects.toHaveProperty("operation");
  });

  test.each([[{ message: "Server Error" }], [[{ status: "modified" }]], [[null]], ["<html>"]])(
    "a page of files that is none: %j",
    async (files) => {
      const github = gateGitHub([gateIssue(42, "src/**")], ["src/a.ts"], {
        answers: { [FILES]: () => files },
      });
      await expect(judgePull(github, REF, gateOptions())).rejects.toHaveProperty("operation");
    },
  );

  test("a role that GitHub doesn't tell", async () => {
    const github = gateGitHub([gateIssue(42, "src/**")], ["src/a.ts"], {
      answers: {
        [PERMISSION]: () => {
          throw httpError(500, "Server Error");
        },
      },
    });
    await expect(judgePull(github, REF, gateOptions())).rejects.toMatchObject({ status: 500 });
  });
});
