import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REQUIRED_SECTIONS } from "../../src/core/report/report-rule.ts";
import { workflowFiles } from "../../src/cli/init/workflows.ts";
import { connectPerson } from "../../src/demo/person-api.ts";
import type { PersonApi } from "../../src/demo/person-api.ts";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { connectPeople } from "../faults/people.ts";
import type { LocalGitHub } from "@dakor/local-github";
import type { Happened } from "@dakor/local-github/started-jobs";
import { startLocalGitHub } from "@dakor/local-github";
import { POINTS, pointsOfChange, pointsOfDaily } from "../month/points.ts";
import { runBotHere } from "./bot-here.ts";
import type { HereRun } from "./bot-here.ts";

/** Open pull requests; every tenth of them touches the incident. */
const OPEN = 500;
/** A job's token has its budget again. */
const HOUR = 3_600_000;
const TOUCHED = OPEN / 10;
const CLOCK: Happened = { event: "schedule", payload: { schedule: "7,22,37,52 * * * *" } };
const DAILY: Happened = { event: "schedule", payload: { schedule: "23 5 * * *" } };

let github: LocalGitHub;
let lea: PersonApi;
let now = Date.parse("2026-02-15T10:00:00Z");

beforeAll(async () => {
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 7, webhookSecret: "secret", permissions: {}, events: [] },
    now: () => now,
    observe: ({ method, path }) => (asked = [...asked, `${method} ${path}`]),
  });
  lea = connectPerson({ origin: github.url, slug: "acme/shop", token: github.tokenOf("lea") });
  for (const [name, text] of Object.entries(
    workflowFiles({ uses: "acme/dakor@v1", branch: "main" }),
  )) {
    const path = `.github/workflows/${name}`;
    await lea.writeFile({ path, text, message: name, branch: "main" });
  }
  for (let start = 0; start < OPEN; start += 50) {
    const changes = Array.from({ length: 50 }, (_, index) => {
      const number = start + index;
      const path = number % 10 === 0 ? `src/pay/${number}.ts` : `src/other/${number}.ts`;
      return { branch: `change-${number}`, path, text: "x\n", message: `Change ${number}` };
    });
    await lea.pushAll(changes);
    await lea.openAll(changes);
  }
  const people = connectPeople(github);
  for (let page = 1; page <= OPEN / 100; page += 1) {
    const pulls = listOf(await people.get(`/pulls?state=open&per_page=100&page=${page}`));
    for (const pull of pulls) {
      const sha = textOf(recordOf(recordOf(pull)["head"])["sha"]);
      await github.addJob({ sha, name: "dakor", conclusion: "success" });
      const title = textOf(recordOf(pull)["title"]);
      if (Number(title.replace("Change ", "")) % 10 === 0) heads = [...heads, sha];
    }
  }
}, 300_000);

afterAll(() => github.close());

/** Heads of the pull requests that touch the incident. */
let heads: readonly string[] = [];
let asked: readonly string[] = [];
let issue = 0;

async function say(body: string): Promise<HereRun> {
  now += HOUR;
  asked = [];
  await lea.comment(issue, body);
  return runBotHere(github, {
    event: "issue_comment",
    payload: { issue: { number: issue, labels: [{ name: "incident" }] }, comment: { body } },
  });
}

async function areOn(): Promise<Readonly<Record<string, boolean>>> {
  const workflows = await github.workflows();
  return Object.fromEntries(
    workflows.map(({ path, state }) => [path.replace(/^.*\//, ""), state === "active"]),
  );
}

function written(run: HereRun): unknown {
  return { refused: run.summary.refused, left: run.summary.left };
}

const WELL = { refused: [], left: [] };

describe(`with ${OPEN} open pull requests`, () => {
  test("nothing is unreported: the first run switches clock and watch off, and the next costs next to nothing", async () => {
    const first = await runBotHere(github, CLOCK);
    expect(written(first)).toEqual(WELL);
    expect(await areOn()).toMatchObject({
      "dakor-bot.yml": true,
      "dakor-daily.yml": true,
      "dakor-watch.yml": false,
      "dakor-clock.yml": false,
    });
    const next = await runBotHere(github, CLOCK);
    expect(next.points).toBeLessThanOrEqual(4);
    expect((await runBotHere(github, DAILY)).points).toBe(pointsOfDaily(OPEN));
  });

  test("an incident opens: the clock runs, and pull requests are heard", async () => {
    const opened = await github.openFromForm({
      login: "lea",
      title: "Cards are refused",
      body: "",
      labels: ["incident"],
    });
    issue = numberOf(opened["number"]);
    const payload = { issue: { number: issue, labels: [{ name: "incident" }] } };
    const run = await runBotHere(github, { event: "issues", payload });
    expect(written(run)).toEqual(WELL);
    expect(await areOn()).toMatchObject({ "dakor-watch.yml": true, "dakor-clock.yml": true });
  });

  test("a run that changes the gate's inputs costs 40 points at most, and runs the touched jobs again", async () => {
    const before = github.rerunJobs().length;
    // Somebody is on it: a reminder that falls due in the same run would be a second look.
    const run = await say("/checking\n/paths src/pay/**");
    expect(written(run)).toEqual(WELL);
    expect(github.rerunJobs().length - before).toBe(TOUCHED);
    expect(run.points).toBeLessThanOrEqual(40);
    expect(run.points).toBeLessThanOrEqual(pointsOfChange(OPEN, TOUCHED));
  });

  test("a run that leaves them as they are costs 10 points at most", async () => {
    for (const body of ["/works New cards", "/note The provider knows", "Any news?"]) {
      const run = await say(body);
      expect(written(run)).toEqual(WELL);
      expect(run.points).toBeLessThanOrEqual(POINTS.said);
      expect(run.points).toBeLessThanOrEqual(10);
    }
  });

  test("a pull request, and the clock, cost next to nothing", async () => {
    const payload = { pull_request: { number: 7 } };
    const watch = await runBotHere(github, { event: "pull_request_target", payload });
    const clock = await runBotHere(github, CLOCK);
    expect([watch.points, clock.points]).toEqual([POINTS.watch, POINTS.clock]);
  });

  test("the daily look judges all of them, and puts off that GitHub ends it", async () => {
    now += HOUR;
    asked = [];
    const run = await runBotHere(github, DAILY);
    expect(written(run)).toEqual(WELL);
    expect(run.points).toBeLessThanOrEqual(50);
    expect(asked.filter((one) => one.startsWith("PUT"))).toEqual([
      expect.stringMatching(/dakor-daily\.yml\/enable$/),
    ]);
  });

  test("what a run that died, or somebody, left switched otherwise is put right by the next", async () => {
    github.switchWorkflow("dakor-clock.yml", "disabled_manually");
    github.switchWorkflow("dakor-watch.yml", "disabled_manually");
    github.switchWorkflow("dakor-daily.yml", "disabled_inactivity");
    await say("Still nothing");
    expect(Object.values(await areOn())).not.toContain(false);
  });

  test("it is over: the clock stops; when the report is merged, held jobs run again and the watch ends", async () => {
    await say("/dakor close anyway because it was tested on production");
    expect(await areOn()).toMatchObject({ "dakor-watch.yml": true, "dakor-clock.yml": false });
    for (const sha of heads) await github.addJob({ sha, name: "dakor", conclusion: "failure" });
    const before = github.rerunJobs().length;
    const path = `docs/incidents/2026-02-15-${issue}-cards.md`;
    await lea.writeFile({ path, text: reportFor(issue), message: "Report", branch: "main" });
    const merged = await runBotHere(github, CLOCK);
    expect(written(merged)).toEqual(WELL);
    expect(github.rerunJobs().length - before).toBe(TOUCHED);
    expect(await areOn()).toMatchObject({ "dakor-watch.yml": false, "dakor-clock.yml": false });
  });
});

/** Later than all that happens here. */
const LATE = 'times: { restored: "2099-01-01T00:00Z", closed: "2099-01-01T00:00Z" }';

function reportFor(incident: number): string {
  const sections = REQUIRED_SECTIONS.map((section) => `## ${section}\n\nSaid.\n`);
  return `---\nincident: ${incident}\n${LATE}\n---\n\n${sections.join("\n")}`;
}
