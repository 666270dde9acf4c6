import type { Ending } from "./decide-next.ts";
import type { Boss, Claim } from "./open-boss.ts";
import { DEFAULT_TRIES, type Job, type QueueLog, type Run } from "./queue.ts";
import type { Settle } from "./settle-run.ts";
import { SILENCE_SECONDS } from "./statements.ts";
import { mergeReasons, storableText } from "./stored-key.ts";

type RunLoopOptions = {
  readonly boss: Boss;
  readonly run: Run;
  readonly settle: Settle;
  readonly concurrency: number;
  readonly log: QueueLog;
  /** Wakes keys whose time has come; gives back in how many ms the next one's comes. */
  readonly wake: () => Promise<number>;
  /** Takes runs back whose workers gave no sign of life. */
  readonly takeOver: () => Promise<void>;
  /** There may be more than this process can take now. */
  readonly tellOthers: () => void;
};

export type RunLoop = {
  /** A key may be ready now. */
  readonly look: () => void;
  /** The same, when it isn't known whether its time had come before. */
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
  const { boss, run, settle, concurrency, log, wake, takeOver, tellOthers } = options;
  const running = new Map<Claim, Promise<void>>();
  /** When each last gave a sign of life, on a clock that only goes forward. */
  const alive = new WeakMap<Claim, number>();
  let looking: Promise<void> | undefined;
  let isNews = false;
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
        const asked = performance.now();
        const claims = await boss.fetch(room);
        for (const claim of claims) {
          alive.set(claim, asked);
          start(claim);
        }
        if (claims.length === room) tellOthers();
      }
    } catch (error) {
      isNews = false;
      log.warn({ err: error }, "could not take keys from the database");
    }
  }

  function start(claim: Claim): void {
    // Taken over from ourselves after a pause of this process: the older run must have ended first.
    const older = [...running].find(([{ key }]) => key === claim.key)?.[1];
    const ended = Promise.resolve(older).then(() => runOnce(claim));
    running.set(claim, ended);
    void ended.finally(() => {
      running.delete(claim);
      look();
    });
  }

  async function runOnce(claim: Claim): Promise<void> {
    const { key, stored, retryCount } = claim;
    const crashes = retryCount - stored.endedRuns - 1;
    const attempt = stored.failures + crashes + 1;
    const job: Job = { key, reasons: mergeReasons(stored.reasons), attempt };
    const ending =
      attempt > DEFAULT_TRIES && crashes > 0 ? crashed(crashes) : await endingOf(job, claim);
    lookIn(await settle({ claim, job, ending }));
  }

  function isLost(claim: Claim): boolean {
    return isEnded || performance.now() - (alive.get(claim) ?? 0) >= SILENCE_SECONDS * 1000;
  }

  async function endingOf(job: Job, claim: Claim): Promise<Ending> {
    try {
      return { kind: "outcome", outcome: await run(job, () => isLost(claim)) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: "failure", error, message: storableText(message) };
    }
  }

  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    try {
      const claims = [...running.keys()];
      // First of all: a paused process must not take its own runs for dead.
      const asked = performance.now();
      for (const claim of await boss.touch(claims)) alive.set(claim, asked);
      if (!isStopping) {
        await takeOver();
        await ring();
      }
    } catch (error) {
      log.warn({ err: error }, "the database doesn't answer");
    }
    isTicking = false;
  }

  async function ring(): Promise<void> {
    try {
      const ms = await wake();
      look();
      lookIn(ms);
    } catch (error) {
      log.warn({ err: error }, "could not wake the keys that are due");
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
  return { kind: "failure", error: new Error(message), message };
}
