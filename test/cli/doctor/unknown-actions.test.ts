import { expect, test } from "vitest";
import { checkAction } from "../../../src/cli/doctor/checks/check-workflow.ts";
import { readUnknownActions } from "../../../src/cli/doctor/read-unknown-actions.ts";
import { ok } from "../../../src/core/model/result.ts";
import type { GitHub } from "../../../src/github/client/github.ts";
import { httpError } from "../../github/fake-github.ts";
import { initWorkflow } from "../init-workflow.ts";

const SHA = "a".repeat(40);

function answering(status: number, asked: string[] = []): GitHub {
  return {
    graphql: () => Promise.reject(new Error("It asks over REST.")),
    request: async (_, { owner, repo, ref }) => {
      asked.push(`${String(owner)}/${String(repo)} ${String(ref)}`);
      if (status >= 400) throw httpError(status, `No commit found for SHA: ${String(ref)}`);
      return { status, data: {} };
    },
  };
}

function files(uses: string): Parameters<typeof readUnknownActions>[1] {
  const workflows = [
    { path: ".github/workflows/dakor.yml", text: initWorkflow("dakor.yml", uses) },
  ];
  return { config: undefined, template: undefined, forms: [], workflows };
}

test.each([
  ["a tag that nobody made", "acme/dakor@v1", 422, ["acme/dakor@v1"]],
  ["a tag that is there", "acme/dakor@v1", 200, []],
  ["a repository that can't be seen", "acme/dakor@v1", 404, []],
])("%s", async (...[, uses, status, unknown]) => {
  const asked: string[] = [];
  const github = answering(status, asked);
  expect(await readUnknownActions(github, files(uses))).toEqual(unknown);
  expect(asked).toEqual(["acme/dakor v1"]);
});

test.each([`acme/dakor@${SHA}`, "./"])("%s needs no question", async (uses) => {
  const asked: string[] = [];
  expect(await readUnknownActions(answering(422, asked), files(uses))).toEqual([]);
  expect(asked).toEqual([]);
});

test("it is wrong, with what to write instead", () => {
  const facts = { unknownActions: ok(["acme/dakor@v1"]) } as const;
  expect(checkAction(facts)).toEqual([
    {
      level: "error",
      says: "The workflows use acme/dakor@v1, and there is no such tag, branch or commit: their jobs can't start.",
      fix: "dakor init writes a commit that is there; or by hand: uses: acme/dakor@<SHA>",
    },
  ]);
});
