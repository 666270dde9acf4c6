import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildHistory } from "../../demo/build-history.ts";
import { createRequestCounter } from "../../demo/count-requests.ts";
import { createStage } from "../../demo/create-stage.ts";
import { gatherPage } from "../../demo/gather-page.ts";
import { renderPage } from "../../demo/page/render-page.ts";
import { openOutside } from "../../demo/outside.ts";
import { openWork } from "../../demo/open-work.ts";
import { bot, cast, owner, repo } from "../../demo/people.ts";
import { playStory } from "../../demo/play-story.ts";
import { createStoryClock, nextStoryDay } from "../../demo/story-clock.ts";
import { story } from "../../demo/story.ts";
import { startLocalGitHub } from "@dakor/local-github";
import { freePort, readManifest, startApp, untilQuiet } from "./start-app.ts";
import { createNarrator, showOpening } from "./narrate.ts";
import { createScreen, type Screen } from "../terminal/screen.ts";
import { showKept, showSummary } from "./show-summary.ts";

export type DemoOptions = {
  /** No pauses between the scenes. */
  readonly fast: boolean;
  /** Leave everything running afterwards. */
  readonly keep: boolean;
  /** Of the local GitHub; any free one when left out. */
  readonly port: number | undefined;
};

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const WORDS_PAUSE = 600;
const ANSWER_PAUSE = 900;
/** In the folder where the demo is started. */
const FOLDER = "demo-out";
const LOG = join(FOLDER, "app.log");
const PAGE = join(FOLDER, "index.html");
/** Of the channel and the mailbox that stand in for Slack and a mail server. */
const CERTIFICATE = join(FOLDER, "receiver.pem");
const DATA = join(FOLDER, "thread.json");
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** Plays the guided incident; the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const stopping = new AbortController();
  let code = 0;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      code = EXIT_CODES[signal];
      stopping.abort(new Error("stopped"));
    });
  }
  const screen = createScreen(process.stdout);
  await using cleanup = new AsyncDisposableStack();
  try {
    await play({ options, screen, cleanup, signal: stopping.signal });
    return code;
  } catch (error) {
    if (stopping.signal.aborted) {
      screen.line("\nStopped.");
      return code;
    }
    process.stderr.write(`\nThe demo did not come to its end. ${messageOf(error)}\n`);
    return 1;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Play = {
  readonly options: DemoOptions;
  readonly screen: Screen;
  readonly cleanup: AsyncDisposableStack;
  readonly signal: AbortSignal;
};

async function play({ options, screen, cleanup, signal }: Play): Promise<void> {
  const start = performance.now();
  const port = await freePort(options.port ?? 0);
  await mkdir(FOLDER, { recursive: true });
  await Promise.all([PAGE, DATA].map((path) => rm(path, { force: true })));
  const day = nextStoryDay(Date.now());
  const clock = createStoryClock(day - 16 * HOUR);
  const counter = createRequestCounter();
  const webhookSecret = randomBytes(32).toString("hex");
  const local = await startLocalGitHub({
    owner,
    repo,
    users: cast,
    app: { slug: bot, appId: 4242, webhookSecret, ...(await readManifest()) },
    now: clock.now,
    observe: counter.observe,
    port,
  });
  cleanup.defer(local.close);
  const stage = createStage(local);
  stage.remember("broken", await buildHistory({ as: stage.as, clock, day }));

  const outside = await openOutside(resolve(CERTIFICATE), clock.now);
  cleanup.defer(outside.close);
  const { appId, privateKey, host: githubHost } = local;
  const app = await startApp({
    appId,
    privateKey,
    webhookSecret,
    githubHost,
    logPath: LOG,
    signal,
    outside: outside.settings,
  });
  cleanup.defer(app.stop);
  await clock.follow(app.shiftClock);
  local.sendWebhooksTo(app.webhookUrl);
  showOpening(screen, `GitHub ${local.url}, App ${app.url}`);

  const either = AbortSignal.any([signal, app.ended]);
  const pause = async (milliseconds: number): Promise<void> => {
    if (!options.fast) await sleep(milliseconds, undefined, { signal: either });
  };
  const quiet = (): Promise<void> =>
    untilQuiet({ settled: local.settled, isIdle: app.isIdle, signal: either });
  const narrator = createNarrator(screen);
  let heard = 0;
  await quiet();
  await clock.moveTo(day + 9 * HOUR + 50 * MINUTE);
  await openWork(stage.as);
  await quiet();
  const played = await playStory({
    scenes: story,
    stage,
    clock,
    day,
    counter,
    quiet,
    signal: either,
    begins: async (scene) => {
      narrator.begins(scene);
      await pause(WORDS_PAUSE);
    },
    ends: async (one) => {
      narrator.ends(one);
      const told = outside.told();
      narrator.tells(told.slice(heard));
      heard = told.length;
      await pause(ANSWER_PAUSE);
    },
  }).catch((error: unknown) => {
    const reason: unknown = app.ended.aborted ? app.ended.reason : error;
    throw new Error(`${messageOf(reason)}\nThe App's log: ${LOG}`, { cause: error });
  });
  const data = await gatherPage({ origin: local.url, stage, played, told: outside.told() });
  await writeFile(DATA, `${JSON.stringify(data, null, 2)}\n`);
  await writeFile(PAGE, renderPage(data));
  const seconds = (performance.now() - start) / 1000;
  showSummary(screen, { summary: data.summary, seconds, pagePath: PAGE });
  if (options.keep) await showKept({ screen, local, app, issue: data.issue.number, signal });
}
