import { afterEach, beforeEach, expect, test } from "vitest";
import { parseMarker } from "../../src/core/model/marker.ts";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { startAppProcess, until } from "../e2e/app-process.ts";
import type { AppProcess } from "../e2e/app-process.ts";
import { readStory } from "../faults/play.ts";
import { startBotStage, WEBHOOK_SECRET } from "./bot-stage.ts";
import type { BotStage, RunMore } from "./bot-stage.ts";
import { isDeep } from "../depth.ts";

const STORY = readStory("close-anyway");
/** Old enough that the workflow doesn't leave it to the App any more. Milliseconds. */
const LATE = 3 * 60_000;
const BESIDE = { inputs: { app: "dakor" } };

let stage: BotStage;
let app: AppProcess | undefined;

beforeEach(async () => {
  app = undefined;
  stage = await startBotStage(STORY, { now: Date.now });
});

afterEach(async () => {
  await stopApp();
  await stage.github.close();
});

async function startApp(): Promise<void> {
  app = await startAppProcess(stage.github, WEBHOOK_SECRET);
}

async function stopApp(): Promise<void> {
  app?.terminate();
  await app?.ended();
  app = undefined;
}

type Said = {
  readonly by: string;
  readonly kind: string;
  readonly key: string;
  readonly body: string;
};

async function said(): Promise<readonly Said[]> {
  const comments = listOf(await stage.people.get("/issues/1/comments?per_page=100")).map(recordOf);
  return comments.flatMap((comment) => {
    const body = textOf(comment["body"]);
    const marker = parseMarker(body);
    const by = textOf(recordOf(comment["user"])["login"]);
    return marker === undefined ? [] : [{ ...marker, by, body }];
  });
}

async function boards(): Promise<readonly Said[]> {
  return (await said()).filter(({ kind }) => kind === "board");
}

async function reports(): Promise<readonly number[]> {
  const pulls = listOf(await stage.people.get("/pulls?state=all&per_page=100")).map(recordOf);
  return pulls
    .filter((pull) => textOf(recordOf(pull["head"])["ref"]) === "dakor/report-1")
    .map((pull) => numberOf(pull["number"]));
}

/** Until everything is said, and nothing twice. */
function settled(news: readonly string[]): Promise<true> {
  return until(async () => {
    const keys = (await said()).map(({ key }) => key);
    const isOnce = new Set(keys).size === keys.length;
    const isSaid = news.every((name) => keys.some((key) => key.startsWith(name)));
    return isOnce && isSaid ? true : undefined;
  });
}

/** One run after the other for what has come since. */
async function runAll(more: RunMore): Promise<string> {
  let log = "";
  for (const delivery of stage.take()) log += (await stage.runFor(delivery, more))?.log ?? "";
  return log;
}

async function playAll(react: () => Promise<unknown>): Promise<void> {
  await stage.people.open(STORY.issue);
  await react();
  for (const step of STORY.steps) {
    await stage.people.act(step);
    await react();
  }
}

const NEWS = ["board", "alert:", "closed-early:"];

/** What there is in the end, after one more run of each. */
async function endCounts(): Promise<object> {
  await settled(NEWS);
  await until(async () => ((await reports()).length > 0 ? true : undefined));
  await stage.github.settled();
  stage.take();
  await stage.run("schedule", {}, { ...BESIDE, ahead: LATE });
  await stage.github.settled();
  await settled(NEWS);
  const kinds = (await said()).map(({ kind }) => kind);
  return {
    boards: kinds.filter((kind) => kind === "board").length,
    news: kinds.filter((kind) => kind === "news").length,
    reports: (await reports()).length,
  };
}

test.runIf(isDeep)(
  "App and workflow at once, and neither waits: one board, one report, announcements once",
  { timeout: 60_000 },
  async () => {
    await startApp();
    await playAll(() =>
      Promise.all(
        stage.take().map((delivery) => stage.runFor(delivery, { ...BESIDE, ahead: LATE })),
      ),
    );
    await runAll({ ...BESIDE, ahead: LATE });
    expect(await endCounts()).toEqual({ boards: 1, news: 1, reports: 1 });
  },
);

test("where the App leads, the workflow leaves it what is new", { timeout: 60_000 }, async () => {
  await startApp();
  await stage.people.open(STORY.issue);
  await until(async () => (await boards())[0]);
  stage.take();
  await stage.people.act({ at: "", by: "lea", comment: "/works Only new cards" });
  const log = await runAll({});
  expect(log).toContain("Left to dakor[bot] for now");
  await stage.github.settled();
  expect((await said()).map(({ by }) => by)).not.toContain("github-actions[bot]");
});

test.runIf(isDeep)(
  "first the App, then the workflow: it goes on with the App's board",
  { timeout: 60_000 },
  async () => {
    await startApp();
    await stage.people.open(STORY.issue);
    await until(async () => (await boards())[0]);
    await stopApp();
    stage.take();
    await stage.people.act({ at: "", by: "lea", comment: "/works Only new cards" });
    await runAll({ ...BESIDE, ahead: LATE });
    expect(await boards()).toMatchObject([
      { by: "dakor[bot]", body: expect.stringContaining("Only new cards") },
    ]);
  },
);

test.runIf(isDeep)(
  "first the workflow, then the App: it goes on with the workflow's board",
  { timeout: 60_000 },
  async () => {
    await stage.people.open(STORY.issue);
    await runAll({});
    expect(await boards()).toMatchObject([{ by: "github-actions[bot]" }]);
    await startApp();
    await stage.people.act({ at: "", by: "lea", comment: "/works Only new cards" });
    await until(async () => (await boards()).find(({ body }) => body.includes("Only new cards")));
    await stage.github.settled();
    expect((await boards()).map(({ by }) => by)).toEqual(["github-actions[bot]"]);
  },
);
