import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { scheduleSweeps } from "../../../src/app/sweep/sweep-schedule.ts";
import { judgeFailure, enqueueSweep } from "../../../src/app/jobs/worker.ts";
import { memoryQueue } from "../../../src/queue/memory.ts";
import { storyClock } from "../../faults/story-clock.ts";
import type { StoryClock } from "../../faults/story-clock.ts";

const MINUTE = 60_000;
const EVERY = 15 * MINUTE;
const START = Date.UTC(2026, 1, 15, 9, 42);

function sweepsOf(clock: StoryClock, phase?: number): number[] {
  const times: number[] = [];
  scheduleSweeps({ clock, every: EVERY, phase, sweep: (at) => times.push(at) });
  return times;
}

test("a server alone sweeps at its start and every 15 minutes after it", () => {
  const clock = storyClock(START);
  const times = sweepsOf(clock);
  for (const minute of [1, 14, 15, 16, 30, 45]) clock.jump(START + minute * MINUTE);
  expect(times.map((time) => (time - START) / MINUTE)).toEqual([0, 15, 30, 45]);
});

test("ended, it sweeps no more", () => {
  const clock = storyClock(START);
  const times: number[] = [];
  const end = scheduleSweeps({
    clock,
    every: EVERY,
    phase: undefined,
    sweep: (at) => times.push(at),
  });
  end();
  clock.jump(START + 10 * EVERY);
  expect(times).toEqual([START]);
});

test("servers that share a queue ask for the same moment, whenever they were started", () => {
  const clock = storyClock(START);
  const one = sweepsOf(clock, 7000);
  clock.jump(START + 2 * MINUTE);
  const other = sweepsOf(clock, 7000);
  for (const minute of [5, 20, 35, 50]) clock.jump(START + minute * MINUTE);
  expect(one.slice(1)).toEqual(other.slice(1));
  expect(new Set(one.slice(1).map((time) => time % EVERY))).toEqual(new Set([37_000]));
});

test("three servers on one queue make one sweep in each interval", async () => {
  const clock = storyClock(START);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const queue = memoryQueue({ log, clock, judge: judgeFailure });
  const runs: number[] = [];
  await queue.work(async () => {
    runs.push(clock.now());
    return { kind: "done" };
  });
  for (const late of [0, 2000, 9000]) {
    clock.jump(START + late);
    scheduleSweeps({
      clock,
      every: EVERY,
      phase: 7000,
      sweep: (at) => void enqueueSweep(queue, "sweep", at),
    });
    await setImmediate();
  }
  const afterStarts = runs.length;
  for (
    let next = clock.next();
    next !== undefined && next < START + 61 * MINUTE;
    next = clock.next()
  ) {
    clock.jump(next);
    await setImmediate();
  }
  expect(runs.length - afterStarts).toBe(4);
});
