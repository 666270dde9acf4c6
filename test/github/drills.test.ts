import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LocalGitHub } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { GitHub } from "../../src/github/client/github.ts";
import { readDrills } from "../../src/github/read/read-drills.ts";
import { createRoleCache } from "../../src/github/read/read-role.ts";
import { runIssue } from "../../src/github/run-issue.ts";

const PLACE = { owner: "acme", repo: "shop" };

let local: LocalGitHub;
let lea: Octokit;
let bot: Octokit;
let asked = 0;

beforeAll(async () => {
  const permissions = {
    contents: "write",
    issues: "write",
    pull_requests: "write",
    metadata: "read",
  } as const;
  local = await startLocalGitHub({
    ...PLACE,
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 12, webhookSecret: "secret", permissions, events: [] },
    observe: ({ operation }) => {
      asked += operation === "ReadDrills" ? 1 : 0;
    },
  });
  const baseUrl = `${local.url}/api/v3`;
  lea = new Octokit({ baseUrl, auth: local.tokenOf("lea") });
  const { appId, installationId, privateKey } = local;
  bot = new Octokit({
    baseUrl,
    authStrategy: createAppAuth,
    auth: { appId, installationId, privateKey },
  });
});

afterAll(() => local.close());

async function settle(number: number): Promise<void> {
  const roles = createRoleCache({ clock: () => 0 });
  for (let again = true; again;) {
    const now = new Date().toISOString().replace(/\.\d+/, "");
    const ran = await runIssue(bot, { ...PLACE, number }, { now, roles });
    again = ran.again || ran.wrote;
  }
}

/** Declares it, says the lines, closes it, and lets the bot rest after each. */
async function practise(...lines: readonly string[]): Promise<number> {
  const issue = { ...PLACE, title: "Saved cards are refused", labels: ["incident"] };
  const { data } = await lea.rest.issues.create(issue);
  const at = { ...PLACE, issue_number: data.number };
  await settle(data.number);
  for (const body of [...lines, "/dakor close anyway because it is over"]) {
    await lea.rest.issues.createComment({ ...at, body });
    await settle(data.number);
  }
  return data.number;
}

async function scoresOn(issue_number: number): Promise<readonly string[]> {
  const { data } = await lea.rest.issues.listComments({ ...PLACE, issue_number });
  return data.flatMap(({ body = "" }) => (body.startsWith("<!-- dakor score ") ? [body] : []));
}

test("a drill's score has the last three beside it, which are asked for once; a real incident has none", async () => {
  const drills: number[] = [];
  for (const scope of ["One", "Two", "Three", "Four"]) {
    drills.push(await practise("/drill", `/scope ${scope}`));
  }
  expect(asked).toBe(drills.length);
  const [first = 0, second, third, fourth = 0] = drills;
  const [score = "", ...others] = await scoresOn(fourth);
  expect(others).toEqual([]);
  expect(score).toContain(`| this drill | #${third} | #${second} | #${first} |`);
  expect(await scoresOn(first)).toEqual([expect.stringContaining("|  | this drill |\n")]);
  const { data } = await lea.rest.issues.get({ ...PLACE, issue_number: first });
  expect(data.labels).toContainEqual(expect.objectContaining({ name: "dakor:drill" }));

  await lea.rest.issues.createComment({ ...PLACE, issue_number: fourth, body: "/note More" });
  await settle(fourth);
  const real = await practise("/scope Everybody");
  expect(asked).toBe(drills.length);
  expect(await scoresOn(real)).toEqual([]);
});

test("where GitHub doesn't answer, a score stands alone", async () => {
  const silent: GitHub = {
    graphql: () => Promise.reject(new Error("Bad gateway")),
    request: () => Promise.reject(new Error("not asked")),
  };
  expect(await readDrills(silent, { ...PLACE, number: 1 }, ["dakor"])).toEqual([]);
});
