import { expect, test } from "vitest";
import { readReverted } from "../../../src/github/gate/read-reverted.ts";
import { fakeGitHub } from "../fake-github.ts";
import type { Call } from "../fake-github.ts";
import { COMPARE, FILES, TREE } from "./gate-recorded.ts";

const PLACE = { owner: "acme", repo: "shop" };
const BEGUN = "0".repeat(40);
const BEFORE = "1".repeat(40);
const PART = "2".repeat(40);
const MERGE = "3".repeat(40);
const HEAD = "4".repeat(40);
const BACK = "5".repeat(40);

/** Contents of a.ts and b.ts, which #7 changed, and of c.ts, which it didn't. */
const TREES: Readonly<Record<string, readonly [string, string, string]>> = {
  [BEGUN]: ["a0", "b0", "c0"],
  [BEFORE]: ["a0", "b0", "c1"],
  [PART]: ["a7", "b0", "c1"],
  [BACK]: ["a0", "b0", "c1"],
};

type Merge = {
  readonly commits?: number;
  readonly merge?: string;
  readonly parents?: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
  readonly truncated?: boolean;
};

async function reverted({
  commits = 2,
  merge = MERGE,
  parents = [BEFORE],
  more,
  truncated,
}: Merge): Promise<unknown> {
  const github = fakeGitHub({
    ReadReverted: () => ({
      repository: {
        pullRequest: {
          number: 7,
          state: "MERGED",
          changedFiles: 2,
          baseRefName: "main",
          headRefOid: HEAD,
          commits: { totalCount: commits },
          mergeCommit: { oid: merge, parents: { nodes: parents.map((oid) => ({ oid })) } },
          ...more,
        },
      },
    }),
    [FILES]: () => ["a.ts", "b.ts"].map((filename) => ({ filename, status: "modified" })),
    [COMPARE]: () => ({ merge_base_commit: { sha: BEGUN } }),
    [TREE]: ({ variables }: Call) => ({
      truncated: truncated ?? false,
      tree: (TREES[String(variables["tree_sha"])] ?? []).map((sha, index) => ({
        path: `${"abc"[index]}.ts`,
        sha,
        type: "blob",
        mode: "100644",
      })),
    }),
  });
  const reverting = {
    number: 7,
    base: "main",
    head: BACK,
    files: [{ path: "a.ts", isRemoved: false }],
  };
  const found = await readReverted(github, PLACE, reverting);
  return "unknown" in found ? found.unknown : found.differing;
}

test.each<readonly [string, Merge, unknown]>([
  ["a squash of two commits, with others' work before it", {}, []],
  ["one commit, squashed or by itself", { commits: 1 }, []],
  ["a merge", { parents: [BEFORE, HEAD] }, []],
  ["a merge of two, of which the last one shows nothing", { parents: [PART, HEAD] }, ["a.ts"]],
  ["two commits, each by itself: the first is before the last", { parents: [PART] }, "unclear"],
  ["a merge of another head, in which it came along", { parents: [BEFORE, PART] }, "unclear"],
  ["a merge of three", { parents: [BEFORE, HEAD, PART] }, "unclear"],
  ["its own head, pushed", { merge: HEAD }, "unclear"],
  ["its own head, of one commit", { merge: HEAD, commits: 1 }, "unclear"],
  ["no parent", { parents: [] }, "unclear"],
  ["no merge commit", { more: { mergeCommit: null } }, "unclear"],
  ["a number of commits that isn't told", { more: { commits: null } }, "unclear"],
  ["no head", { more: { headRefOid: null } }, "unclear"],
  ["closed", { more: { state: "CLOSED" } }, "unmerged"],
  ["merged elsewhere", { more: { baseRefName: "mine" } }, "elsewhere"],
  ["a tree that isn't whole", { truncated: true }, "unlisted"],
  ["a file that isn't listed", { more: { changedFiles: 3 } }, "unlisted"],
])("merged as %s", async (_, merge, expected) => {
  expect(await reverted(merge)).toEqual(expected);
});
