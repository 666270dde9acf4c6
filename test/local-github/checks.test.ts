import { afterEach, beforeEach, expect, test } from "vitest";
import { clientOf, permissions, repo, startValidated } from "./start-validated.ts";
import type { Validated } from "./start-validated.ts";

let stage: Validated;
let sha = "";

beforeEach(async () => {
  stage = await startValidated();
  const { data } = await stage.app.rest.git.getRef({ ...repo, ref: "heads/main" });
  sha = data.object.sha;
});

afterEach(async () => {
  await stage.github.close();
  const [problem] = stage.problems();
  if (problem !== undefined) throw new Error(problem);
});

type NewOutput = NonNullable<
  NonNullable<Parameters<Validated["app"]["rest"]["checks"]["create"]>[0]>["output"]
>;
type Note = NonNullable<NewOutput["annotations"]>[number];
type Run = Awaited<ReturnType<Validated["app"]["rest"]["checks"]["create"]>>["data"];

async function create(more: { output?: NewOutput; external_id?: string } = {}): Promise<Run> {
  const { data } = await stage.app.rest.checks.create({
    ...repo,
    name: "gate",
    head_sha: sha,
    conclusion: "success",
    ...more,
  });
  return data;
}

function note(path: string, more: Partial<Note> = {}): Note {
  const place = { path, start_line: 1, end_line: 1 };
  return { ...place, annotation_level: "failure", message: "m", ...more };
}

test("an update adds its annotations to those that are there, and keeps their titles", async () => {
  const made = await create({
    output: { title: "t", summary: "s", annotations: [note("a", { title: "first" })] },
  });
  const update = { ...repo, check_run_id: made.id };
  await stage.app.rest.checks.update({
    ...update,
    output: { summary: "s", annotations: [note("b")] },
  });
  await stage.app.rest.checks.update({ ...update, output: { summary: "other" } });
  const { data } = await stage.app.rest.checks.listAnnotations(update);
  expect(data.map(({ path, title }) => [path, title])).toEqual([
    ["a", "first"],
    ["b", null],
  ]);
  const { data: run } = await stage.app.rest.checks.get(update);
  expect(run.output).toMatchObject({ summary: "other", annotations_count: 2 });
});

function saidTo(request: Promise<unknown>): Promise<string> {
  return request.then(
    () => "taken",
    (thrown: unknown) => String(thrown),
  );
}

const FITS = { title: "t", summary: "s" };
const MANY = Array.from({ length: 51 }, () => note("a"));

test.each([
  ["65,535 bytes", { ...FITS, summary: "日".repeat(21_845) }, "taken"],
  ["one byte more", { ...FITS, summary: `${"日".repeat(21_845)}a` }, "maximum bytesize of 65535"],
  ["65,536 characters", { ...FITS, summary: "a".repeat(65_536) }, "65536 were supplied"],
  ["a text of too many bytes", { ...FITS, text: "日".repeat(30_000) }, "maximum bytesize of 65535"],
  ["a title of 256", { ...FITS, title: "a".repeat(256) }, "maximum is 255 characters"],
  ["51 annotations", { ...FITS, annotations: MANY }, "No more than 50 items"],
  [
    "an annotation's long message",
    { ...FITS, annotations: [note("a", { message: "日".repeat(22_000) })] },
    "maximum bytesize of 65536",
  ],
  [
    "an annotation's long title",
    { ...FITS, annotations: [note("a", { title: "a".repeat(256) })] },
    "maximum is 255 characters",
  ],
])("of a check, %s", async (_, output, refusal) => {
  expect(await saidTo(create({ output }))).toMatch(refusal);
});

test.each([
  ["65,536 characters, of which each is two for JavaScript", "🚒".repeat(65_536), "taken"],
  ["one more", "🚒".repeat(65_537), "maximum is 65536 characters"],
])("of a comment, %s", async (_, body, refusal) => {
  const { issues } = stage.as("lea").rest;
  await issues.create({ ...repo, title: "🚒".repeat(256) });
  const written = issues.createComment({ ...repo, issue_number: 1, body });
  expect(await saidTo(written)).toMatch(refusal);
});

test("other texts have their limits too", async () => {
  const { issues, git, repos } = stage.as("lea").rest;
  await expect(issues.create({ ...repo, title: "a".repeat(257) })).rejects.toThrow(
    "maximum is 256 characters",
  );
  await expect(issues.createLabel({ ...repo, name: "a".repeat(51) })).rejects.toThrow(
    "maximum is 50 characters",
  );
  await expect(
    issues.createLabel({ ...repo, name: "a", description: "a".repeat(101) }),
  ).rejects.toThrow("maximum is 100 characters");
  await expect(
    repos.createCommitStatus({ ...repo, sha, state: "success", description: "a".repeat(141) }),
  ).rejects.toThrow("maximum is 140 characters");
  const ref = `refs/heads/${"é".repeat(123)}`;
  await expect(
    stage.app.graphql(
      `mutation($input: CreateRefInput!) { createRef(input: $input) { clientMutationId } }`,
      { input: { repositoryId: await repositoryId(), name: ref, oid: sha } },
    ),
  ).rejects.toThrow("255 bytes");
  await git.getRef({ ...repo, ref: "heads/main" });
});

async function repositoryId(): Promise<string> {
  return (await stage.app.rest.repos.get(repo)).data.node_id;
}

const SUITES = `query($sha: GitObjectID!, $first: Int!, $after: String, $type: CheckRunType) {
  repository(owner: "acme", name: "shop") {
    object(oid: $sha) {
      ... on Commit {
        checkSuites(first: $first, after: $after, filterBy: { checkName: "gate" }) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { checkRuns(first: 100, filterBy: { checkType: $type }) { nodes { externalId } } }
        }
      }
    }
  }
}`;

type Suites = {
  readonly repository: {
    readonly object: {
      readonly checkSuites: {
        readonly totalCount: number;
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
        readonly nodes: readonly {
          readonly checkRuns: { readonly nodes: readonly { readonly externalId: string }[] };
        }[];
      };
    };
  };
};

async function suites(more: object = {}): Promise<Suites["repository"]["object"]["checkSuites"]> {
  const variables = { sha, first: 100, type: "ALL", ...more };
  return (await stage.app.graphql<Suites>(SUITES, variables)).repository.object.checkSuites;
}

const runsIn = (found: Awaited<ReturnType<typeof suites>>): readonly (readonly string[])[] =>
  found.nodes.map(({ checkRuns }) => checkRuns.nodes.map(({ externalId }) => externalId));

test("suites and runs come oldest first, page by page; each workflow's run has a suite", async () => {
  for (const external_id of ["1", "2", "3"]) await create({ external_id });
  await stage.github.addJob({ sha, name: "gate", conclusion: "success" });
  await stage.github.addJob({ sha, name: "gate", conclusion: "failure" });
  const first = await suites({ first: 1 });
  expect([first.totalCount, runsIn(first)]).toEqual([3, [["1", "2", "3"]]]);
  const second = await suites({ first: 2, after: first.pageInfo.endCursor });
  expect(second.nodes).toHaveLength(2);
  expect(second.pageInfo.hasNextPage).toBe(false);
  expect(runsIn(await suites({ first: 1, type: "LATEST" }))).toEqual([["3"]]);
  const { data } = await stage.app.rest.checks.listForRef({
    ...repo,
    ref: "main",
    filter: "all",
    per_page: 2,
    page: 2,
  });
  expect([data.total_count, data.check_runs.map(({ external_id }) => external_id)[0]]).toEqual([
    5,
    "3",
  ]);
});

test("what a job's token publishes joins the oldest suite of Actions, and goes with that run", async () => {
  const job = await stage.github.addJob({ sha, name: "build", conclusion: "success" });
  await stage.github.addJob({ sha, name: "test", conclusion: "success" });
  const token = clientOf(stage.github, { auth: stage.github.actionsToken(permissions) });
  const { data } = await token.rest.checks.create({
    ...repo,
    name: "gate",
    head_sha: sha,
    conclusion: "success",
    external_id: "published",
  });
  expect(runsIn(await suites())).toEqual([[expect.any(String), "published"]]);
  stage.github.deleteRunOf(job);
  expect(await suites()).toMatchObject({ totalCount: 0 });
  const gone = { ...repo, check_run_id: data.id };
  await expect(token.rest.checks.get(gone)).rejects.toMatchObject({ status: 404 });
  await expect(token.rest.checks.update({ ...gone, conclusion: "failure" })).rejects.toMatchObject({
    status: 404,
  });
  const { data: left } = await stage.app.rest.checks.listForRef({ ...repo, ref: "main" });
  expect(left.check_runs.map(({ name }) => name)).toEqual(["test"]);
});

const ENQUEUE = `mutation($id: ID!) { enqueuePullRequest(input: { pullRequestId: $id }) { clientMutationId } }`;
const DEQUEUE = `mutation($id: ID!) { dequeuePullRequest(input: { id: $id }) { clientMutationId } }`;

test("a pull request leaves the merge queue once, and only for whom that is allowed", async () => {
  const { git, repos, pulls } = stage.as("lea").rest;
  await git.createRef({ ...repo, ref: "refs/heads/next", sha });
  const file = { path: "a", message: "a", content: "YQ==", branch: "next" };
  await repos.createOrUpdateFileContents({ ...repo, ...file });
  const { data } = await pulls.create({ ...repo, title: "Next", head: "next", base: "main" });
  const leave = (client: typeof stage.app): Promise<unknown> =>
    client.graphql(DEQUEUE, { id: data.node_id });
  await expect(leave(stage.as("john"))).rejects.toThrow("not in the merge queue");
  const enter = stage.as("john").graphql(ENQUEUE, { id: data.node_id });
  await expect(enter).rejects.toThrow("No merge queue");
  stage.github.enqueue(data.number);
  await expect(leave(stage.app)).rejects.toThrow("not accessible by integration");
  const merge_queues = { ...permissions, merge_queues: "write" };
  stage.github.changeInstallation({ permissions: merge_queues });
  await leave(stage.as("john"));
  await expect(leave(stage.as("john"))).rejects.toThrow("not in the merge queue");
});
