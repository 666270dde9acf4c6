import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { Probot, type Logger } from "probot";
import { systemClock } from "../queue/clock.ts";
import { memoryQueue } from "../queue/memory.ts";
import type { Queue } from "../queue/queue.ts";
import app from "./app.ts";
import { deadlineFetch } from "./deadline-fetch.ts";
import { limitGate } from "./limit-gate.ts";
import { createLog } from "./log.ts";
import { ownOctokit } from "./octokit.ts";
import { createReceiver } from "./server.ts";
import { readSettings, type Environment, type Settings } from "./settings.ts";
import type { Shell } from "./shell.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { scheduleSweeps } from "./sweep-schedule.ts";
import { tokenCache } from "./token-cache.ts";
import { hintSweep, judgeFailure, worker } from "./worker.ts";

const SECOND = 1000;
const REQUEST_TIMEOUT = 15 * SECOND;
const SWEEP_EVERY = 15 * 60 * SECOND;

export type StartOptions = {
  readonly environment: Environment;
  readonly connect: (probot: Probot) => Shell;
};

/** The server from its environment; says what is missing and ends with 1 when it can't start. */
export async function start({ environment, connect }: StartOptions): Promise<void> {
  const settings = readSettings(environment, (path) => readFileSync(path, "utf8"));
  if (!settings.ok) {
    for (const problem of settings.error) process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
    return;
  }
  const { appId, privateKey, webhookSecret, logLevel, baseUrl } = settings.value;
  const log = createLog({ level: logLevel, secrets: [privateKey, webhookSecret] });
  exitOnStrays(log);

  const tokens = tokenCache(systemClock.now);
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl,
    log,
    Octokit: ownOctokit(tokens),
    request: { fetch: deadlineFetch(REQUEST_TIMEOUT) },
  });
  await probot.ready();
  const shell = connect(probot);

  const queue = memoryQueue({ log, judge: judgeFailure });
  const { now } = systemClock;
  await queue.work(worker({ shell, gate: limitGate(), forgetToken: tokens.forget, now, log }));
  const self = knownSelf(shell, log);
  await probot.load(app({ hint: queue.add, isOwn: self.isOwn }));

  const server = createReceiver({
    verify: probot.webhooks.verify,
    receive: probot.webhooks.receive,
    health: async () => healthOf(queue),
    log,
  });
  await listen(server, settings.value, log);
  const endSweeps = scheduleSweeps({
    clock: systemClock,
    every: SWEEP_EVERY,
    random: Math.random,
    sweep: () => {
      void self.learn();
      hintSweep(queue, "sweep").catch((error: unknown) => {
        log.error({ err: error }, "no sweep");
      });
    },
  });
  stopOnSignals({ server, queue, log, endSweeps });
}

async function healthOf(queue: Queue): Promise<{ readonly ok: boolean; readonly queue: object }> {
  const { waiting, running, asleep, dead } = await queue.view();
  const counts = {
    waiting: waiting.length,
    running: running.length,
    asleep: asleep.length,
    dead: dead.length,
  };
  return { ok: true, queue: counts };
}

async function listen(server: Server, { port, host }: Settings, log: Logger): Promise<void> {
  server.once("error", (error) => {
    log.fatal({ err: error, port, host }, "can't listen");
    process.exit(1);
  });
  await new Promise<void>((resolve) => {
    server.listen({ port, host }, resolve);
  });
  log.info({ address: server.address() }, "listening");
}

/** The App's own login is asked from GitHub; while it isn't known, its own webhooks only cost a look. */
function knownSelf(
  shell: Shell,
  log: Logger,
): { readonly learn: () => Promise<void>; readonly isOwn: (login: string) => boolean } {
  let own: string | undefined;
  return {
    isOwn: (login) => login === own,
    learn: async () => {
      if (own !== undefined) return;
      try {
        own = `${await shell.self()}[bot]`;
        log.info({ self: own }, "GitHub knows this App");
      } catch (error) {
        log.error(
          { err: error },
          "GitHub does not tell who this App is: are APP_ID and key right?",
        );
      }
    },
  };
}

/** What nobody caught leaves an unknown state: end, be restarted, and let the sweep find what was left. */
function exitOnStrays(log: Logger): void {
  for (const stray of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(stray, (error: unknown) => {
      log.fatal({ err: error }, stray);
      process.exit(1);
    });
  }
}
