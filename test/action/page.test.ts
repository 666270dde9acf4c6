import { afterEach, beforeEach, expect, test } from "vitest";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { startBotStage } from "./bot-stage.ts";
import type { BotStage } from "./bot-stage.ts";

const ROLES = { lea: "maintain", john: "write", zoe: "read" } as const;
const INCIDENT = 1;
const PULL = 2;
/** Each run is a process; milliseconds. */
const RUNS = 60_000;

let stage: BotStage;
let clock = 0;

beforeEach(async () => {
  clock = Date.parse("2026-02-15T10:00:00Z");
  stage = await startBotStage({ roles: ROLES }, { now: () => clock });
  await stage.people.open({
    title: "Cards are refused",
    author: "lea",
    labels: ["incident"],
    at: "",
  });
  await stage.people.act({ at: "", by: "john", pull: { number: 55, files: ["src/pay.ts"] } });
  await stage.people.act({ at: "", by: "lea", comment: `/kludge Cards hidden #55` });
  await run();
}, RUNS);

afterEach(() => stage.github.close());

/** Half a minute later, a run for every webhook that came. */
async function run(): Promise<void> {
  clock += 30_000;
  for (const delivery of stage.take()) {
    expect((await stage.runFor(delivery))?.code ?? 0).toBe(0);
  }
}

async function say(by: string, body: string): Promise<void> {
  const url = `${stage.github.url}/api/v3/repos/acme/shop/issues/${PULL}/comments`;
  const headers = { authorization: `Bearer ${stage.github.tokenOf(by)}` };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ body }) });
  expect(response.status).toBe(201);
  await run();
}

async function said(number: number, kind: string): Promise<readonly string[]> {
  const comments = listOf(await stage.people.get(`/issues/${number}/comments?per_page=100`));
  return comments
    .map((comment) => textOf(recordOf(comment)["body"]))
    .filter((body) => body.startsWith(`<!-- dakor ${kind} `));
}

test(
  "without a server a command on the incident's pull request counts, once",
  { timeout: RUNS },
  async () => {
    await say("lea", "/cause A migration ran twice");
    expect((await said(INCIDENT, "board"))[0]).toContain("A migration ran twice");
    await say("john", "Thank you");
    await say("john", "/retest");
    await stage.run("workflow_dispatch");
    expect(await said(INCIDENT, "said")).toHaveLength(1);
    expect(await said(PULL, "page")).toEqual([]);
  },
);

test("a stranger's command there is nothing, and makes no noise", { timeout: RUNS }, async () => {
  await say("zoe", "/override because it is mine");
  expect(await said(INCIDENT, "said")).toEqual([]);
  expect(await said(PULL, "page")).toEqual([]);
  expect(await said(INCIDENT, "reply")).toEqual([]);
});

test("a run that comes an hour late counts nothing, and asks", { timeout: RUNS }, async () => {
  clock += 60_000;
  const url = `${stage.github.url}/api/v3/repos/acme/shop/issues/${PULL}/comments`;
  const headers = { authorization: `Bearer ${stage.github.tokenOf("lea")}` };
  await fetch(url, { method: "POST", headers, body: JSON.stringify({ body: "/restored" }) });
  clock += 3_600_000;
  await run();
  expect(await said(INCIDENT, "said")).toEqual([]);
  expect((await said(PULL, "page"))[0]).toContain(`on the incident, #${INCIDENT}:`);
});
