import { describe, expect, test } from "vitest";
import { judgeGroup } from "../../../src/github/gate/judge-group.ts";
import { judgePull } from "../../../src/github/gate/judge-pull.ts";
import { prefixAsked } from "./prefix-asked.ts";
import type { FakeGitHub } from "../fake-github.ts";
import {
  COMPARE,
  FILES,
  gateGitHub,
  gateIssue,
  gateOptions,
  GROUP,
  REF,
  targetPull,
  TREE,
} from "./gate-recorded.ts";

async function reasonOf(github: FakeGitHub): Promise<string> {
  return (await judgePull(github, REF, gateOptions())).reason;
}

function folders(isSame: boolean): () => unknown {
  return () => ({
    repository: {
      object0: { oid: "1" },
      object1: { oid: "2" },
      object2: { oid: "3" },
      object3: { oid: isSame ? "3" : "4" },
    },
  });
}

/** A pull request of 5,000 files, of which GitHub lists one. */
function large(answers: Readonly<Record<string, () => unknown>>): FakeGitHub {
  return gateGitHub([gateIssue(42, "src/**")], ["docs/a.md"], {
    repository: { pullRequest: targetPull({ changedFiles: 5000 }) },
    answers: {
      [COMPARE]: () => ({ merge_base_commit: { sha: "e".repeat(40) } }),
      ...answers,
    },
  });
}

function tree(files: Readonly<Record<string, string>>, truncated = false): unknown {
  const entries = Object.entries(files).map(([path, sha]) => ({
    path,
    sha,
    type: "blob",
    mode: "100644",
  }));
  return { truncated, tree: entries };
}

/** Whose trees both are whole: this one, after "src/a.ts" and "x.ts" of before. */
function changed(after: Readonly<Record<string, string>>): FakeGitHub {
  let trees = 0;
  return large({
    CompareFolders: folders(false),
    [TREE]: () => tree((trees += 1) === 1 ? { "src/a.ts": "1", "x.ts": "2" } : after),
  });
}

function group(files: readonly string[]): FakeGitHub {
  return gateGitHub([gateIssue(42, "src/**")], [], {
    answers: {
      [COMPARE]: () => ({
        merge_base_commit: { sha: GROUP.baseSha },
        files: files.map((filename) => ({ filename, status: "modified" })),
      }),
      CompareFolders: folders(true),
    },
  });
}

describe("F46: more files than GitHub lists", () => {
  test("an equal folder is untouched", async () => {
    const github = large({ CompareFolders: folders(true) });
    expect(await reasonOf(github)).toBe("paths_clear");
    expect(github.names().filter((name) => name === FILES)).toHaveLength(30);
  });

  test("where it differs, both trees tell which files", async () => {
    const held = await judgePull(changed({ "x.ts": "2" }), REF, gateOptions());
    expect(held.incidents).toMatchObject([{ paths: [{ files: ["src/a.ts"], count: 1 }] }]);
    expect(await reasonOf(changed({ "src/a.ts": "1", "x.ts": "3" }))).toBe("paths_clear");
  });

  test("where not even the trees are whole, it is held", async () => {
    const github = large({ CompareFolders: folders(false), [TREE]: () => tree({}, true) });
    expect(await reasonOf(github)).toBe("files_unlisted");
  });

  test("a commit that GitHub doesn't find makes nothing equal", async () => {
    const github = large({
      CompareFolders: () => ({
        repository: { object0: null, object1: null, object2: null, object3: null },
      }),
      [TREE]: () => tree({}, true),
    });
    expect(await reasonOf(github)).toBe("files_unlisted");
  });

  test.each([
    ["src/checkout/**", "src/checkout"],
    ["src/check*/a.ts", "src"],
    ["/src/a.ts", "src/a.ts"],
    ["docs/", "docs"],
    ["**/*.ts", ""],
    ["?.ts", ""],
  ])("%s can match nothing outside of %j", async (pattern, prefix) => {
    expect(await prefixAsked(pattern)).toBe(prefix);
  });
});

describe("merge groups", () => {
  test("are judged by their own files and commit", async () => {
    const held = await judgeGroup(group(["src/a.ts"]), GROUP, gateOptions());
    expect(held).toMatchObject({ reason: "report_missing", pull: 12, head: GROUP.headSha });
    const clear = await judgeGroup(group(["docs/a.md"]), GROUP, gateOptions());
    expect(clear.reason).toBe("paths_clear");
  });

  test("of 300 files and more are compared by their trees", async () => {
    const github = group(Array.from({ length: 300 }, (_, index) => `docs/${index}.md`));
    expect((await judgeGroup(github, GROUP, gateOptions())).reason).toBe("paths_clear");
    expect(github.names()).toContain("CompareFolders");
  });

  test("of which nobody knows the pull request have no exemptions, and no number", async () => {
    const unnamed = { ...GROUP, headRef: "refs/heads/main" };
    const held = await judgeGroup(group(["src/a.ts"]), unnamed, gateOptions());
    expect(held.reason).toBe("report_missing");
    expect(held).not.toHaveProperty("pull");
  });
});
