import { afterEach, expect, test } from "vitest";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { classifyFailure } from "../../src/github/client/classify-failure.ts";
import { createTokenBudget } from "../../src/action/token-budget.ts";
import { fakeGitHub } from "../github/fake-github.ts";
import { BOT_TOKEN, startBotStage } from "./bot-stage.ts";

const NOW = Date.parse("2026-02-15T10:00:00Z");
/** A hundred points, for what isn't there. */
const DEAR = `query Dear { repository(owner: "acme", name: "shop") {
  issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 1) { nodes { id } } } } } }
} }`;

let github: LocalGitHub | undefined;

afterEach(() => github?.close());

function headers(resource: string, remaining: number): Readonly<Record<string, string>> {
  return {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(NOW / 1000 + 600),
    "x-ratelimit-resource": resource,
  };
}

test("a run stops before the budget is used up, as if GitHub had asked it to wait", async () => {
  const budget = createTokenBudget();
  const asked = fakeGitHub({ Some: () => ({}), "GET /x": () => ({}) });
  let keep = 0.2;
  const guarded = budget.guard(asked, () => keep);
  const read = (): Promise<unknown> => guarded.graphql("query Some { viewer { login } }", {});
  await read();
  budget.hear(headers("graphql", 200));
  const thrown: unknown = await read().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(classifyFailure(thrown, NOW)).toEqual({ kind: "limited", until: NOW + 601_000 });
  expect(String(thrown)).toContain("200 of 1000 points of GraphQL are left this hour");
  // REST has a budget of its own, and an incident may use more of it than other pull requests.
  await guarded.request("GET /x", {});
  keep = 0.05;
  await read();
  expect(asked.names()).toEqual(["Some", "GET /x", "Some"]);
  expect(budget.tell()).toEqual({
    isKept: true,
    says: ["Left this hour: 200 of 1000 points of GraphQL."],
  });
});

test("headers that tell nothing change nothing", () => {
  const budget = createTokenBudget();
  budget.hear({});
  budget.hear({ ...headers("graphql", 1), "x-ratelimit-remaining": "" });
  budget.hear(headers("search", 0));
  budget.hear({ ...headers("graphql", 1), "x-ratelimit-limit": "many" });
  expect(budget.tell()).toEqual({ isKept: false, says: [] });
});

test("the job ends well, says what is left and until when, and leaves other pull requests to a later run", async () => {
  const stage = await startBotStage({ roles: { lea: "maintain" } }, { now: () => NOW });
  ({ github } = stage);
  const token = github.actionsToken(BOT_TOKEN);
  for (let times = 0; times < 8; times += 1) {
    await fetch(`${github.url}/api/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: DEAR }),
    });
  }
  await stage.people.open({ title: "No cards", author: "lea", labels: ["incident"], at: "" });
  const opened = stage.take().find(({ event }) => event === "issues");
  const ran = opened === undefined ? undefined : await stage.runFor(opened);
  expect(ran).toMatchObject({
    code: 0,
    log: expect.stringMatching(
      /::warning::What is left is kept for the gate until 2026-02-15T11:00:0.*Left for a later run: open pull requests\. Left this hour: \d+ of 1000 points/,
    ),
    summary: expect.stringContaining("kept for the gate"),
  });
  // The incident itself got its board: it comes before other pull requests.
  expect(await stage.people.get("/issues/1/comments")).toMatchObject([
    { body: expect.stringContaining("<!-- dakor board board -->") },
  ]);
});

test("the local GitHub counts a job's points, refuses when they are used up, and gives them back", async () => {
  let now = NOW;
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 7, webhookSecret: "secret", permissions: {}, events: [] },
    now: () => now,
  });
  const { url } = github;
  const ask = async (token: string): Promise<readonly [string | null, unknown]> => {
    const answer = await fetch(`${url}/api/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: DEAR }),
    });
    return [answer.headers.get("x-ratelimit-remaining"), await answer.json()];
  };
  const [job, other] = [github.actionsToken(BOT_TOKEN), github.actionsToken(BOT_TOKEN)];
  expect((await ask(job))[0]).toBe("899");
  for (let times = 0; times < 8; times += 1) await ask(job);
  // All workflows of a repository share it.
  expect((await ask(other))[0]).toBe("0");
  expect(await ask(job)).toEqual([
    "0",
    { errors: [expect.objectContaining({ type: "RATE_LIMIT" })] },
  ]);
  expect((await ask(github.tokenOf("lea")))[0]).not.toBe("0");
  now += 3_600_000;
  expect((await ask(job))[0]).toBe("899");
});
