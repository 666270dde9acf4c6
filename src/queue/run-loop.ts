import type { Retry } from "../core/model/retry.ts";
import type { Claim, Claims } from "./claims.ts";
import type { Ending } from "./decide.ts";
import { SILENCE_SECONDS } from "./key-table.ts";
import type { QueueLog, Run } from "./queue.ts";
import { endingOf } from "./run-ending.ts";
import type { Settle } from "./settle-run.ts";

type RunLoopOptions = {
  readonly claims: Claims;
  readonly run: Run;
  readonly settle: Settle;
  readonly retry: Retry;
  readonly concurrency: number;
  readonly log: QueueLog;
  /** There may be more than this process can take now. */
  readonly tellOthers: () => void;
};

export type RunLoop = {
  /** A key may be ready now. */
  readonly look: () => void;
  /** The same, or soon. */
  readonly ring: () => Promise<void>;
  /** A key will be ready in so many ms. */
  readonly lookIn: (ms: number) => void;
  readonly hasRoom: () => boolean;
  /** The runs that have not been settled. */
  readonly claims: () => readonly Claim[];
  /** Takes nothing more; resolves when everything that was taken is settled. */
  readonly stop: () => Promise<void>;
  /** No more signs of life; what still runs has lost its key. */
  readonly end: () => void;
};

/** How often signs of life are given and looked for, and the net under every message that may get lost. */
const TICK = 1000;

/** Takes keys as they become ready, and runs each. */
export function startRunLoop(options: RunLoopOptions): RunLoop {
  const { claims, run, settle, retry, concurrency, log, tellOthers } = options;
  const running = new Map<Claim, Promise<void>>();
  /** When each last gave a sign of life, on a clock that only goes forward. */
  const alive = new WeakMap<Claim, number>();
  let looking: Promise<void> | undefined;
  let isNews = false;
  let mayBeLost = false;
  let isTicking = false;
  let isStopping = false;
  let isEnded = false;
  let alarm: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;
  const ticker = setInterval(() => void tick(), TICK);

  function look(): void {
    isNews = true;
    looking ??= take().finally(() => {
      looking = undefined;
      if (isNews && hasRoom()) look();
    });
  }

  async function take(): Promise<void> {
    try {
      while (isNews && hasRoom()) {
        isNews = false;
        const room = concurrency - running.size;
        const lost = mayBeLost ? await takeLost(room) : 0;
        if (lost < room && lost + (await takeDue(room - lost)) === room) tellOthers();
      }
    } catch (error) {
      isNews = false;
      log.warn({ err: error }, "could not take keys from the database");
    }
  }

  async function takeLost(room: number): Promise<number> {
    mayBeLost = false;
    const asked = performance.now();
    const taken = await claims.takeLost(room);
    for (const claim of taken) start(claim, asked);
    const keys = taken.map(({ job }) => job.key);
    if (keys.length > 0) log.warn({ keys }, "a worker was lost; its keys are taken over");
    return taken.length;
  }

  async function takeDue(room: number): Promise<number> {
    const asked = performance.now();
    const taken = await claims.takeDue(room);
    for (const claim of taken) start(claim, asked);
    return taken.length;
  }

  function start(claim: Claim, asked: number): void {
    alive.set(claim, asked);
    // Taken over from ourselves after a pause of this process: the older run must have ended first.
    const older = [...running].find(([{ job }]) => job.key === claim.job.key)?.[1];
    const ended = Promise.resolve(older).then(() => runOnce(claim));
    running.set(claim, ended);
    void ended.finally(() => {
      running.delete(claim);
      look();
    });
  }

  async function runOnce(claim: Claim): Promise<void> {
    const { job, lost } = claim;
    const isDeadly = job.attempt > retry.tries && lost > 0;
    const ending = isDeadly ? crashed(lost) : await endingOf(run, job, () => isLost(claim));
    lookIn(await settle(claim, ending));
  }

  function isLost(claim: Claim): boolean {
    return isEnded || performance.now() - (alive.get(claim) ?? 0) >= SILENCE_SECONDS * 1000;
  }

  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    try {
      // First of all: a paused process must not take its own runs for lost.
      const asked = performance.now();
      for (const claim of await claims.touch([...running.keys()])) alive.set(claim, asked);
      mayBeLost = hasRoom();
      if (!isStopping) await ring();
    } catch (error) {
      log.warn({ err: error }, "the database doesn't answer");
    }
    isTicking = false;
  }

  async function ring(): Promise<void> {
    try {
      look();
      lookIn(await claims.nextIn());
    } catch (error) {
      log.warn({ err: error }, "could not ask which key is next");
    }
  }

  /** Far times are left to the tick. */
  function lookIn(ms: number): void {
    if (ms > TICK || isStopping) return;
    const wait = Math.max(Math.ceil(ms), 0);
    const at = performance.now() + wait;
    if (alarm !== undefined && alarm.at <= at) return;
    clearTimeout(alarm?.timer);
    const timer = setTimeout(() => {
      alarm = undefined;
      void ring();
    }, wait);
    alarm = { at, timer };
  }

  function hasRoom(): boolean {
    return !isStopping && running.size < concurrency;
  }

  void ring();
  return {
    look,
    ring,
    lookIn,
    hasRoom,
    claims: () => [...running.keys()],
    stop: async () => {
      isStopping = true;
      clearTimeout(alarm?.timer);
      await looking;
      await Promise.all(running.values());
    },
    end: () => {
      isEnded = true;
      clearInterval(ticker);
    },
  };
}

/** A key that ends its workers must not end them for ever. */
function crashed(times: number): Ending {
  const message = `Its last ${times} runs lost their workers.`;
  return { kind: "failure", error: new Error(message) };
}
