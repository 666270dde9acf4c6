import { describe, expect, test } from "vitest";
import type { ReportState } from "../../../src/core/model/snapshot.ts";
import { readIncident } from "../../../src/github/read/read-incident.ts";
import { createRoleCache } from "../../../src/github/read/read-role.ts";
import { fakeGitHub, PERMISSION } from "../fake-github.ts";
import type { FakeGitHub } from "../fake-github.ts";
import { incident, issue, pull } from "../recorded.ts";

const PATH = "docs/incidents/2026-02-15-42-saved-cards.md";

async function reportOf(github: FakeGitHub): Promise<ReportState | undefined> {
  const roles = createRoleCache({ clock: () => 0 });
  const ref = { owner: "acme", repo: "shop", number: 42 };
  const reading = await readIncident(github, ref, { now: "2026-02-16T09:00:00Z", roles });
  return reading?.snapshot.report;
}

function githubWith(more: Readonly<Record<string, unknown>>, objects = {}): FakeGitHub {
  const found: Readonly<Record<string, unknown>> = objects;
  return fakeGitHub({
    ReadIncident: () => incident([], more),
    ReadObject: ({ variables }) => ({
      repository: { object: found[String(variables["expression"])] ?? null },
    }),
    ReadReports: ({ variables }) => {
      const files = Object.entries(variables)
        .filter(([name]) => name.startsWith("path"))
        .map(([name, path]) => [name.replace("path", "file"), found[String(path)] ?? null]);
      return { repository: Object.fromEntries(files) };
    },
    ReadReportFolder: ({ variables }) => ({
      repository: { object: found[String(variables["expression"])] ?? null },
    }),
    [PERMISSION]: () => ({ role_name: "write" }),
  });
}

const REF = { target: { oid: "c".repeat(40) } };

test("the report's file is the one that its pull request adds", async () => {
  const github = githubWith(
    {
      reportRef: REF,
      reportPulls: {
        nodes: [
          pull(50, { isCrossRepository: true }),
          pull(51, {
            files: { nodes: [{ path: "docs/incidents/README.md" }, { path: PATH }] },
            reviews: { nodes: [{ __typename: "ReviewRequestedEvent" }] },
          }),
          pull(40),
        ],
      },
    },
    { [`refs/heads/dakor/report-42:${PATH}`]: { text: "# Report" } },
  );
  expect(await reportOf(github)).toMatchObject({
    branch: "dakor/report-42",
    branchOid: "c".repeat(40),
    pull: { number: 51 },
    file: { path: PATH, text: "# Report" },
    hasReviewers: true,
  });
  expect(github.names().filter((name) => name === "ReadObject")).toHaveLength(1);
});

test("before there is a pull request, the branch's folder is searched", async () => {
  const entries = [{ name: "2026-01-01-7-other.md" }, { name: "2026-02-15-42-saved-cards.md" }];
  const github = githubWith(
    { reportRef: REF },
    {
      "refs/heads/dakor/report-42:docs/incidents": { entries },
      [`refs/heads/dakor/report-42:${PATH}`]: { text: "" },
    },
  );
  const report = await reportOf(github);
  expect(report?.file).toEqual({ path: PATH, text: "" });
  expect(report).not.toHaveProperty("pull");
});

test("a folder may be configured with a slash at its end", async () => {
  const github = githubWith(
    {
      reportRef: REF,
      config: { __typename: "Blob", text: "report:\n  directory: reports/\n" },
    },
    {
      "refs/heads/dakor/report-42:reports": { entries: [{ name: "2026-02-15-42.md" }] },
      "refs/heads/dakor/report-42:reports/2026-02-15-42.md": { text: "#" },
    },
  );
  expect((await reportOf(github))?.file?.path).toBe("reports/2026-02-15-42.md");
});

test("a branch without the file has none, and a merged report needs no branch", async () => {
  expect(await reportOf(githubWith({ reportRef: REF }))).not.toHaveProperty("file");
  const github = githubWith({ reportPulls: merged([]) });
  expect(await reportOf(github)).toMatchObject({ pull: { state: "merged" }, hasReviewers: false });
  expect(github.names()).not.toContain("ReadObject");
});

function merged(paths: readonly string[]): object {
  const files = { nodes: paths.map((path) => ({ path })) };
  return { nodes: [pull(51, { state: "MERGED", mergedAt: "2026-02-16T10:00:00Z", files })] };
}

const TEXT = [
  "---\nincident: 42\n---\n# Saved cards",
  ...["Summary", "Impact", "Timeline", "Cause"].map((name) => `## ${name}\n\nTold.`),
].join("\n\n");

describe("the report on the default branch", () => {
  test("isn't asked for while the incident is open and no report is merged", async () => {
    const github = githubWith({ reportPulls: { nodes: [pull(51)] } });
    expect(await reportOf(github)).not.toHaveProperty("published");
    expect(github.names().join(" ")).not.toContain("ReadReport");
  });

  test("F23: is the file that the merged pull request added, wherever it lies", async () => {
    const path = "post-mortems/cards.md";
    const github = githubWith(
      { reportPulls: merged([path]) },
      { [`HEAD:${path}`]: { text: TEXT } },
    );
    expect(await reportOf(github)).toMatchObject({ published: { path, text: TEXT } });
    expect(github.names().filter((name) => name.startsWith("ReadReport"))).toHaveLength(1);
  });

  test("F23: was moved: the folder is searched, and the text tells whose it is", async () => {
    const moved = "docs/incidents/2026-03-01-42-cards.md";
    const other = "docs/incidents/2026-01-01-42-of-another-time.md";
    const github = githubWith(
      { issue: issue([], { state: "CLOSED", stateReason: "COMPLETED" }) },
      {
        "HEAD:docs/incidents": {
          entries: [other, moved, "docs/incidents/2026-01-01-142-x.md"].map((path) => ({
            name: path.slice("docs/incidents/".length),
            type: "blob",
            size: 100,
          })),
        },
        [`HEAD:${other}`]: { text: TEXT.replace("42", "7") },
        [`HEAD:${moved}`]: { text: TEXT },
      },
    );
    expect((await reportOf(github))?.published).toEqual({ path: moved, text: TEXT });
  });

  test("that says nothing is shown all the same, so that people see what is missing", async () => {
    const github = githubWith(
      { reportPulls: merged([PATH]) },
      { [`HEAD:${PATH}`]: { text: "Hm" } },
    );
    expect((await reportOf(github))?.published).toEqual({ path: PATH, text: "Hm" });
  });
});

test.each([
  ["2026-02-15-42-saved-cards.md", true],
  ["2026-02-15-42.md", true],
  ["2026-02-15-7-about-42-cards.md", false],
  ["2026-02-42-7.md", false],
  ["README.md", false],
])("%s on the branch is the report of incident 42: %s", async (name, isIts) => {
  const github = githubWith(
    { reportRef: REF },
    {
      "refs/heads/dakor/report-42:docs/incidents": { entries: [{ name }] },
      [`refs/heads/dakor/report-42:docs/incidents/${name}`]: { text: "# Report" },
    },
  );
  const path = (await reportOf(github))?.file?.path;
  expect(path).toBe(isIts ? `docs/incidents/${name}` : undefined);
});
