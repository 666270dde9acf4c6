import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStage } from "../../../src/cli/live/stage.ts";
import type { Stage } from "../../../src/cli/live/stage.ts";
import { playQuestion } from "../../../src/cli/live/play-question.ts";
import { QUESTIONS } from "../../../src/cli/live/question-table.ts";
import { readManifest } from "../../../src/cli/demo/start-app.ts";
import type { LocalGitHub } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { appEnvironment } from "../../e2e/app-process.ts";

const PLACE = { owner: "acme", repo: "sandbox" };
const SECRET = "a-secret-of-more-than-32-characters";

let github: LocalGitHub;
let lea: Octokit;
let stage: Omit<Stage, "afterwards">;
let answers: readonly (readonly [asked: RegExp, body: unknown])[];

beforeEach(async () => {
  answers = [];
  const manifest = await readManifest();
  github = await startLocalGitHub({
    ...PLACE,
    users: [{ login: "lea", role: "admin" }],
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: SECRET,
      permissions: { ...manifest.permissions, members: "read" },
      events: manifest.events,
    },
    // What GitHub would say of what isn't played here: queues, workflows, teams.
    fault: ({ method, path, operation }) => {
      const asked = operation ?? `${method} ${path}`;
      const [, body] = answers.find(([pattern]) => pattern.test(asked)) ?? [];
      return body === undefined ? undefined : { kind: "before", status: 200, body };
    },
  });
  lea = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: github.tokenOf("lea") });
  const opened = await openStage(
    { repo: "acme/sandbox", patience: 0, pace: 0 },
    {
      ...appEnvironment(github, SECRET),
      GITHUB_API_URL: `${github.url}/api/v3`,
      GITHUB_TOKEN: github.tokenOf("lea"),
    },
  );
  stage = { ...opened, stopping: new AbortController().signal };
});
afterEach(() => github.close());

const DONE = { data: { done: { clientMutationId: null } } };
const RAN = (event: string, conclusion = "success"): unknown => ({
  total_count: 1,
  workflow_runs: [{ id: 1, status: "completed", event, conclusion }],
});
const ran = (event: string, conclusion?: string): readonly (readonly [RegExp, unknown])[] => [
  [/^GET .*\/actions\/runs$/, RAN(event, conclusion)],
  [/^DELETE .*\/actions\/runs\/1$/, {}],
];

function rollup(state: string, ...conclusions: readonly string[]): unknown {
  const contexts = { nodes: conclusions.map((conclusion) => ({ conclusion })) };
  return { data: { repository: { object: { statusCheckRollup: { state, contexts } } } } };
}

function suites(...minutes: readonly number[]): unknown {
  const nodes = minutes.map((minute) => ({
    createdAt: `2026-05-04T09:0${minute}:00Z`,
    app: { slug: "github-actions" },
  }));
  return { data: { repository: { object: { checkSuites: { nodes } } } } };
}

function mentioned(html: string): readonly (readonly [RegExp, unknown])[] {
  return [
    [/^GET \/orgs\/acme\/teams$/, [{ slug: "oncall" }]],
    [/^GET .*\/issues\/comments\/\d+$/, { body_html: html }],
  ];
}

const LINK = '<p><a class="team-mention js-team-mention" href="…">@acme/oncall</a></p>';
const QUEUE = [
  [/^GET .*\/rules\/branches\/main$/, [{ type: "merge_queue" }]],
  [/^Enqueue$/, DONE],
  [/^Queued$/, { data: { node: { id: "PR_1", isInMergeQueue: false } } }],
] as const;

const log = (level: string): string =>
  `2026-05-04T09:00:00.1Z ##[group]GITHUB_TOKEN Permissions\n` +
  `2026-05-04T09:00:00.1Z Contents: read\n2026-05-04T09:00:00.1Z Issues: ${level}\n` +
  `2026-05-04T09:00:00.1Z ##[endgroup]\n`;

function dependabot(level: string): readonly (readonly [RegExp, unknown])[] {
  const pull = { number: 5, user: { login: "dependabot[bot]" }, head: { sha: "1234567" } };
  return [
    [/^GET .*\/pulls$/, [pull]],
    [/^GET .*\/runs\/1\/jobs$/, { total_count: 1, jobs: [{ id: 9 }] }],
    [/^GET .*\/jobs\/9\/logs$/, log(level)],
    ...ran("pull_request"),
  ];
}

type Case = {
  readonly answers: typeof answers;
  readonly verdict: string;
  readonly words: string | RegExp;
};

test.each<[name: string, one: Case]>([
  ["team-mention-members", { answers: mentioned(LINK), verdict: "expected", words: "yes" }],
  [
    "team-mention-members",
    { answers: mentioned("<p>@acme/oncall</p>"), verdict: "different", words: /^no: <p>@acme/ },
  ],
  ["team-mention-alone", { answers: mentioned(LINK), verdict: "different", words: "yes" }],
  [
    "team-mention-alone",
    { answers: mentioned("<p>@acme/oncall</p>"), verdict: "expected", words: /^no: / },
  ],
  [
    "dequeue-queued",
    {
      answers: [...QUEUE, [/^Dequeue$/, DONE]],
      verdict: "expected",
      words: "the person's token: yes; the App's token: yes",
    },
  ],
  [
    "dequeue-queued",
    {
      answers: [...QUEUE, [/^Dequeue$/, { errors: [{ type: "FORBIDDEN", message: "No." }] }]],
      verdict: "different",
      words: /the App's token: FORBIDDEN: No\./,
    },
  ],
  [
    "red-job",
    {
      answers: [...ran("push"), [/^Rollup$/, rollup("FAILURE", "SUCCESS", "FAILURE")]],
      verdict: "expected",
      words: "FAILURE and SUCCESS; the commit is FAILURE",
    },
  ],
  [
    "red-job",
    {
      answers: [...ran("push"), [/^Rollup$/, rollup("SUCCESS", "SUCCESS")]],
      verdict: "different",
      words: "SUCCESS; the commit is SUCCESS",
    },
  ],
  [
    "suite-order",
    {
      answers: [...ran("push"), [/^Suites$/, suites(1, 2, 3, 4, 5, 6, 7)]],
      verdict: "expected",
      words: /^the oldest first: /,
    },
  ],
  [
    "suite-order",
    {
      answers: [...ran("push"), [/^Suites$/, suites(7, 6, 5, 4, 3, 2, 1)]],
      verdict: "different",
      words: /^the newest first: /,
    },
  ],
  [
    "suite-order",
    {
      answers: [...ran("push"), [/^Suites$/, suites(1, 2)]],
      verdict: "unasked",
      words: "fewer than 7 runs came in time",
    },
  ],
  ["job-pull", { answers: ran("push"), verdict: "unasked", words: /^the job opened none/ }],
  [
    "dependabot-token",
    { answers: dependabot("read"), verdict: "expected", words: "Contents: read, Issues: read" },
  ],
  [
    "dependabot-token",
    { answers: dependabot("write"), verdict: "different", words: "Contents: read, Issues: write" },
  ],
])("%s: what GitHub may answer", async (name, one) => {
  answers = one.answers;
  const answered = await play(name);
  expect(answered).toMatchObject({ verdict: one.verdict, left: [] });
  expect(answered.words).toMatch(one.words);
  expect(await branches()).toEqual(["main"]);
});

test.each([
  ["action_required", "expected"],
  ["success", "different"],
])("job-pull: runs that are %s are %s", async (conclusion, verdict) => {
  // What the job would have done.
  const head = `${stage.mark}-by-job`;
  const { data: main } = await lea.rest.git.getRef({ ...PLACE, ref: "heads/main" });
  await lea.rest.git.createRef({ ...PLACE, ref: `refs/heads/${head}`, sha: main.object.sha });
  const file = { path: "by-job.md", message: "By a job", content: "", branch: head };
  await lea.rest.repos.createOrUpdateFileContents({ ...PLACE, ...file });
  const { data: pull } = await lea.rest.pulls.create({ ...PLACE, title: head, head, base: "main" });
  answers = ran("pull_request", conclusion);
  expect(await play("job-pull")).toMatchObject({ verdict, words: conclusion, left: [] });
  expect(await branches()).toEqual(["main"]);
  const { data } = await lea.rest.pulls.get({ ...PLACE, pull_number: pull.number });
  expect(data.state).toBe("closed");
});

test("every question has a name of its own, and says what it makes or only reads", () => {
  const names = QUESTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z-]+$/.test(name))).toEqual([]);
  expect(QUESTIONS.filter(({ makes }) => makes === undefined).map(({ name }) => name)).toEqual([
    "first-contributor",
    "dependabot-token",
  ]);
});

function play(name: string): ReturnType<typeof playQuestion> {
  const question = QUESTIONS.find((one) => one.name === name);
  if (question === undefined) throw new Error(`no question ${name}`);
  return playQuestion(question, stage);
}

async function branches(): Promise<readonly string[]> {
  const { data } = await lea.rest.repos.listBranches(PLACE);
  return data.map((branch) => branch.name);
}
