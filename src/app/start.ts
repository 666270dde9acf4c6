import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { Probot, type Logger } from "probot";
import manifest from "../../package.json" with { type: "json" };
import { systemClock } from "../queue/clock.ts";
import type { Queue, Trigger } from "../queue/queue.ts";
import app from "./webhook/app.ts";
import { chatDoors } from "./chat/chat-doors.ts";
import { slackApi } from "./chat/slack-api.ts";
import { createTakeAnswer } from "./chat/take-answer.ts";
import { deadlineFetch } from "./http/within.ts";
import type { Environment } from "./environment.ts";
import { underLease } from "./jobs/lease.ts";
import { createHealth } from "./http/health.ts";
import { parseKey } from "./jobs/key.ts";
import { closeServer, listen } from "./http/listen.ts";
import { createLog, wordless } from "./observe/log.ts";
import { createMetrics, createMetricsServer } from "./observe/metrics.ts";
import type { Metrics } from "./observe/metrics.ts";
import { notifySecrets } from "../notify/environment.ts";
import { openTargetsOf } from "../notify/open-targets.ts";
import type { NotifyWays } from "../github/write/recent-deliveries.ts";
import { ownOctokit } from "./jobs/octokit.ts";
import { openEngine, type Engine } from "./jobs/open-engine.ts";
import { ownApp } from "./own-app.ts";
import { createReceiver } from "./http/server.ts";
import { readSettings, secretsOf, type Settings } from "./settings.ts";
import type { GitHubRuns } from "./jobs/github-runs.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { scheduleSweeps } from "./sweep/sweep-schedule.ts";
import { enqueueSweep, reportDeadJob, worker } from "./jobs/worker.ts";
import { traced } from "./observe/trace.ts";
import { signatureVerifier } from "./webhook/verify-signature.ts";

const SECOND = 1000;
const REQUEST_TIMEOUT = 15 * SECOND;
const CHAT_TIMEOUT = 10 * SECOND;
const SWEEP_EVERY = 15 * 60 * SECOND;

export type StartOptions = {
  readonly environment: Environment;
  readonly connect: (probot: Probot, notify: NotifyWays) => GitHubRuns;
};

type ConnectRuns = (probot: Probot, onOutcome: NonNullable<NotifyWays["onOutcome"]>) => GitHubRuns;

/** The server from its environment; says what is missing and ends with 1 when it can't start. */
export async function start({ environment, connect }: StartOptions): Promise<void> {
  const settings = readSettings(environment, (path) => readFileSync(path, "utf8"));
  if (!settings.ok) {
    for (const problem of settings.error) process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
    return;
  }
  const log = createLog({
    level: settings.value.logLevel,
    secrets: [...secretsOf(settings.value), ...notifySecrets({ ...environment })],
  });
  exitOnStrays(log);
  await run(settings.value, log, (probot, onOutcome) =>
    connect(probot, { ...openTargetsOf({ ...environment }), onOutcome }),
  );
}

async function run(settings: Settings, log: Logger, connect: ConnectRuns): Promise<void> {
  const { elapsed } = systemClock;
  let isStopping = false;
  let sweptAt = elapsed();

  const metrics = createMetrics({
    dakor_queue_keys: async () =>
      Object.entries(await queue.count()).map(([state, value]) => ({ labels: { state }, value })),
    dakor_ready: async () => [{ value: (await health.ready()).isReady ? 1 : 0 }],
    dakor_sweep_age_seconds: async () => [{ value: (elapsed() - sweptAt) / SECOND }],
    dakor_build_info: async () => [{ labels: { version: manifest.version }, value: 1 }],
  });
  const engine = await openEngine({ url: settings.databaseUrl, paceMs: settings.writePace, log });
  const probot = await createProbot(settings, log, { engine, metrics });
  const runs = connect(probot, (type, outcome) =>
    metrics.count("dakor_notifications_total", { type, outcome }),
  );
  const tellBoard = reportDeadJob({ runs });
  const queue = await openQueue(engine, log, async (dead, job) => {
    const kind = parseKey(dead.key)?.kind ?? "";
    metrics.count("dakor_dead_letters_total", { kind });
    await tellBoard(dead, job);
  });

  const self = ownApp({ ask: runs.self, clock: systemClock, log });
  const health = createHealth({
    queue,
    isStopping: () => isStopping,
    githubProblem: self.problem,
  });
  const enqueue = async ({ key, reason }: Trigger): Promise<boolean> => {
    const isTaken = await queue.enqueue({ key, reason });
    log.info({ key, reasons: [reason], isTaken }, "trigger");
    return isTaken;
  };
  await probot.load(
    app({
      enqueue,
      isOwn: self.isOwn,
      learn: runs.learn,
    }),
  );
  const receiver = createReceiver({
    verify: signatureVerifier(settings.webhookSecrets),
    receive: probot.webhooks.receive,
    health,
    doors: chatDoors({
      ...settings.chat,
      slack: slackApi({
        token: settings.chat.slackToken,
        api: settings.slackApi,
        ask: deadlineFetch(CHAT_TIMEOUT),
      }),
      take: createTakeAnswer({ answer: runs.answer, enqueue }),
      web: settings.baseUrl?.replace(/\/api\/v3$/, "") ?? "https://github.com",
      now: systemClock.now,
      log,
    }),
    isStopping: () => isStopping,
    onAnswer: (event, status) =>
      metrics.count("dakor_deliveries_total", { event, status: String(status) }),
    log,
  });
  const servers = await listenAll({ settings, log, receiver, metrics });

  const look = worker({
    runs,
    throttle: engine.throttle,
    clock: systemClock,
    isShared: settings.databaseUrl !== undefined,
    log,
    onRun: ({ kind, outcome, ms }) => {
      metrics.count("dakor_runs_total", { kind, outcome });
      if (outcome !== "postponed") metrics.time("dakor_run_duration_seconds", ms, { kind });
      if (kind === "app" && outcome === "done") sweptAt = elapsed();
    },
  });
  await queue.work(underLease(traced(look)));
  const endSweeps = scheduleSweeps({
    clock: systemClock,
    every: SWEEP_EVERY,
    // Apps of many people should not all ask GitHub in the same minute.
    phase: settings.databaseUrl === undefined ? undefined : settings.appId * SECOND,
    sweep: (at) => {
      enqueueSweep(queue, "sweep", at).catch((error: unknown) => {
        log.error({ err: error }, "no sweep");
      });
    },
  });

  stopOnSignals({
    queue,
    log,
    onStop: () => {
      isStopping = true;
      endSweeps();
      self.stop();
    },
    close: async () => {
      await Promise.all(servers.map(closeServer));
      await engine.close();
    },
  });
}

type Parts = { readonly engine: Engine; readonly metrics: Metrics };

async function createProbot(
  settings: Settings,
  log: Logger,
  { engine: { throttle }, metrics }: Parts,
): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecrets[0],
    baseUrl: settings.baseUrl,
    log: wordless(log),
    Octokit: ownOctokit({
      throttle,
      onRequest: ({ status, ms }) => {
        const kind = status === 0 ? "none" : `${Math.floor(status / 100)}xx`;
        metrics.time("dakor_github_request_duration_seconds", ms, { status: kind });
      },
    }),
    request: { fetch: deadlineFetch(REQUEST_TIMEOUT) },
  });
  await probot.ready();
  return probot;
}

/** A supervisor starts it again: waiting in here would look like work. */
async function openQueue(
  engine: Engine,
  log: Logger,
  onDead: Parameters<Engine["openQueue"]>[0],
): Promise<Queue> {
  try {
    return await engine.openQueue(onDead);
  } catch (error) {
    log.fatal({ err: error }, "the database in DATABASE_URL can't be used");
    return process.exit(1);
  }
}

type Listeners = {
  readonly settings: Settings;
  readonly log: Logger;
  readonly receiver: Server;
  readonly metrics: Metrics;
};

async function listenAll({
  settings,
  log,
  receiver,
  metrics,
}: Listeners): Promise<readonly Server[]> {
  const { port, host, metricsPort, metricsHost } = settings;
  const address = await listen(receiver, {
    port,
    host,
    remedy: "Set PORT to a free port, and HOST to an address of this machine or leave it out.",
  });
  log.info({ address }, "listening");
  if (metricsPort === undefined) return [receiver];

  const server = createMetricsServer(metrics, log);
  const own = await listen(server, {
    port: metricsPort,
    host: metricsHost,
    remedy:
      'Set METRICS_PORT to a free port or to "off", and METRICS_HOST to an address of this machine.',
  });
  log.info({ metrics: `http://${metricsHost}:${own?.port}/metrics` }, "listening");
  return [receiver, server];
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
