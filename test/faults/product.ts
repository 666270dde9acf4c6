import type { NotifyWays } from "../../src/github/write/recent-deliveries.ts";
import { setImmediate } from "node:timers/promises";
import { Probot } from "probot";
import { createTakeAnswer } from "../../src/app/chat/take-answer.ts";
import type { TakeAnswer } from "../../src/app/chat/take-answer.ts";
import app from "../../src/app/webhook/app.ts";
import { createRuns } from "../../src/app/jobs/create-runs.ts";
import { createLog } from "../../src/app/observe/log.ts";
import { narrowDelivery } from "../../src/app/webhook/routes.ts";
import { ownOctokit } from "../../src/app/jobs/octokit.ts";
import { memoryThrottle } from "../../src/app/limits/throttle.ts";
import { enqueueSweep, judgeFailure, reportDeadJob, worker } from "../../src/app/jobs/worker.ts";
import type { LocalGitHub } from "@dakor/local-github";
import type { Delivery } from "@dakor/local-github";
import { memoryQueue } from "../../src/queue/memory.ts";
import type { Dead, Job } from "../../src/queue/queue.ts";
import type { StoryClock } from "./story-clock.ts";

/** The App without its server and its own clock: webhooks come by hand, time jumps. */
export type Product = {
  readonly receive: (delivery: Delivery) => Promise<void>;
  /** Resolves when no run is under way. */
  readonly idle: () => Promise<void>;
  readonly sweep: () => Promise<void>;
  /** Passes on what was said in a chat. */
  readonly takeAnswer: TakeAnswer;
  /** Something is to be done as soon as its time comes; sleeping until a promise falls due is not. */
  readonly isWaiting: () => Promise<boolean>;
  readonly dead: () => Promise<readonly Dead[]>;
  readonly stop: () => Promise<void>;
};

const log = createLog({ level: "fatal", secrets: [] });

export type ProductOptions = {
  readonly fetch?: typeof globalThis.fetch;
  /** How places outside GitHub are reached. */
  readonly notify?: NotifyWays;
};

export async function startProduct(
  github: LocalGitHub,
  clock: StoryClock,
  { fetch = globalThis.fetch, notify }: ProductOptions = {},
): Promise<Product> {
  const throttle = memoryThrottle({ clock, paceMs: 0 });
  const probot = new Probot({
    appId: github.appId,
    privateKey: github.privateKey,
    secret: "secret",
    baseUrl: `${github.url}/api/v3`,
    log,
    Octokit: ownOctokit({ throttle }),
    request: { fetch },
  });
  await probot.ready();
  const running = new Set<Promise<unknown>>();
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    const ended = work.finally(() => running.delete(ended));
    running.add(ended);
    return ended;
  };
  const runs = createRuns(probot, { clocks: clock, ...(notify && { notify }) });
  const queue = memoryQueue({
    log,
    clock,
    judge: judgeFailure,
    onDead: (dead, job) => tracked(reportDeadJob({ runs })(dead, job)),
    random: () => 0.5,
  });
  const run = worker({ runs, throttle, clock, log });
  await queue.work((job: Job) => tracked(run(job)));
  await probot.load(
    app({ enqueue: queue.enqueue, isOwn: (login) => login === "dakor[bot]", learn: runs.learn }),
  );
  const sweep = async (): Promise<void> => {
    await enqueueSweep(queue, "sweep");
  };

  await sweep();

  return {
    receive: async ({ guid, event, payload }) => {
      const delivery = narrowDelivery(guid, event, payload);
      if (delivery !== undefined) await probot.webhooks.receive(delivery);
    },
    idle: async () => {
      await setImmediate();
      while (running.size > 0) {
        await Promise.allSettled(running);
        await setImmediate();
      }
    },
    sweep,
    takeAnswer: createTakeAnswer({ answer: runs.answer, enqueue: queue.enqueue }),
    isWaiting: async () => (await queue.view()).waiting.length > 0,
    dead: async () => (await queue.view()).dead,
    stop: async () => {
      await queue.stop({ within: 0 });
    },
  };
}
