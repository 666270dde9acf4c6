import { beforeAll, describe, expect, test } from "vitest";
import {
  LONGEST_FRONT,
  LONGEST_REPORT,
  readFrontMatter,
} from "../../../src/core/report/front-matter.ts";
import { checkReport, MOST_REPORTS } from "../../../src/core/report/report-rule.ts";
import { judgePull } from "../../../src/github/gate/judge-pull.ts";
import { PERMISSION } from "../../github/fake-github.ts";
import type { Call } from "../../github/fake-github.ts";
import {
  gateGitHub,
  gateIssue,
  gateOptions,
  REF,
  targetPull,
} from "../../github/gate/gate-recorded.ts";
import { longestTurn } from "./longest-turn.ts";
import { costOf, SHARED } from "../../cost-of.ts";

// The App has loaded it when the first pull request comes.
beforeAll(async () => {
  await import("../../../src/github/gate/judge-target.ts");
});

/** What may stand in a stranger's front matter; the first took the parser eight seconds. */
const FRONTS: Readonly<Record<string, string>> = {
  "closing brackets": "]".repeat(99_900),
  "opening brackets": "[".repeat(99_900),
  "maps in maps": "a: {".repeat(20_000),
  anchors: "a: &a [b]\n".repeat(6_000),
  aliases: "*a ".repeat(20_000),
  keys: Array.from({ length: 9_000 }, (_, index) => `k${index}: 1`).join("\n"),
  escapes: `a: "${"\\x41".repeat(15_000)}"`,
  "empty lines": "\n".repeat(60_000),
  questions: "? ".repeat(30_000),
  tags: "! ".repeat(30_000),
};

describe("a front matter that is made to be slow", () => {
  test.each(Object.entries(FRONTS))("of %s is given up at once", (_, front) => {
    for (const text of [front, front.slice(0, LONGEST_FRONT - 20)]) {
      const report = `---\nincident: 42\n${text}\n---\n`;
      expect(readFrontMatter(report).status).not.toBe("missing");
      expect(costOf(() => readFrontMatter(report))).toBeLessThan(SHARED * 60);
    }
  });

  test("is read where it is long for good reasons", () => {
    const names = Array.from({ length: 500 }, (_, index) => `  - src/checkout/${index}/**`);
    const front = readFrontMatter(`---\nincident: 42\npaths:\n${names.join("\n")}\n---\n`);
    expect(front).toMatchObject({ status: "read", values: { incident: 42 } });
  });
});

test("what follows the longest report is not read", () => {
  const report = `---\nincident: 42\n---\n${"a\n".repeat(LONGEST_REPORT / 2)}\nTODO: late\n`;
  expect(checkReport(report, 42).map(({ reason }) => reason)).not.toContain("todo-left");
});

function forkWith(count: number, text: string): ReturnType<typeof gateGitHub> {
  const names = Array.from({ length: count }, (_, index) => `docs/incidents/a${index}.md`);
  return gateGitHub([gateIssue(42, "**")], names, {
    repository: { pullRequest: targetPull({ changedFiles: count, isCrossRepository: true }) },
    answers: {
      [PERMISSION]: ({ variables }: Call) => ({
        role_name: variables["username"] === "lea" ? "maintain" : "none",
      }),
      ReadReports: ({ variables }: Call) => ({
        repository: Object.fromEntries(
          Object.keys(variables)
            .filter((name) => name.startsWith("path"))
            .map((name) => [name.replace("path", "file"), { text: `${text}\n${name}` }]),
        ),
      }),
    },
  });
}

describe("a fork's pull request of reports", () => {
  const heavy = `---\nincident: [${Array.from({ length: 20 }, (_, index) => 30 + index).join()}]\n---\n`;
  test.each([
    ["hostile front matters", `---\nincident: 42\n${FRONTS["anchors"]}\n---\n`],
    ["a heading in each line", `${heavy}${"# a\n".repeat(60_000)}`],
    ["long code", `${heavy}${"`a` ".repeat(60_000)}`],
  ])("with %s leaves the loop to others", async (_, text) => {
    const github = forkWith(MOST_REPORTS, text);
    const { blocked, answer } = await longestTurn(() => judgePull(github, REF, gateOptions()));
    expect(answer.verdict).toBe("hold");
    expect(blocked).toBeLessThan(SHARED * 100);
  });

  test("is held where there are more than are read", async () => {
    const github = forkWith(MOST_REPORTS + 1, "---\nincident: 42\n---\n");
    expect(await judgePull(github, REF, gateOptions())).toMatchObject({ verdict: "hold" });
    expect(github.names()).not.toContain("ReadReports");
  });
});
