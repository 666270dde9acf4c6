import { createRoleCache } from "../../../src/github/read/read-role.ts";
import { fakeGitHub, PERMISSION } from "../fake-github.ts";
import type { Call, FakeGitHub } from "../fake-github.ts";
import { comment, LEA, page, pull } from "../recorded.ts";
import type { GateOptions } from "../../../src/github/gate/gate-answer.ts";

type Json = Readonly<Record<string, unknown>>;
type Answers = Parameters<typeof fakeGitHub>[0];

export const HEAD = "b".repeat(40);
export const FILES = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
export const COMPARE = "GET /repos/{owner}/{repo}/compare/{basehead}";
export const TREE = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";
export const REF = { owner: "acme", repo: "shop", number: 12 };

export const GROUP = {
  owner: "acme",
  repo: "shop",
  baseSha: "a".repeat(40),
  headSha: "c".repeat(40),
  headRef: `refs/heads/gh-readonly-queue/main/pr-12-${"a".repeat(40)}`,
};

export function gateOptions(more: Partial<GateOptions> = {}): GateOptions {
  const roles = createRoleCache({ clock: () => 0 });
  return { now: "2026-02-15T12:00:00Z", roles, ...more };
}

/** An open incident of lea's with a path. */
export function gateIssue(number: number, paths: string, more: readonly unknown[] = []): Json {
  return {
    id: `I_${number}`,
    number,
    url: `https://github.com/acme/shop/issues/${number}`,
    title: `Incident ${number}`,
    body: "",
    state: "OPEN",
    stateReason: null,
    createdAt: "2026-02-15T09:50:00Z",
    lastEditedAt: null,
    author: LEA,
    editor: null,
    labels: { nodes: [{ name: "incident" }] },
    timelineItems: page([labelled(number), comment(`IC_${number}`, `/paths ${paths}`), ...more]),
  };
}

function labelled(number: number): Json {
  const createdAt = "2026-02-15T09:51:00Z";
  return {
    __typename: "LabeledEvent",
    id: `LE_${number}`,
    createdAt,
    actor: LEA,
    label: { name: "incident" },
  };
}

export function targetPull(more: Json = {}): Json {
  return {
    ...pull(12),
    baseRefName: "main",
    baseRefOid: "a".repeat(40),
    changedFiles: 1,
    headRef: null,
    commits: {
      nodes: [
        {
          commit: { oid: HEAD, committedDate: "2026-02-15T09:00:00Z", checkSuites: { nodes: [] } },
        },
      ],
    },
    ...more,
  };
}

export function gateAnswerOf(issues: readonly unknown[], more: Json = {}): Json {
  return {
    viewer: { login: "dakor[bot]" },
    repository: {
      id: "R_1",
      name: "shop",
      url: "https://github.com/acme/shop",
      owner: { login: "acme" },
      defaultBranchRef: { name: "main", target: { oid: "d".repeat(40) } },
      config: { __typename: "Blob", text: "timezone: UTC\n" },
      reports: null,
      open: page(issues),
      owed: page([]),
      recent: page([]),
      kludges: { nodes: [] },
      pullRequest: targetPull(),
      queue: page([]),
      onto: { target: { oid: "d".repeat(40) } },
      ...more,
    },
  };
}

/** A GitHub of one pull request, whose files are these; everybody maintains. */
export function gateGitHub(
  issues: readonly unknown[],
  files: readonly (string | Json)[] = [],
  more: { readonly repository?: Json; readonly answers?: Answers } = {},
): FakeGitHub {
  const listed = files.map((file) =>
    typeof file === "string" ? { filename: file, status: "modified" } : file,
  );
  const answer = gateAnswerOf(issues, {
    pullRequest: targetPull({ changedFiles: files.length }),
    ...more.repository,
  });
  return fakeGitHub({
    JudgePull: () => answer,
    JudgeGroup: () => answer,
    ReadGate: () => answer,
    ReadHead: () => ({ repository: { pullRequest: { headRefOid: HEAD } } }),
    [FILES]: (call: Call) => {
      const from = (Number(call.variables["page"]) - 1) * 100;
      return listed.slice(from, from + 100);
    },
    [PERMISSION]: () => ({ permission: "write", role_name: "maintain" }),
    ...more.answers,
  });
}
