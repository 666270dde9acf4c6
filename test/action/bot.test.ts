import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import type { ApiRequest, Fault } from "@dakor/local-github";
import { BOT_TOKEN, startBotStage } from "./bot-stage.ts";
import type { BotStage } from "./bot-stage.ts";
import { fieldOf } from "./gate-world.ts";
import type { Ran } from "./run-action.ts";
import { isDeep, sample } from "../depth.ts";

const ROLES = { lea: "maintain", john: "write" } as const;
const ISSUE = { title: "Cards are refused", author: "lea", labels: ["incident"], at: "" };

let stage: BotStage;
let fault: ((request: ApiRequest) => Fault | undefined) | undefined;
let clock = 0;

beforeEach(async () => {
  fault = undefined;
  clock = Date.parse("2026-02-15T10:00:00Z");
  stage = await startBotStage(
    { roles: ROLES },
    { now: () => clock, fault: (request) => fault?.(request) },
  );
});

afterEach(() => stage.github.close());

/** Runs for every webhook that came; the last one's end. */
async function runAll(): Promise<Ran> {
  let last: Ran | undefined;
  for (const delivery of stage.take()) last = (await stage.runFor(delivery)) ?? last;
  if (last === undefined) throw new Error("Nothing ran");
  return last;
}

async function say(comment: string, by = "lea"): Promise<void> {
  clock += 60_000;
  await stage.people.act({ at: "", by, comment });
}

async function bodies(issue = 1): Promise<readonly string[]> {
  const comments = await stage.people.get(`/issues/${issue}/comments?per_page=100`);
  return listOf(comments).map((comment) => textOf(recordOf(comment)["body"]));
}

/** What was changed on GitHub since the last look. */
function writes(): readonly string[] {
  return stage.exchanges().flatMap(({ method, path, operation }) => {
    if (path === "/graphql") return operation === "ApplyWrites" ? ["ApplyWrites"] : [];
    return method === "GET" ? [] : [`${method} ${path}`];
  });
}

async function pull(number: number, file: string): Promise<string> {
  await stage.people.act({ at: "", by: "john", pull: { number, files: [file] } });
  const pulls = listOf(await stage.people.get("/pulls?state=open&per_page=100")).map(recordOf);
  return textOf(recordOf(pulls[0]?.["head"])["sha"]);
}

async function checks(sha: string): Promise<readonly (readonly [string, string])[]> {
  const answer = await stage.people.get(`/commits/${sha}/check-runs`);
  return listOf(fieldOf(answer, "check_runs"))
    .map(recordOf)
    .map((run) => [textOf(recordOf(run["app"])["slug"]), textOf(run["conclusion"])]);
}

function limited(seconds: string): Fault {
  return {
    kind: "before",
    status: 403,
    headers: { "retry-after": seconds },
    body: { message: "You have exceeded a secondary rate limit." },
  };
}

describe("how many requests a run makes", () => {
  test("an issue that is no incident costs four, though the workflow's if: keeps it from starting", async () => {
    await stage.people.open({ ...ISSUE, labels: [] });
    expect((await runAll()).code).toBe(0);
    expect(stage.exchanges()).toHaveLength(4);
  });

  test("F57: a new incident, a command and a lost run need ten at most", async () => {
    await stage.people.open(ISSUE);
    await runAll();
    expect(stage.exchanges().length).toBeLessThanOrEqual(20);
    await say("/works New cards, PayPal");
    expect((await runAll()).code).toBe(0);
    expect(stage.exchanges().length).toBeLessThanOrEqual(10);
    await say("/alert next 30m");
    stage.take();
    // The run was lost; the next one, about something else, finds what is missing.
    await stage.people.open({ ...ISSUE, title: "A question", labels: [] });
    expect((await runAll()).code).toBe(0);
    expect(stage.exchanges().length).toBeLessThanOrEqual(10);
    expect(await bodies()).toContainEqual(expect.stringMatching(/^<!-- dakor news alert:/));
  });

  test("a second run writes nothing", async () => {
    await stage.people.open(ISSUE);
    await runAll();
    writes();
    await stage.run("schedule");
    expect(writes()).toEqual([]);
  });
});

test.runIf(isDeep)(
  "F56: a promise that fell due is found by a run about something else",
  async () => {
    await stage.people.open(ISSUE);
    await say("/checking");
    await say("/alert next 10m");
    await runAll();
    clock += 12 * 60_000;
    await stage.people.open({ ...ISSUE, title: "A question", labels: [] });
    await runAll();
    expect(await bodies()).toContainEqual(expect.stringMatching(/^<!-- dakor reminder late:/));
  },
);

describe("what the gate shows", () => {
  test.runIf(isDeep)(
    "F55: a job that says something else runs again, and where there is none the check is published",
    async () => {
      const green = await pull(10, "src/checkout/a.ts");
      const other = await pull(11, "docs/other.md");
      const bare = await pull(12, "src/checkout/b.ts");
      const job = await stage.github.addJob({ sha: green, name: "dakor", conclusion: "success" });
      await stage.github.addJob({ sha: other, name: "dakor", conclusion: "success" });
      await stage.people.open(ISSUE);
      await say("/paths src/checkout/**");
      await runAll();
      expect(stage.github.rerunJobs()).toEqual([job]);
      expect(await checks(bare)).toEqual([["github-actions", "failure"]]);

      // The job has ended, and says what the gate says: nothing is left to do.
      await stage.github.addJob({ sha: green, name: "dakor", conclusion: "failure" });
      writes();
      const renewed = await stage.run("workflow_dispatch", {}, { inputs: { mode: "renew" } });
      expect(renewed.code).toBe(0);
      expect(writes()).toEqual([]);

      await stage.people.act({ at: "", by: "lea", close: "not_planned" });
      await runAll();
      expect(await checks(bare)).toEqual([["github-actions", "success"]]);
      expect(stage.github.rerunJobs()).toHaveLength(2);
    },
  );

  test.runIf(isDeep)("the App's check stays the App's: with app, only jobs run again", async () => {
    const bare = await pull(12, "src/checkout/b.ts");
    await stage.people.open(ISSUE);
    await say("/paths src/checkout/**");
    const inputs = { app: "dakor" };
    for (const delivery of stage.take()) await stage.runFor(delivery, { inputs });
    expect(await checks(bare)).toEqual([]);
  });

  test("where nothing is red and no incident has paths, a renewal costs three requests", async () => {
    await stage.run("schedule", {}, { inputs: { mode: "renew" } });
    expect(stage.exchanges()).toHaveLength(3);
  });
});

describe("what only a person can change ends the job with one", () => {
  test.each(
    sample<readonly [Readonly<Record<string, string>>, RegExp]>(
      [
        // Either of the two is enough for comments and labels.
        [{ issues: "read", pull_requests: "read" }, /add the line "issues: write"/],
        [{ checks: "read" }, /add the line "checks: write"/],
      ],
      2,
    ),
  )("with no more than %j", async (less, advice) => {
    const token = stage.github.actionsToken({ ...BOT_TOKEN, ...less });
    await stage.people.act({
      at: "",
      by: "john",
      pull: { number: 9, files: ["src/checkout/a.ts"] },
    });
    await stage.people.open(ISSUE);
    await say("/paths src/checkout/**");
    stage.take();
    const { code, log, summary } = await stage.run("schedule", {}, { token });
    expect(code).toBe(1);
    expect(log).toMatch(advice);
    expect(summary).toContain("permissions");
  });

  test.each(
    sample<readonly [string, unknown, Readonly<Record<string, string>>, RegExp]>(
      [
        ["release", {}, {}, /looks after issues, issue_comment/],
        ["schedule", {}, { "dry-run": "true" }, /dry-run is for the gate/],
        ["workflow_dispatch", {}, { issue: "7; rm -rf /" }, /issue is a number/],
        ["issues", { issue: { number: "$(touch owned)" } }, {}, /names no issue/],
        ["pull_request_target", { pull_request: { number: -1 } }, {}, /names no pull request/],
        ["schedule", {}, { mode: "bott" }, /mode is gate or bot or renew/],
      ],
      2,
    ),
  )("%s with %j and %j", async (...[event, payload, inputs, words]) => {
    const { code, log } = await stage.run(event, payload, { inputs });
    expect(code).toBe(1);
    expect(log).toMatch(words);
    expect(stage.exchanges()).toEqual([]);
  });
});

describe("what a later run does ends the job well", () => {
  test("a limit that is over soon is waited for", async () => {
    await stage.people.open(ISSUE);
    let isFirst = true;
    fault = ({ operation }) => {
      if (operation !== "ApplyWrites" || !isFirst) return undefined;
      isFirst = false;
      return limited("2");
    };
    const { code, log } = await runAll();
    expect([code, log.includes("::warning")]).toEqual([0, false]);
    expect((await bodies()).filter((body) => body.includes("dakor board"))).toHaveLength(1);
  });

  test("a limit that is not is a warning", async () => {
    await stage.people.open(ISSUE);
    fault = ({ operation }) => (operation === "ApplyWrites" ? limited("900") : undefined);
    const { code, log } = await runAll();
    expect(code).toBe(0);
    expect(log).toMatch(/::warning::GitHub wants no more requests until .* Left for a later run/);
    fault = undefined;
    await stage.run("schedule");
    expect((await bodies()).filter((body) => body.includes("dakor board"))).toHaveLength(1);
  });

  test("F02: a write whose answer was lost isn't sent again: it is read first", async () => {
    await stage.people.open(ISSUE);
    let isFirst = true;
    fault = ({ operation }) => {
      if (operation !== "ApplyWrites" || !isFirst) return undefined;
      isFirst = false;
      return { kind: "after", status: 502, body: {} };
    };
    expect((await runAll()).code).toBe(0);
    expect((await bodies()).filter((body) => body.includes("dakor board"))).toHaveLength(1);
  });
});
