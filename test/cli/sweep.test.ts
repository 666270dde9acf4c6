import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { showSwept } from "../../src/cli/sweep.ts";
import type { LocalGitHub } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { appEnvironment } from "../e2e/app-process.ts";
import { runCli, type Said } from "./run-cli.ts";
import { isDeep } from "../depth.ts";

const PLACE = { owner: "acme", repo: "shop" };
const SECRET = "a-secret-of-more-than-32-characters";

let github: LocalGitHub;
let lea: Octokit;
let broken: string | undefined;
/** GitHub's clock, by milliseconds from the real time. */
let offset = 0;

beforeEach(async () => {
  broken = undefined;
  offset = 0;
  github = await startLocalGitHub({
    ...PLACE,
    users: [{ login: "lea", role: "maintain" }],
    app: { slug: "dakor", appId: 7, webhookSecret: SECRET, ...(await readManifest()) },
    now: () => Date.now() + offset,
    fault: ({ operation }) =>
      operation !== undefined && operation === broken ? { kind: "before", status: 502 } : undefined,
  });
  lea = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: github.tokenOf("lea") });
});
afterEach(() => github.close());

async function sweep(...options: readonly string[]): Promise<Said> {
  const environment = Object.fromEntries(
    Object.entries(appEnvironment(github, SECRET)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  return runCli(["sweep", ...options], { environment });
}

async function openIncident(): Promise<number> {
  const issue = { ...PLACE, title: "Cards are refused", labels: ["incident"] };
  return (await lea.rest.issues.create(issue)).data.number;
}

describe("dakor sweep", () => {
  test("does what lost webhooks should have led to, and the second time nothing", async () => {
    const issue_number = await openIncident();
    const first = await sweep("--json");
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(JSON.parse(first.out)).toMatchObject({
      installations: 1,
      repositories: 1,
      incidents: 1,
      changed: [{ where: `acme/shop#${issue_number}`, what: "incident" }],
      givenUp: [],
    });
    const { data } = await lea.rest.issues.listComments({ ...PLACE, issue_number });
    expect(data).toHaveLength(1);
    expect(JSON.parse((await sweep("--json")).out)).toMatchObject({ incidents: 1, changed: [] });
  }, 60_000);

  test.runIf(isDeep)(
    "says what it could not do, and ends with 1",
    async () => {
      await openIncident();
      broken = "ReadIncident";
      const { code, out } = await sweep();
      expect(code).toBe(1);
      expect(out).toContain("Nothing had to be changed.\nGiven up:\n  issue:100:");
    },
    60_000,
  );

  test("ends with 2 without settings", async () => {
    const { code, errors } = await runCli(["sweep"], { environment: {} });
    expect(code).toBe(2);
    expect(errors).toContain("APP_ID is not set.");
  });

  test.runIf(isDeep)("takes in webhooks that nobody answered", async () => {
    github.sendWebhooksTo("http://127.0.0.1:9/");
    // What is younger may still be on its way.
    offset = -60_000;
    await openIncident();
    await github.settled();
    offset = 0;
    expect(JSON.parse((await sweep("--json")).out)).toMatchObject({ deliveries: 2 });
  });
});

test("for people, one is one and two are many", () => {
  const swept = {
    installations: 1,
    repositories: 2,
    incidents: 1,
    comments: 0,
    pulls: 0,
    deliveries: 3,
    changed: [{ where: "acme/shop#42", what: "incident" }],
    givenUp: [],
    requests: 9,
  };
  expect(showSwept(swept)).toMatchInlineSnapshot(`
    "Looked at 2 repositories of 1 installation:
      1 incident open or not reported
      0 other issues with an unanswered command
      0 pull requests without a check
      3 webhooks that had failed
    Changed:
      acme/shop#42 (incident)
    9 requests, 4.5 for each repository.
    "
  `);
});
