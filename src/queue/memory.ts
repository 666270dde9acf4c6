import { backoffDelay, DEFAULT_BACKOFF, type Backoff } from "./backoff.ts";
import { systemClock, type Clock } from "./clock.ts";
import { DEFAULT_TRIES, KEYS_SHOWN, REASONS_KEPT } from "./queue.ts";
import type { Dead, Trigger, Job, Judgement, OnDead, RunOutcome } from "./queue.ts";
import type { Queue, QueueLog, Run, View } from "./queue.ts";
import { callOnDead } from "./call-on-dead.ts";

export type MemoryQueueOptions = {
  readonly log: QueueLog;
  /** What a failed run means; by default: try again later. */
  readonly judge?: (error: unknown, now: number) => Judgement;
  /** Keys worked on at the same time. */
  readonly concurrency?: number;
  readonly backoff?: Backoff;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly onDead?: OnDead;
};

type Entry = {
  readonly key: string;
  state: "idle" | "ready" | "running" | "dead";
  /** Why it should run; empty while it only sleeps until the time that its last run asked for. */
  reasons: string[];
  failures: number;
  error: string;
  /** When its timer goes off (elapsed); while it runs: when a trigger that came during the run wants the next one. */
  dueAt: number | undefined;
  /** Triggers can't bring it forward before this (elapsed): a clock put back makes no hour of a second. */
  heldUntil: number;
  cancelTimer: () => void;
};

/** Keeps nothing over a restart: the sweep at the start finds again whatever was left. */
export function memoryQueue(options: MemoryQueueOptions): Queue {
  const { log, judge = tryAgain, concurrency = 8, backoff = DEFAULT_BACKOFF } = options;
  const { clock = systemClock, random = Math.random, onDead } = options;
  const entries = new Map<string, Entry>();
  const ready: Entry[] = [];
  const running = new Set<Promise<void>>();
  let run: Run | undefined;
  let stopping: Promise<readonly string[]> | undefined;

  function entryOf(key: string): Entry {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = {
      key,
      state: "idle",
      reasons: [],
      failures: 0,
      error: "",
      dueAt: undefined,
      heldUntil: 0,
      cancelTimer: () => undefined,
    };
    entries.set(key, entry);
    return entry;
  }

  function elapsedAt(time: number): number {
    return clock.elapsed() + time - clock.now();
  }

  function remember(entry: Entry, ...reasons: readonly string[]): void {
    entry.reasons = [...new Set([...entry.reasons, ...reasons])].slice(-REASONS_KEPT);
  }

  function trigger({ key, reason, at }: Trigger): void {
    const entry = entryOf(key);
    remember(entry, reason);
    const due = Math.max(at === undefined ? clock.elapsed() : elapsedAt(at), entry.heldUntil);
    const earliest = Math.min(due, entry.dueAt ?? due);
    if (entry.state === "running") entry.dueAt = earliest;
    else if (entry.state !== "ready") runAt(entry, earliest);
  }

  function runAt(entry: Entry, due: number): void {
    entry.cancelTimer();
    entry.state = "idle";
    entry.dueAt = due;
    if (stopping !== undefined) return;
    const wait = due - clock.elapsed();
    if (wait > 0) {
      // Asks again when the timer goes off: it may be early, since timers are shorter than times can be.
      entry.cancelTimer = clock.after(wait, () => runAt(entry, due));
      return;
    }
    if (entry.reasons.length === 0) remember(entry, "wake");
    entry.state = "ready";
    entry.dueAt = undefined;
    ready.push(entry);
    startReady();
  }

  function startReady(): void {
    const runKey = run;
    if (runKey === undefined) return;
    while (running.size < concurrency) {
      const entry = stopping === undefined ? ready.shift() : undefined;
      if (entry === undefined) return;
      const ended: Promise<void> = runOnce(entry, runKey).finally(() => {
        running.delete(ended);
        startReady();
      });
      running.add(ended);
    }
  }

  async function runOnce(entry: Entry, runKey: Run): Promise<void> {
    const { key, reasons } = entry;
    const job = { key, reasons, attempt: entry.failures + 1 };
    entry.state = "running";
    entry.reasons = [];
    try {
      settle(entry, reasons, await runKey(job));
    } catch (error) {
      fail(entry, job, error);
    }
  }

  function settle(entry: Entry, reasons: readonly string[], outcome: RunOutcome): void {
    switch (outcome.kind) {
      case "postponed":
        entry.heldUntil = elapsedAt(outcome.to);
        remember(entry, ...reasons);
        runAt(entry, entry.heldUntil);
        return;
      case "done": {
        entry.failures = 0;
        entry.heldUntil = 0;
        for (const further of outcome.triggers ?? []) trigger(further);
        const due = Math.min(elapsedAt(outcome.wakeAt ?? Infinity), entry.dueAt ?? Infinity);
        if (due < Infinity) runAt(entry, due);
        else entries.delete(entry.key);
      }
    }
  }

  function fail(entry: Entry, job: Job, error: unknown): void {
    const { key, reasons, attempt } = job;
    const now = clock.now();
    const judgement = judge(error, now);
    entry.failures = attempt;
    entry.error = error instanceof Error ? error.message : String(error);
    entry.heldUntil = elapsedAt(judgement.at ?? now + backoff.base);
    const triggered = entry.dueAt === undefined ? Infinity : Math.max(entry.dueAt, entry.heldUntil);
    if (attempt < (judgement.tries ?? DEFAULT_TRIES)) {
      const due = judgement.at ?? now + backoffDelay(backoff, attempt, random);
      log.warn({ key, attempt, reasons, retryAt: due, err: error }, "run failed, will try again");
      remember(entry, ...reasons);
      runAt(entry, Math.min(elapsedAt(due), triggered));
      return;
    }
    if (judgement.isForgotten) log.info({ key, attempt, reasons }, "nothing there any more");
    else log.error({ key, attempt, reasons, err: error }, "given up");
    if (triggered < Infinity) runAt(entry, triggered);
    else if (judgement.isForgotten) entries.delete(key);
    else bury(entry, job);
  }

  function bury(entry: Entry, job: Job): void {
    entry.state = "dead";
    void callOnDead(onDead, { dead: showDead(entry), job }, log);
  }

  async function stop(within: number): Promise<readonly string[]> {
    for (const entry of entries.values()) entry.cancelTimer();
    const late = Promise.withResolvers<void>();
    const cancel = clock.after(within, late.resolve);
    await Promise.race([Promise.all(running), late.promise]);
    cancel();
    return keysWhere((entry) => entry.state === "running" || isWaiting(entry));
  }

  function keysWhere(fits: (entry: Entry) => boolean): readonly string[] {
    return [...entries.values()].filter(fits).map((entry) => entry.key);
  }

  function sorted(): View {
    const all = [...entries.values()];
    return {
      waiting: keysWhere(isWaiting),
      running: keysWhere((entry) => entry.state === "running"),
      asleep: keysWhere((entry) => entry.state === "idle" && entry.reasons.length === 0),
      failed: all.filter((entry) => isWaiting(entry) && entry.failures > 0).map(showDead),
      dead: all.filter((entry) => entry.state === "dead").map(showDead),
    };
  }

  return {
    enqueue: async (added) => {
      if (stopping !== undefined) return false;
      trigger(added);
      return true;
    },
    work: async (runKey) => {
      if (run !== undefined) throw new Error("This queue has its worker already.");
      run = runKey;
      startReady();
    },
    stop: async ({ within }) => {
      // The flag is set before the first await in here, so nothing slips in between.
      stopping ??= Promise.resolve().then(() => stop(within));
      return stopping;
    },
    view: async () => {
      const all = sorted();
      return {
        waiting: all.waiting.slice(0, KEYS_SHOWN),
        running: all.running.slice(0, KEYS_SHOWN),
        asleep: all.asleep.slice(0, KEYS_SHOWN),
        failed: all.failed.slice(0, KEYS_SHOWN),
        dead: all.dead.slice(0, KEYS_SHOWN),
      };
    },
    count: async () => {
      const all = sorted();
      return {
        waiting: all.waiting.length,
        running: all.running.length,
        asleep: all.asleep.length,
        failed: all.failed.length,
        dead: all.dead.length,
      };
    },
    isReady: async () => stopping === undefined,
    again: async (key) => {
      const entry = entries.get(key);
      if (entry?.state !== "dead" || stopping !== undefined) return false;
      entry.failures = 0;
      entry.heldUntil = 0;
      remember(entry, "again");
      runAt(entry, clock.elapsed());
      return true;
    },
  };
}

function tryAgain(): Judgement {
  return {};
}

function isWaiting(entry: Entry): boolean {
  return entry.state === "ready" || (entry.state === "idle" && entry.reasons.length > 0);
}

function showDead({ key, failures, error }: Entry): Dead {
  return { key, attempts: failures, error };
}
