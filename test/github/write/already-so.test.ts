import { ASKED } from "../../asked-revert.ts";
import { expect, test } from "vitest";
import { applyWrites } from "../../../src/github/write/apply.ts";
import type { Write } from "../../../src/text/write.ts";
import { fakeGitHub, graphqlError } from "../fake-github.ts";

const TARGET = {
  repository: { id: "R_1", owner: "acme", name: "shop" },
  labelIds: { incident: "LA_1" },
};

const MISSING = { type: "NOT_FOUND", message: "Could not resolve to a node with the global id" };

function unprocessable(message: string): Readonly<Record<string, string>> {
  return { type: "UNPROCESSABLE", message };
}

const STARTED = { type: "create-branch", branch: "b", oid: "a".repeat(40) } as const;
const OPENED = { type: "open-pull", head: "b", base: "main", title: "t", body: "" } as const;

test.each<[string, Write, Readonly<Record<string, string>>, boolean]>([
  ["F18: a comment is gone", { type: "delete-comment", id: "IC_1" }, MISSING, false],
  ["a command is gone", { type: "react", subject: "IC_1" }, MISSING, false],
  [
    "F16: a label is gone",
    { type: "remove-label", subject: "I_42", label: "incident" },
    MISSING,
    false,
  ],
  [
    "an issue is closed",
    { type: "close", issue: "I_42", as: "completed" },
    unprocessable("Issue is already closed"),
    false,
  ],
  [
    "an issue is open",
    { type: "reopen", issue: "I_42" },
    unprocessable("Issue is already open"),
    false,
  ],
  [
    "F12: a branch is there",
    STARTED,
    unprocessable('A ref named "refs/heads/b" already exists in the repository.'),
    true,
  ],
  [
    "F13: a pull request is there",
    OPENED,
    unprocessable("A pull request already exists for acme:b."),
    true,
  ],
  [
    "a revert is there",
    { type: "revert", pull: "PR_1", title: "", body: "", asked: ASKED },
    unprocessable("This pull request has already been reverted"),
    true,
  ],
])("%s already: done", async (_, ...[write, error, followUp]) => {
  const github = fakeGitHub({
    ApplyWrites: () =>
      Promise.reject(graphqlError([{ ...error, path: ["write0"] }], { write0: null })),
  });
  await expect(applyWrites(github, TARGET, [write])).resolves.toEqual({ followUp, refused: [] });
});

test.each<[string, Write, Readonly<Record<string, string>>, number]>([
  ["F18: the issue is gone", { type: "add-comment", subject: "I_42", body: "" }, MISSING, 409],
  [
    "F11, F59: somebody committed meanwhile",
    {
      type: "commit-file",
      branch: "b",
      expectedOid: "a".repeat(40),
      path: "p",
      text: "",
      message: "m",
    },
    { type: "STALE_DATA", message: 'Expected branch to point to "a" but it did not.' },
    409,
  ],
  ["F13: nothing was committed", OPENED, unprocessable("No commits between main and b"), 422],
  ["it was too much at once", OPENED, unprocessable("was submitted too quickly"), 429],
])("%s: an error, for the next run", async (_, ...[write, error, status]) => {
  const github = fakeGitHub({
    ApplyWrites: () =>
      Promise.reject(graphqlError([{ ...error, path: ["write0"] }], { write0: null })),
  });
  await expect(applyWrites(github, TARGET, [write])).rejects.toMatchObject({ status });
});
