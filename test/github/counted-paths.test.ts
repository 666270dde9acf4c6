import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LocalGitHub } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { GitHub } from "../../src/github/client/github.ts";
import { readFileList } from "../../src/github/read/read-file-list.ts";
import { createRoleCache } from "../../src/github/read/read-role.ts";
import { runIssue } from "../../src/github/run-issue.ts";

const PLACE = { owner: "acme", repo: "shop" };
const REPOSITORY = {
  id: "R_1",
  owner: "acme",
  name: "shop",
  url: "https://github.com/acme/shop",
  isPrivate: false,
  defaultBranch: "main",
  headOid: "a".repeat(40),
};

let local: LocalGitHub;
let lea: Octokit;
let bot: Octokit;
let trees = 0;

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
    observe: ({ path }) => {
      trees += path.includes("/git/trees/") ? 1 : 0;
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
  for (const path of ["src/checkout/pay.ts", "src/checkout/card.ts", "src/app.ts"]) {
    const file = { path, message: `Add ${path}`, content: btoa("export {};\n") };
    await lea.request("PUT /repos/{owner}/{repo}/contents/{path}", { ...PLACE, ...file });
  }
});

afterAll(() => local.close());

/** Says it, lets the bot rest, and tells the board's line of paths and how often files were listed for it. */
async function saying(number: number, body: string): Promise<readonly [string, number]> {
  trees = 0;
  await lea.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...PLACE,
    issue_number: number,
    body,
  });
  const roles = createRoleCache({ clock: () => 0 });
  for (let again = true; again;) {
    const ran = await runIssue(
      bot,
      { ...PLACE, number },
      { now: new Date().toISOString().replace(/\.\d+/, ""), roles },
    );
    again = ran.again || ran.wrote;
  }
  const { data } = await lea.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...PLACE,
    issue_number: number,
  });
  const board = data.find((comment) => comment.body?.includes("dakor board") === true)?.body ?? "";
  return [/\*\*Paths:\*\* (.*)/.exec(board)?.[1] ?? "", trees];
}

test("files are listed when other paths are held, and not again", async () => {
  const { data } = await lea.request("POST /repos/{owner}/{repo}/issues", {
    ...PLACE,
    title: "Saved cards are refused",
    labels: ["incident"],
  });
  const say = (body: string): Promise<readonly [string, number]> => saying(data.number, body);
  const two = "`src/checkout/**` (matches 2 files)";
  expect(await say("/checking")).toEqual(["", 0]);
  expect(await say("/paths src/checkout/**")).toEqual([two, 1]);
  expect(await say("/scope Everybody")).toEqual([two, 0]);
  const both = `${two}, \`lib/**\` (**matches no file**: is it spelled right?)`;
  expect(await say("/paths src/checkout/** lib/**")).toEqual([both, 1]);
  expect(await say("/paths src/checkout/**")).toEqual([two, 0]);
});

test.each<[string, () => unknown, unknown]>([
  [
    "folders are no files, and a submodule is one",
    () => ({
      truncated: false,
      tree: [
        { path: "src", type: "tree" },
        { path: "src/app.ts", type: "blob" },
        { path: "vendor/lib", type: "commit" },
      ],
    }),
    { paths: ["src/app.ts", "vendor/lib"], isWhole: true },
  ],
  [
    "a list that GitHub cuts off isn't whole",
    () => ({ truncated: true, tree: [{ path: "src/app.ts", type: "blob" }] }),
    { paths: ["src/app.ts"], isWhole: false },
  ],
  [
    "what can't be read keeps nobody waiting",
    () => {
      throw new Error("Bad gateway");
    },
    undefined,
  ],
])("%s", async (_, answer, expected) => {
  const github: GitHub = {
    graphql: () => Promise.reject(new Error("not asked")),
    request: async () => ({ status: 200, data: answer() }),
  };
  expect(await readFileList(github, REPOSITORY)).toEqual(expected);
});
