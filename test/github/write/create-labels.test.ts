import { expect, test } from "vitest";
import { applyWrites } from "../../../src/github/write/apply.ts";
import type { Write } from "../../../src/text/write.ts";
import { fakeGitHub, graphqlError } from "../fake-github.ts";
import type { Call } from "../fake-github.ts";

const TARGET = {
  repository: { id: "R_1", owner: "acme", name: "shop" },
  labelIds: { incident: "LA_1" },
};

const WRITES: readonly Write[] = [
  { type: "add-label", subject: "I_42", label: "dakor:alert" },
  { type: "add-label", subject: "PR_1", label: "kludge" },
  { type: "add-label", subject: "PR_2", label: "Kludge" },
  { type: "remove-label", subject: "I_42", label: "never-there" },
];

function isCreation({ query }: Call): boolean {
  return query.includes("createLabel");
}

test("F16: labels that the repository lacks are created first, in one request, with their looks", async () => {
  const github = fakeGitHub({
    ApplyWrites: (call) =>
      isCreation(call)
        ? {
            write0: { label: { id: "LA_2", name: "dakor:alert" } },
            write1: { label: { id: "LA_3", name: "kludge" } },
          }
        : {},
  });
  await applyWrites(github, TARGET, WRITES);
  expect(github.calls).toHaveLength(2);
  expect(github.calls[0]?.variables).toMatchObject({
    input0: { repositoryId: "R_1", name: "dakor:alert", color: "f9d0c4" },
    input1: { name: "Kludge" },
  });
  expect(github.calls[1]?.variables).toEqual({
    input0: { labelableId: "I_42", labelIds: ["LA_2"] },
    input1: { labelableId: "PR_1", labelIds: ["LA_3"] },
    input2: { labelableId: "PR_2", labelIds: ["LA_3"] },
  });
});

test("F16: a label that somebody else made meanwhile is found", async () => {
  const taken = graphqlError(
    [{ type: "UNPROCESSABLE", path: ["write0"], message: "Name has already been taken" }],
    { write0: null },
  );
  const github = fakeGitHub({
    ApplyWrites: (call) => (isCreation(call) ? Promise.reject(taken) : {}),
    ReadLabels: () => ({ repository: { label0: { id: "LA_2", name: "dakor:alert" } } }),
  });
  await applyWrites(github, TARGET, WRITES.slice(0, 1));
  expect(github.calls.at(-1)?.variables).toEqual({
    input0: { labelableId: "I_42", labelIds: ["LA_2"] },
  });
});

test("when a label can't be made, the other writes are made all the same", async () => {
  const forbidden = graphqlError(
    [{ type: "FORBIDDEN", path: ["write0"], message: "Resource not accessible" }],
    { write0: null },
  );
  const github = fakeGitHub({
    ApplyWrites: (call) => (isCreation(call) ? Promise.reject(forbidden) : {}),
  });
  const comment: Write = { type: "add-comment", subject: "I_42", body: "news" };
  await expect(applyWrites(github, TARGET, [...WRITES.slice(0, 1), comment])).rejects.toMatchObject(
    { operation: "create-label", type: "FORBIDDEN", status: 403 },
  );
  expect(github.calls.at(-1)?.variables).toEqual({ input0: { subjectId: "I_42", body: "news" } });
});
