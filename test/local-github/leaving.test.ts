import { afterEach, beforeEach, expect, test } from "vitest";
import { recordOf } from "@dakor/local-github/narrow";
import { repo, startValidated } from "./start-validated.ts";
import type { Validated } from "./start-validated.ts";

let validated: Validated;
beforeEach(async () => {
  validated = await startValidated();
});
afterEach(() => validated.github.close());

const ISSUE = `query Issue($number: Int!) {
  repository(owner: "acme", name: "shop") { issue(number: $number) { id } }
}`;

function told(event: string, action: string): Readonly<Record<string, unknown>> {
  const found = validated.github
    .deliveries()
    .find((one) => one.event === event && one.action === action);
  return recordOf(found?.payload);
}

async function opened(): Promise<number> {
  const { data } = await validated.as("john").rest.issues.create({ ...repo, title: "Cards" });
  const place = { ...repo, issue_number: data.number };
  await validated.as("john").rest.issues.createComment({ ...place, body: "All of them" });
  return data.number;
}

test("an issue that was transferred redirects, what hangs on it is gone, and GraphQL doesn't know it", async () => {
  const { github, as } = validated;
  const number = await opened();
  await github.transfer("john", number, "infra");
  const url = `${github.url}/api/v3/repos/acme/shop/issues/${number}`;
  const headers = { authorization: `Bearer ${github.tokenOf("lea")}` };
  const answers = await Promise.all(
    ["", "/comments", "/events"].map((rest) => fetch(url + rest, { headers, redirect: "manual" })),
  );
  expect(answers.map(({ status }) => status)).toEqual([301, 404, 404]);
  const { changes, issue } = told("issues", "transferred");
  const { new_issue, new_repository } = recordOf(changes);
  expect(recordOf(issue)["number"]).toBe(number);
  expect(recordOf(new_repository)["full_name"]).toBe("acme/infra");
  expect(recordOf(new_issue)["html_url"]).toBe(`${github.url}/acme/infra/issues/1`);
  expect(answers[0]?.headers.get("location")).toBe(
    `${github.url}/api/v3/repositories/${String(recordOf(new_repository)["id"])}/issues/1`,
  );
  await expect(as("lea").graphql(ISSUE, { number })).rejects.toMatchObject({
    errors: [{ type: "NOT_FOUND", path: ["repository", "issue"] }],
  });
});

test("only who may write transfers an issue, and only one that is there", async () => {
  const { github } = validated;
  const number = await opened();
  await expect(github.transfer("tess", number, "infra")).rejects.toThrow("correct permissions");
  await expect(github.transfer("lea", 99, "infra")).rejects.toThrow("Not Found");
});

test("what a discussion was made of stays closed and locked, and can't go on", async () => {
  const { github, as } = validated;
  const number = await opened();
  const place = { ...repo, issue_number: number };
  await expect(github.convertToDiscussion("mia", number)).rejects.toThrow("correct permissions");
  await github.convertToDiscussion("tess", number);
  const { data } = await as("lea").rest.issues.get(place);
  expect(data).toMatchObject({ state: "closed", locked: true });
  const { data: events } = await as("lea").rest.issues.listEvents(place);
  expect(events.map(({ event }) => event)).toEqual(["closed", "locked", "converted_to_discussion"]);
  const lea = as("lea").rest.issues;
  await lea.unlock(place);
  await expect(lea.createComment({ ...place, body: "And now?" })).rejects.toMatchObject({
    status: 403,
  });
  await expect(lea.update({ ...place, state: "open" })).rejects.toMatchObject({ status: 422 });
  const { data: next } = await as("john").rest.issues.create({ ...repo, title: "The next" });
  expect(next.number).toBe(number + 2);
});

test("the default branch's old name leads to the new one, and pull requests follow", async () => {
  const { as } = validated;
  const lea = as("lea").rest;
  const { data: main } = await lea.git.getRef({ ...repo, ref: "heads/main" });
  await lea.git.createRef({ ...repo, ref: "refs/heads/change", sha: main.object.sha });
  await lea.repos.createOrUpdateFileContents({
    ...repo,
    path: "a.txt",
    content: "YQ==",
    message: "A",
    branch: "change",
  });
  const { data: pull } = await lea.pulls.create({
    ...repo,
    title: "A",
    head: "change",
    base: "main",
  });
  const rename = { ...repo, branch: "main", new_name: "trunk" };
  await expect(as("john").rest.repos.renameBranch(rename)).rejects.toMatchObject({ status: 403 });
  await lea.repos.renameBranch(rename);
  expect((await lea.repos.get(repo)).data.default_branch).toBe("trunk");
  expect((await lea.pulls.get({ ...repo, pull_number: pull.number })).data.base.ref).toBe("trunk");
  expect((await lea.repos.getBranch({ ...repo, branch: "main" })).data.name).toBe("trunk");
  await expect(lea.git.getRef({ ...repo, ref: "heads/main" })).rejects.toMatchObject({
    status: 404,
  });
  expect(told("repository", "edited")["changes"]).toEqual({ default_branch: { from: "main" } });
  expect(told("pull_request", "edited")["changes"]).toMatchObject({
    base: { ref: { from: "main" } },
  });
  const { repository } = await as("lea").graphql<{ readonly repository: unknown }>(
    `{ repository(owner: "acme", name: "shop") {
      defaultBranchRef { name } object(expression: "HEAD:a.txt") { id }
    } }`,
  );
  expect(repository).toMatchObject({ defaultBranchRef: { name: "trunk" }, object: null });
});

test("the APIs' own addresses answer, as whoever opens one in a browser expects", async () => {
  const { url } = validated.github;
  const answer = await fetch(`${url}/api/v3`);
  expect(answer.status).toBe(200);
  expect(recordOf(await answer.json())["repository_url"]).toBe(
    `${url}/api/v3/repos/{owner}/{repo}`,
  );
});

test("another branch becomes the default one only if it is there", async () => {
  const { as } = validated;
  const choose = (login: string, default_branch: string): Promise<unknown> =>
    as(login).rest.repos.update({ ...repo, default_branch });
  await expect(choose("lea", "nowhere")).rejects.toMatchObject({ status: 422 });
  await expect(choose("john", "main")).rejects.toMatchObject({ status: 403 });
});
