import { mkdir, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildHistory } from "../demo/guided/build-history.ts";
import { createRequestCounter } from "../demo/guided/count-requests.ts";
import { createStage } from "../demo/guided/create-stage.ts";
import { gatherPage } from "../demo/guided/gather-page.ts";
import { renderPage } from "../demo/guided/page/render-page.ts";
import { bot, cast, owner, repo } from "../demo/guided/people.ts";
import { playStory } from "../demo/guided/play-story.ts";
import { createStoryClock, nextStoryDay } from "../demo/guided/story-clock.ts";
import { story } from "../demo/guided/story.ts";
import { startLocalGitHub } from "../demo/local-github/start-local-github.ts";
import { castLine, createNarrator } from "./narrate.ts";
import type { DemoOptions } from "./parse-arguments.ts";
import { readManifest } from "./read-manifest.ts";
import { createScreen, type Screen } from "./screen.ts";
import { showKept } from "./show-kept.ts";
import { showSummary } from "./show-summary.ts";
import { startApp } from "./start-app.ts";
import { untilQuiet } from "./until-quiet.ts";

const HOUR = 60 * 60 * 1000;
const WORDS_PAUSE = 600;
const ANSWER_PAUSE = 900;
const FOLDER = "demo-out";

/** Plays the guided incident; the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const stopping = new AbortController();
  let code = 0;
  const stopOn = (signal: NodeJS.Signals, exitCode: number): void => {
    process.on(signal, () => {
      code = exitCode;
      stopping.abort(new Error("stopped"));
    });
  };
  stopOn("SIGINT", 130);
  stopOn("SIGTERM", 143);
  const screen = createScreen(process.stdout);
  await using cleanup = new AsyncDisposableStack();
  try {
    await play({ options, screen, cleanup, signal: stopping.signal });
    return code;
  } catch (error) {
    if (stopping.signal.aborted) {
      screen.line();
      screen.line("Stopped.");
      return code;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `\nThe demo did not come to its end. ${message}\nThe App's log: ${join(FOLDER, "app.log")}\n`,
    );
    return 1;
  }
}

type Play = {
  readonly options: DemoOptions;
  readonly screen: Screen;
  readonly cleanup: AsyncDisposableStack;
  readonly signal: AbortSignal;
};

async function play({ options, screen, cleanup, signal }: Play): Promise<void> {
  const start = performance.now();
  const folder = resolve(FOLDER);
  await mkdir(folder, { recursive: true });
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
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  cleanup.defer(local.close);
  const stage = createStage(local);
  const broken = await buildHistory({ as: stage.as, clock, day });
  stage.remember("broken", broken);

  const { appId, privateKey, host: githubHost } = local;
  const logPath = join(folder, "app.log");
  const app = await startApp({ appId, privateKey, webhookSecret, githubHost, logPath, signal });
  cleanup.defer(app.stop);
  await clock.follow(app.shiftClock);
  local.sendWebhooksTo(app.webhookUrl);
  showOpening(screen, `GitHub ${local.url}, App ${app.url}`);

  const pause = async (milliseconds: number): Promise<void> => {
    if (!options.fast) await sleep(milliseconds, undefined, { signal });
  };
  const narrator = createNarrator(screen);
  const quiet = (): Promise<void> =>
    untilQuiet({ settled: local.settled, isIdle: app.isIdle, signal });
  await quiet();
  const played = await playStory({
    scenes: story,
    stage,
    clock,
    day,
    counter,
    quiet,
    signal,
    begins: async (scene) => {
      narrator.begins(scene);
      await pause(WORDS_PAUSE);
    },
    ends: async (one) => {
      narrator.ends(one);
      await pause(ANSWER_PAUSE);
    },
  });
  const data = await gatherPage({ origin: local.url, stage, played });
  const pagePath = join(folder, "index.html");
  await writeFile(join(folder, "thread.json"), `${JSON.stringify(data, null, 2)}\n`);
  await writeFile(pagePath, renderPage(data));
  const seconds = (performance.now() - start) / 1000;
  showSummary(screen, { summary: data.summary, seconds, pagePath: join(FOLDER, "index.html") });
  if (options.keep) await showKept({ screen, local, app, issue: data.issue.number, signal });
}

function showOpening({ line, paint }: Screen, addresses: string): void {
  line();
  line(`  ${paint("bold", "DAKOR for GitHub")}: one incident in five steps`);
  line();
  line(
    `  A local GitHub and the real App, over HTTP with signed webhooks. Nothing leaves this machine.`,
  );
  line(paint("dim", `  ${addresses}`));
  line(paint("dim", `  ${castLine()}`));
}
