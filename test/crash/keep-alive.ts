import { setTimeout as sleep } from "node:timers/promises";
import { WEBHOOK_PATH } from "../../src/app/webhook/routes.ts";
import type { LocalGitHub } from "@dakor/local-github";
import type { Engine } from "./engine.ts";
import { startStoryApp } from "./story-app.ts";
import type { StoryApp } from "./story-app.ts";

export type KeepAliveOptions = {
  readonly environment: NodeJS.ProcessEnv;
  readonly engine: Engine;
  readonly github: LocalGitHub;
  /** The story's time, ms since 1970. */
  readonly now: () => number;
  readonly moveTo: (time: number) => void;
};

/** One App after the other, each started when the one before has died. */
export type KeptAlive = {
  readonly start: () => Promise<void>;
  /** Lets it do all that it wants to do until then: retries and promises come at their own time. */
  readonly liveUntil: (time: number) => Promise<void>;
  readonly kill: () => void;
  readonly isDead: () => boolean;
  /** It has asked GitHub for this. */
  readonly note: (path: string) => void;
  /** Keys that were given up. */
  readonly dead: () => Promise<number>;
  readonly end: () => Promise<void>;
};

/** Milliseconds of real time in which nothing is asked. */
const PATIENCE = 15_000;
const LOOK_EVERY = 3;

export function keepAlive(options: KeepAliveOptions): KeptAlive {
  const { environment, engine, github, now, moveTo } = options;
  let app: StoryApp | undefined;
  let url = "";
  let isDead = false;
  let hasSwept = false;
  let lastAsked = 0;
  let timer = Infinity;

  async function start(): Promise<void> {
    hasSwept = false;
    isDead = false;
    timer = Infinity;
    app = startStoryApp(environment, now());
    url = (await app.url) ?? "";
    github.sendWebhooksTo(`${url}${WEBHOOK_PATH}`);
    if (url === "" && !isDead) throw new Error(`The App did not start:\n${said()}`);
  }

  async function revive(): Promise<void> {
    await app?.ended;
    await engine.forgets();
    // Nobody listens: GitHub tries, and notes that it failed.
    await deliver();
    await jump(now() + engine.silence);
    await start();
    await waitFor("sweep", async () => hasSwept || isDead);
  }

  async function deliver(): Promise<void> {
    github.release();
    await github.settled();
  }

  /** Until there is nothing to do at this time, whoever dies meanwhile. */
  async function rest(): Promise<void> {
    await waitFor("come to rest", async () => {
      if (isDead) await revive();
      await deliver();
      const sent = github.deliveries().length;
      return (await isAtRest()) && !isDead && github.deliveries().length === sent;
    });
  }

  async function isAtRest(): Promise<boolean> {
    try {
      return await engine.isQuiet(url);
    } catch (error) {
      if (isDead) return false;
      throw error;
    }
  }

  async function jump(to: number): Promise<void> {
    moveTo(to);
    await engine.jump(to);
    const isTimer = to >= timer;
    timer = (await app?.jump(to)) ?? Infinity;
    // The App's timers ask for a sweep later than now: until that is written, all looks quiet, and its time would be missed.
    if (isTimer) await waitFor("ask for a sweep", async () => isDead || engine.hasSweep());
    await engine.ring();
  }

  async function next(): Promise<number> {
    timer = (await app?.jump(now())) ?? Infinity;
    return Math.min(timer, await engine.next());
  }

  async function waitFor(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const begun = performance.now();
    while (!(await isSo())) {
      if (performance.now() > Math.max(begun, lastAsked) + PATIENCE) {
        const keys = await engine.tell(url).catch(String);
        throw new Error(`The App does not ${what}:\n${said()}\nIts keys:\n${keys}`);
      }
      await sleep(LOOK_EVERY);
    }
  }

  function said(): string {
    return app?.complaints().join("\n") ?? "";
  }

  return {
    start: async () => {
      await start();
      await waitFor("sweep", async () => hasSwept || isDead);
    },
    liveUntil: async (time) => {
      await rest();
      for (let at = await next(); at <= time; at = await next()) {
        await jump(Math.max(at, now()));
        await rest();
      }
      await jump(Math.max(time, now()));
      await rest();
    },
    kill: () => {
      isDead = true;
      app?.kill();
    },
    isDead: () => isDead,
    note: (path) => {
      lastAsked = performance.now();
      hasSwept ||= path === "/app/installations";
    },
    dead: () => engine.dead(url),
    end: async () => {
      isDead = true;
      app?.kill();
      await app?.ended;
    },
  };
}
