import { Octokit } from "@octokit/rest";
import { createAppAuth } from "@octokit/auth-app";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LocalGitHub } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { applyWrites } from "../../src/github/write/apply.ts";
import { readIncident } from "../../src/github/read/read-incident.ts";
import type { IncidentReading } from "../../src/github/read/read-incident.ts";
import { readPull } from "../../src/github/read/read-pull.ts";
import { readUnreported } from "../../src/github/read/read-unreported.ts";
import { createRoleCache } from "../../src/github/read/read-role.ts";
import type { Write } from "../../src/text/write.ts";

const NOW = "2026-02-15T10:30:00Z";
const PLACE = { owner: "acme", repo: "shop" };

let local: LocalGitHub;
let bot: Octokit;
let lea: Octokit;
let requests: string[] = [];

beforeAll(async () => {
  const permissions = {
    contents: "write",
    issues: "write",
    pull_requests: "write",
    metadata: "read",
  } as const;
  local = await startLocalGitHub({
    ...PLACE,
    users: [{ login: "lea", role: "maintain" }],
    app: { slug: "dakor", appId: 12, webhookSecret: "secret", permissions, events: [] },
    observe: ({ method, path }) => requests.push(`${method} ${path}`),
  });
  const baseUrl = `${local.url}/api/v3`;
  lea = new Octokit({ baseUrl, auth: local.tokenOf("lea") });
  const { appId, installationId, privateKey } = local;
  const auth = { appId, installationId, privateKey };
  bot = new Octokit({ baseUrl, authStrategy: createAppAuth, auth });
  await bot.request("GET /rate_limit");
});

afterAll(() => local.close());

async function openIncident(command: string): Promise<number> {
  const { data } = await lea.request("POST /repos/{owner}/{repo}/issues", {
    ...PLACE,
    title: "Saved cards are refused",
  });
  const parameters = { ...PLACE, issue_number: data.number, body: command };
  await lea.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", parameters);
  requests = [];
  return data.number;
}

async function read(number: number): Promise<IncidentReading> {
  const roles = createRoleCache({ clock: () => 0 });
  const reading = await readIncident(bot, { ...PLACE, number }, { now: NOW, roles });
  if (reading === undefined) throw new Error(`Nothing at #${number}`);
  return reading;
}

test("a command is served with three requests, and what was written is read back", async () => {
  const number = await openIncident("/incident\n/checking");
  const { snapshot, target } = await read(number);
  const [command] = snapshot.timeline;
  expect(snapshot.roles).toEqual({ lea: "maintain" });
  const writes: readonly Write[] = [
    { type: "add-comment", subject: snapshot.issue.id, body: "<!-- dakor board board -->\nHi" },
    { type: "react", subject: command?.id ?? "" },
  ];
  await applyWrites(bot, target, writes);
  expect(requests).toHaveLength(3);

  const after = await read(number);
  expect(after.snapshot.ownBots[0]).toBe("dakor");
  expect(after.snapshot.timeline).toMatchObject([
    { by: { login: "lea", isBot: false }, isOwn: false, hasOwnReaction: true },
    { by: { login: "dakor", isBot: true }, isOwn: true, hasOwnReaction: false },
  ]);
});

test("labels are made once, and then known", async () => {
  const number = await openIncident("/incident");
  const first = await read(number);
  const add: Write = { type: "add-label", subject: first.snapshot.issue.id, label: "incident" };
  await applyWrites(bot, first.target, [add]);
  const second = await read(number);
  expect(second.snapshot.issue.labels).toEqual(["incident"]);
  expect(second.target.labelIds).toHaveProperty("incident");
  await expect(
    readUnreported(bot, [PLACE, { owner: "acme", repo: "no-such" }]),
  ).resolves.toContainEqual({ ...PLACE, number });
});

test("a report is written at once, and writing it again changes nothing", async () => {
  const number = await openIncident("/report");
  const { snapshot, target } = await read(number);
  const branch = `dakor/report-${number}`;
  const oid = snapshot.repository.headOid ?? "";
  const path = `docs/incidents/2026-02-15-${number}-saved-cards.md`;
  const [start, commit, open]: readonly Write[] = [
    { type: "create-branch", branch, oid },
    {
      type: "commit-file",
      branch,
      expectedOid: oid,
      path,
      text: "# Grüße ✅\n",
      message: "Report",
    },
    { type: "open-pull", head: branch, base: "main", title: "Report", body: "" },
  ];
  if (start === undefined || commit === undefined || open === undefined) return;
  await applyWrites(bot, target, [start, commit, open]);
  await expect(applyWrites(bot, target, [start, open])).resolves.toMatchObject({ followUp: true });
  await expect(applyWrites(bot, target, [commit])).rejects.toMatchObject({
    type: "STALE_DATA",
    status: 409,
  });
  const { report } = (await read(number)).snapshot;
  expect(report).toMatchObject({
    branch,
    pull: { state: "open", isLocal: true, author: { login: "dakor", isBot: true } },
    file: { path, text: "# Grüße ✅\n" },
    hasReviewers: false,
  });
  const pull = report.pull?.number ?? 0;
  await applyWrites(bot, target, [{ type: "request-reviewers", pull, users: ["lea"], teams: [] }]);
  expect((await read(number)).snapshot.report.hasReviewers).toBe(true);
});

test("an issue is no pull request, a pull request is no issue, and nothing is nothing", async () => {
  const number = await openIncident("/incident");
  const roles = createRoleCache({ clock: () => 0 });
  const nothing = { ...PLACE, number: 999 };
  const options = { now: NOW, roles };
  await expect(readPull(bot, { ...PLACE, number }, options)).resolves.toBeUndefined();
  await expect(readPull(bot, nothing, options)).resolves.toBeUndefined();
  await expect(readIncident(bot, nothing, options)).resolves.toBeUndefined();
});

test("closing and reopening twice is closing and reopening once", async () => {
  const number = await openIncident("/incident");
  const { snapshot, target } = await read(number);
  const issue = snapshot.issue.id;
  const close: Write = { type: "close", issue, as: "not_planned" };
  await applyWrites(bot, target, [close, close]);
  const closed = (await read(number)).snapshot;
  expect(closed.issue.state).toBe("closed");
  expect(closed.timeline.filter(({ type }) => type === "closed")).toMatchObject([
    { reason: "not_planned" },
  ]);
  await applyWrites(bot, target, [
    { type: "reopen", issue },
    { type: "reopen", issue },
  ]);
  expect((await read(number)).snapshot.issue.state).toBe("open");
});
