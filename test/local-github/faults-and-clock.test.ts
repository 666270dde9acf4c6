import { expect, test } from "vitest";
import type { Exchange, Fault } from "@dakor/local-github";
import { readGitHubDescription } from "../github-description/validate.ts";
import { repo, startValidated } from "./start-validated.ts";

test.each<[string, Fault, number]>([
  [
    "an answer instead of the effect",
    { kind: "before", status: 502, body: { message: "Bad Gateway" } },
    0,
  ],
  ["an answer after the effect", { kind: "after", status: 500 }, 1],
  ["a connection cut before the effect", { kind: "cut-before" }, 0],
  ["a connection cut after the effect", { kind: "cut-after" }, 1],
])("%s can be made to happen", async (_, fault, comments) => {
  const seen: string[] = [];
  const { github, as } = await startValidated({
    fault: ({ operation, path }) => {
      seen.push(operation ?? path);
      return operation === "comment" ? fault : undefined;
    },
  });
  const lea = as("lea");
  const { data: issue } = await lea.rest.issues.create({ ...repo, title: "One" });
  const mutation = `mutation comment { addComment(input: {subjectId: "${issue.node_id}", body: "hi"}) { clientMutationId } }`;
  await expect(lea.graphql(mutation)).rejects.toBeInstanceOf(Error);
  const { data } = await lea.rest.issues.listComments({ ...repo, issue_number: 1 });
  expect(data).toHaveLength(comments);
  expect(seen).toEqual([
    "/repos/acme/shop/issues",
    "comment",
    "/repos/acme/shop/issues/1/comments",
  ]);
  await github.close();
});

test("every timestamp follows the given clock", async () => {
  let now = Date.parse("2026-03-01T12:00:00Z");
  const exchanges: Exchange[] = [];
  const { github, as, app } = await startValidated({
    now: () => now,
    observe: (exchange) => exchanges.push(exchange),
  });
  const { issues, repos } = as("lea").rest;
  const at = { ...repo, issue_number: 1 };
  await issues.create({ ...repo, title: "One", labels: ["red"] });
  now = Date.parse("2026-03-02T08:30:00Z");
  await app.rest.issues.createComment({ ...at, body: "Next day" });
  await repos.createOrUpdateFileContents({ ...repo, path: "a.txt", message: "a", content: "YQ==" });
  const { data: issue } = await issues.update({ ...at, state: "closed" });
  expect(issue).toMatchObject({
    created_at: "2026-03-01T12:00:00Z",
    updated_at: "2026-03-02T08:30:00Z",
    closed_at: "2026-03-02T08:30:00Z",
  });
  const { data: run } = await app.rest.checks.create({
    ...repo,
    name: "gate",
    head_sha: (await repos.getCommit({ ...repo, ref: "main" })).data.sha,
    status: "completed",
    conclusion: "success",
  });
  expect(run.completed_at).toBe("2026-03-02T08:30:00Z");
  const told = exchanges
    .filter((one) => !one.path.endsWith("/access_tokens"))
    .map((one) => one.responseBody);
  const texts = JSON.stringify([
    told,
    github.deliveries().map((one) => [one.deliveredAt, one.payload]),
  ]);
  const times = new Set(texts.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g));
  expect([...times].toSorted()).toEqual(["2026-03-01T12:00:00Z", "2026-03-02T08:30:00Z"]);
  expect(exchanges.map((one) => one.actorName)).toContain("helper[bot]");
  await github.close();
});

test("GitHub's description finds what is wrong with an exchange", () => {
  const { problemsOfExchange } = readGitHubDescription();
  const problems = problemsOfExchange({
    method: "POST",
    path: "/repos/acme/shop/issues",
    query: "?foo=1",
    body: { body: "no title", bogus: 1 },
    status: 200,
    responseBody: {},
  });
  expect(problems).toEqual([
    "issues/create: query foo is unknown",
    "issues/create: body /bogus is unknown",
    "issues/create: must have required property 'title' title",
    "issues/create: status 200 is unknown",
  ]);
});
