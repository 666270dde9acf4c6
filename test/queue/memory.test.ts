import { describe, expect, test } from "vitest";
import { pauseAfter, RETRIES } from "../../src/core/model/retry.ts";
import { systemClock } from "../../src/queue/clock.ts";
import { memoryQueue } from "../../src/queue/memory.ts";
import { queueContract } from "./contract.ts";
import { DONE, type Rig, type RigOptions } from "./rig.ts";
import { testClock } from "./test-clock.ts";

async function memoryRig(options: RigOptions, random = () => 0.5): Promise<Rig> {
  const { advance, ...clock } = testClock();
  const errors: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (_: object, message: string) => void errors.push(message),
  };
  const queue = memoryQueue({ ...options, log, clock, random });
  return {
    queue,
    now: clock.now,
    advance,
    errors: () => errors,
    close: async () => {
      const stopped = queue.stop({ within: 0 });
      await advance(1);
      await stopped;
    },
  };
}

queueContract("memory", memoryRig);

describe("the pause", () => {
  test.each([
    { failures: 1, least: 0, most: 1000 },
    { failures: 2, least: 0, most: 3000 },
    { failures: 5, least: 0, most: 81_000 },
    { failures: 9, least: 0, most: 1_800_000 },
    { failures: 60, least: 0, most: 1_800_000 },
  ])("after $failures failures anything up to $most ms", ({ failures, least, most }) => {
    expect(pauseAfter(RETRIES.job, failures, 0)).toBe(least);
    expect(pauseAfter(RETRIES.job, failures)).toBe(most);
  });

  test("keys that failed together don't return together", async () => {
    let turn = 0;
    const { queue, advance, now } = await memoryRig({}, () => (turn += 0.05));
    const seconds: number[] = [];
    const start = now();
    await queue.work(async ({ attempt }) => {
      if (attempt === 1) throw new Error("down");
      seconds.push(now() - start);
      return DONE;
    });
    for (const key of ["a", "b", "c", "d"]) await queue.enqueue({ key, reason: "opened" });
    await advance(10_000);
    expect(new Set(seconds).size).toBe(4);
  });
});

describe("the system's clock", () => {
  test("a timer longer than 24.8 days doesn't fire at once", async () => {
    let isCalled = false;
    const cancel = systemClock.after(2 ** 31 + 1000, () => {
      isCalled = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    cancel();
    expect(isCalled).toBe(false);
  });
});

describe("the memory queue", () => {
  test("has one worker only", async () => {
    const { queue } = await memoryRig({});
    await queue.work(async () => DONE);
    await expect(queue.work(async () => DONE)).rejects.toThrow("worker already");
  });

  test("a burst of a thousand triggers for one key costs two runs", async () => {
    const { queue, advance } = await memoryRig({});
    let runs = 0;
    await queue.work(async () => {
      runs += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return DONE;
    });
    for (let n = 0; n < 1000; n += 1) await queue.enqueue({ key: "a", reason: `delivery ${n}` });
    await advance(10);
    await advance(10);
    expect(runs).toBe(2);
  });
});
