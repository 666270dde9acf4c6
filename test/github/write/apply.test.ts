import { ASKED } from "../../asked-revert.ts";
import { expect, test } from "vitest";
import { applyWrites, refusedBy } from "../../../src/github/write/apply.ts";
import type { Write } from "../../../src/text/write.ts";
import { fakeGitHub, graphqlError, httpError } from "../fake-github.ts";

const TARGET = {
  repository: { id: "R_1", owner: "acme", name: "shop" },
  labelIds: { incident: "LA_1", "dakor:alert": "LA_2" },
};

const EVERY_WRITE: readonly Write[] = [
  { type: "add-comment", subject: "I_42", body: 'A "quoted" {board}' },
  { type: "edit-comment", id: "IC_1", body: "$input0" },
  { type: "delete-comment", id: "IC_2" },
  { type: "react", subject: "IC_3" },
  { type: "add-label", subject: "I_42", label: "DAKOR:alert" },
  { type: "remove-label", subject: "I_42", label: "incident" },
  { type: "close", issue: "I_42", as: "completed" },
  { type: "reopen", issue: "I_42" },
  { type: "revert", pull: "PR_12", title: "Revert it", body: "Reverts #12", asked: ASKED },
  { type: "create-branch", branch: "dakor/report-42", oid: "a".repeat(40) },
  {
    type: "commit-file",
    branch: "dakor/report-42",
    expectedOid: "a".repeat(40),
    path: "docs/incidents/42.md",
    text: "Grüße ✅",
    message: "Report on #42\n\nGenerated.",
  },
  { type: "open-pull", head: "dakor/report-42", base: "main", title: "Report", body: "Please" },
];

test("nothing to write takes no request", async () => {
  const github = fakeGitHub({});
  await expect(applyWrites(github, TARGET, [])).resolves.toEqual({
    followUp: false,
    refused: [],
  });
});

test("all writes of a run are one request, in their order", async () => {
  const github = fakeGitHub({ ApplyWrites: () => ({}) });
  await expect(applyWrites(github, TARGET, EVERY_WRITE)).resolves.toEqual({
    followUp: true,
    refused: [],
  });
  expect(github.calls).toHaveLength(1);
  const [call] = github.calls;
  const fields = [...(call?.query.matchAll(/write\d+: (\w+)/g) ?? [])].map(([, field]) => field);
  expect(fields).toEqual([
    "addComment",
    "updateIssueComment",
    "deleteIssueComment",
    "addReaction",
    "addLabelsToLabelable",
    "removeLabelsFromLabelable",
    "closeIssue",
    "reopenIssue",
    "revertPullRequest",
    "createRef",
    "createCommitOnBranch",
    "createPullRequest",
  ]);
  expect(Object.values(call?.variables ?? {})).toMatchSnapshot();
});

test("what people wrote stands in the variables, never in the query", async () => {
  const github = fakeGitHub({ ApplyWrites: () => ({}) });
  await applyWrites(github, TARGET, EVERY_WRITE);
  const { query = "" } = github.calls[0] ?? {};
  for (const words of ["quoted", "Revert it", "dakor", "docs", "main", "I_42"]) {
    expect(query).not.toContain(words);
  }
});

test("Octokit is told not to repeat a write", async () => {
  const sent: unknown[] = [];
  const github = {
    ...fakeGitHub({}),
    graphql: async (_: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> => {
      sent.push(variables["request"]);
      return Promise.resolve({});
    },
  };
  await applyWrites(github, TARGET, [{ type: "reopen", issue: "I_42" }]);
  expect(sent).toEqual([{ retries: 0 }]);
});

test("45 writes take three requests, one after the other", async () => {
  let open = 0;
  const github = fakeGitHub({
    ApplyWrites: async () => {
      open += 1;
      expect(open).toBe(1);
      await Promise.resolve();
      open -= 1;
      return {};
    },
  });
  const writes = Array.from({ length: 45 }, (_, index): Write => {
    return { type: "add-comment", subject: "I_42", body: `${index}` };
  });
  await applyWrites(github, TARGET, writes);
  expect(github.calls.map(({ variables }) => Object.keys(variables).length)).toEqual([20, 20, 5]);
});

test("a write that is refused doesn't stop the others, and is one error in the end", async () => {
  const github = fakeGitHub({
    ApplyWrites: () =>
      Promise.reject(
        graphqlError(
          [
            { type: "FORBIDDEN", path: ["write0"], message: "Resource not accessible" },
            { type: "UNPROCESSABLE", path: ["write2"], message: "Body is too long" },
          ],
          { write0: null, write1: {}, write2: null },
        ),
      ),
  });
  const writes: readonly Write[] = [
    { type: "reopen", issue: "I_42" },
    { type: "react", subject: "IC_3" },
    { type: "add-comment", subject: "I_42", body: "long" },
  ];
  const thrown: unknown = await applyWrites(github, TARGET, writes).catch(
    (error: unknown) => error,
  );
  expect(thrown).toMatchObject({
    operation: "reopen",
    message:
      "reopen: Resource not accessible (FORBIDDEN, request AB12:3C4D)\n" +
      "add-comment: Body is too long (UNPROCESSABLE, request AB12:3C4D)",
    type: "FORBIDDEN",
    status: 403,
    requestId: "AB12:3C4D",
  });
  expect(refusedBy(thrown)).toEqual([{ write: writes[0], reason: "Resource not accessible" }]);
});

test.each([
  "The pull request could not be reverted because of conflicts.",
  "refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission",
  "refusing to allow an OAuth App to create or update workflow `.github/workflows/ci.yml` without `workflow` scope",
])("what no later try can do fails nothing, and is told: %s", async (message) => {
  const github = fakeGitHub({
    ApplyWrites: () =>
      Promise.reject(
        graphqlError([{ type: "UNPROCESSABLE", path: ["write0"], message }], { write0: null }),
      ),
  });
  const write: Write = { type: "revert", pull: "PR_12", title: "Revert", body: "", asked: ASKED };
  await expect(applyWrites(github, TARGET, [write])).resolves.toEqual({
    followUp: false,
    refused: [{ write, reason: message }],
  });
});

test.each([
  "Repository rule violations found\n\nChanges must be made through a pull request.",
  "GH013: Repository rule violations found for refs/heads/revert-12",
  "Push cannot contain secrets: push protection",
  "pre-receive hook declined",
  "GitHub Actions is not permitted to create or approve pull requests (revertPullRequest)",
])(
  "F14: a rule in the way is a refusal, although GitHub calls it a mistake: %s",
  async (message) => {
    const github = fakeGitHub({
      ApplyWrites: () =>
        Promise.reject(
          graphqlError([{ type: "UNPROCESSABLE", path: ["write0"], message }], { write0: null }),
        ),
    });
    const write: Write = { type: "revert", pull: "PR_12", title: "Revert", body: "", asked: ASKED };
    const thrown: unknown = await applyWrites(github, TARGET, [write]).catch(
      (error: unknown) => error,
    );
    expect(thrown).toMatchObject({ status: 403 });
    expect(refusedBy(thrown)).toEqual([{ write, reason: message }]);
  },
);

test("F02: a request without an answer is an error, and is not repeated", async () => {
  const github = fakeGitHub({
    ApplyWrites: () => Promise.reject(httpError(502, "Server Error", { "x-up": "1" })),
  });
  const write: Write = { type: "add-comment", subject: "I_42", body: "" };
  await expect(applyWrites(github, TARGET, [write])).rejects.toMatchObject({
    message: "add-comment: Server Error (request AB12:3C4D)",
    status: 502,
    headers: { "x-up": "1" },
  });
  expect(github.calls).toHaveLength(1);
});

test("an error about the whole request is no answer either", async () => {
  const limited = graphqlError([{ type: "RATE_LIMITED", message: "API rate limit exceeded" }]);
  const github = fakeGitHub({ ApplyWrites: () => Promise.reject(limited) });
  const write: Write = { type: "reopen", issue: "I_42" };
  await expect(applyWrites(github, TARGET, [write])).rejects.toMatchObject({
    type: "RATE_LIMITED",
    status: 429,
  });
});

test("after a limit nothing more is sent", async () => {
  const error = graphqlError(
    [{ type: "UNPROCESSABLE", message: "was submitted too quickly", path: ["write3"] }],
    { write3: null },
  );
  const github = fakeGitHub({ ApplyWrites: () => Promise.reject(error) });
  const writes = Array.from({ length: 30 }, (): Write => {
    return { type: "add-comment", subject: "I_42", body: "" };
  });
  const asked: Write = { type: "request-reviewers", pull: 51, users: ["lea"], teams: [] };
  await expect(applyWrites(github, TARGET, [...writes, asked])).rejects.toMatchObject({
    status: 429,
  });
  expect(github.calls).toHaveLength(1);
});

test("a duplicate is closed with the issue that it duplicates", async () => {
  const github = fakeGitHub({
    ReadIssueId: () => ({ repository: { issue: { id: "I_41" } } }),
    ApplyWrites: () => ({}),
  });
  const write: Write = { type: "close", issue: "I_42", as: "duplicate", duplicateOf: 41 };
  await applyWrites(github, TARGET, [write]);
  expect(github.calls.at(-1)?.variables["input0"]).toEqual({
    issueId: "I_42",
    stateReason: "DUPLICATE",
    duplicateIssueId: "I_41",
  });
});
