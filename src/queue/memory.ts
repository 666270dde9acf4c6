import { RETRIES, type Retry } from "../core/model/retry.ts";
import { systemClock, type Clock } from "./clock.ts";
import { decideEnded, decideTriggered, NEW_KEY, nextJob, NOTHING_ASKED } from "./decide.ts";
import type { KeyState } from "./decide.ts";
import { KEYS_SHOWN } from "./queue.ts";
import type { Dead, Judgement, OnDead, Queue, QueueLog, Run, Trigger, View } from "./queue.ts";
import { endingOf, reportFailure } from "./run-ending.ts";

type MemoryQueueOptions = {
  readonly log: QueueLog;
  /** What a failed run means; by default: try again later. */
  readonly judge?: (error: unknown, now: number) => Judgement;
  /** Keys worked on at the same time. */
  readonly concurrency?: number;
  readonly retry?: Retry;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly onDead?: OnDead;
};

type Entry = {
  readonly key: string;
  phase: "idle" | "ready" | "running";
  /** Its times are of the clock that only goes forward: one put back makes no hour of a second. */
  state: KeyState;
  cancelTimer: () => void;
};

/** Keeps nothing over a restart: the sweep at the start finds again whatever was left. */
export function memoryQueue(options: MemoryQueueOptions): Queue {
  const { log, judge = () => ({}), concurrency = 8, retry = RETRIES.job } = options;
  const { clock = systemClock, random = Math.random, onDead } = options;
  const entries = new Map<string, Entry>();
  const ready: Entry[] = [];
  const running = new Set<Promise<void>>();
  let run: Run | undefined;
  let stopping: Promise<readonly string[]> | undefined;

  function entryOf(key: string): Entry {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = { key, phase: "idle", state: NEW_KEY, cancelTimer: () => undefined };
    entries.set(key, entry);
    return entry;
  }

  function trigger({ key, reason, at = clock.now() }: Trigger): void {
    const entry = entryOf(key);
    entry.state = decideTriggered(entry.state, reason, at + ahead());
    if (entry.phase === "idle") schedule(entry);
  }

  function ahead(): number {
    return clock.elapsed() - clock.now();
  }

  function schedule(entry: Entry): void {
    const { due } = entry.state;
    entry.cancelTimer();
    if (stopping !== undefined || due === Infinity) return;
    const wait = due - clock.elapsed();
    if (wait > 0) {
      // Asks again when the timer goes off: it may be early, since timers are shorter than times can be.
      entry.cancelTimer = clock.after(wait, () => schedule(entry));
      return;
    }
    entry.phase = "ready";
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
    const job = nextJob(entry.key, entry.state);
    entry.phase = "running";
    entry.state = { ...entry.state, ...NOTHING_ASKED };
    const ending = await endingOf(runKey, job, () => false);
    if (ending.kind === "outcome" && ending.outcome.kind === "done") {
      for (const further of ending.outcome.triggers ?? []) trigger(further);
    }
    const situation = { job, state: entry.state, now: clock.elapsed(), ahead: ahead() };
    const decision = decideEnded(ending, situation, { judge, retry, random });
    if (decision.next === undefined) entries.delete(entry.key);
    else {
      entry.phase = "idle";
      entry.state = decision.next;
      schedule(entry);
    }
    void reportFailure({ ...situation, ending, decision }, onDead, log);
  }

  async function stop(within: number): Promise<readonly string[]> {
    for (const entry of entries.values()) entry.cancelTimer();
    const late = Promise.withResolvers<void>();
    const cancel = clock.after(within, late.resolve);
    await Promise.race([Promise.all(running), late.promise]);
    cancel();
    return keysThat((state) => state === "running" || state === "waiting");
  }

  function keysThat(fits: (state: keyof View) => boolean): readonly string[] {
    return [...entries.values()].filter((entry) => fits(stateOf(entry))).map(({ key }) => key);
  }

  function sorted(): View {
    const all = [...entries.values()];
    return {
      waiting: keysThat((state) => state === "waiting"),
      running: keysThat((state) => state === "running"),
      asleep: keysThat((state) => state === "asleep"),
      failed: all.filter(hasFailed).map(showDead),
      dead: all.filter((entry) => stateOf(entry) === "dead").map(showDead),
    };
  }

  return {
    enqueue: async (triggered) => {
      if (stopping !== undefined) return false;
      trigger(triggered);
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
      if (entry === undefined || stateOf(entry) !== "dead" || stopping !== undefined) return false;
      entry.state = NEW_KEY;
      trigger({ key, reason: "again" });
      return true;
    },
  };
}

function stateOf({ phase, state }: Entry): Exclude<keyof View, "failed"> {
  if (phase === "running") return "running";
  if (phase === "ready") return "waiting";
  if (state.due === Infinity) return "dead";
  return state.reasons.length === 0 ? "asleep" : "waiting";
}

function hasFailed(entry: Entry): boolean {
  return stateOf(entry) === "waiting" && entry.state.failures > 0;
}

function showDead({ key, state }: Entry): Dead {
  return { key, attempts: state.failures, error: state.error };
}
