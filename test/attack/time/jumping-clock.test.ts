import { describe, expect, test } from "vitest";
import { scheduleSweeps } from "../../../src/app/sweep/sweep-schedule.ts";
import { createUnnamedWait, memoryThrottle } from "../../../src/app/limits/throttle.ts";
import { tokenCache } from "../../../src/app/jobs/token-cache.ts";
import { enqueueSweep } from "../../../src/app/jobs/worker.ts";
import { RETRIES } from "../../../src/core/model/retry.ts";
import { memoryQueue } from "../../../src/queue/memory.ts";
import type { Job, RunOutcome, Queue } from "../../../src/queue/queue.ts";
import { sweepStage } from "../../app/sweep/sweep-stage.ts";
import { testClock, type TestClock } from "../../queue/test-clock.ts";
import { DONE, HOUR, SECOND } from "../../queue/rig.ts";

type JumpingClock = TestClock & {
  /** Somebody puts the clock forward, or back where it is negative: timers don't notice. */
  readonly jump: (ms: number) => void;
};

function jumpingClock(): JumpingClock {
  const steady = testClock();
  let off = 0;
  return {
    ...steady,
    now: () => steady.now() + off,
    jump: (ms) => {
      off += ms;
    },
  };
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const JUMPS = [HOUR, -HOUR, 400 * 24 * HOUR, -400 * 24 * HOUR];

type Working = {
  readonly clock: JumpingClock;
  readonly queue: Queue;
  readonly runs: readonly Job[];
};

async function working(run: (clock: JumpingClock, nth: number) => RunOutcome): Promise<Working> {
  const clock = jumpingClock();
  const runs: Job[] = [];
  const retry = { ...RETRIES.job, factor: 2, longest: 8 * SECOND };
  const queue = memoryQueue({ log: QUIET, clock, retry, random: () => 0.5 });
  await queue.work(async (job) => {
    runs.push(job);
    return run(clock, runs.length);
  });
  return { clock, queue, runs };
}

describe.each(JUMPS)("the clock jumps by %d ms", (jump) => {
  test("a failed run comes again after its seconds", async () => {
    const { clock, queue, runs } = await working((_, nth) => {
      if (nth === 1) throw new Error("503");
      return DONE;
    });
    await queue.enqueue({ key: "a", reason: "1" });
    await clock.advance(0);
    clock.jump(jump);
    await clock.advance(10 * SECOND);
    expect(runs).toHaveLength(2);
  });

  test("a key that waits for GitHub waits no longer than GitHub asked", async () => {
    const { clock, queue, runs } = await working(({ now }, nth) =>
      nth === 1 ? { kind: "postponed", to: now() + 60 * SECOND } : DONE,
    );
    await queue.enqueue({ key: "a", reason: "1" });
    await clock.advance(0);
    clock.jump(jump);
    await clock.advance(59 * SECOND);
    expect(runs).toHaveLength(1);
    await clock.advance(2 * SECOND);
    expect(runs).toHaveLength(2);
  });

  test("news for a key that is held comes through in its seconds", async () => {
    const { clock, queue, runs } = await working((_, nth) => {
      if (nth === 1) throw new Error("503");
      return DONE;
    });
    await queue.enqueue({ key: "a", reason: "1" });
    await clock.advance(0);
    clock.jump(jump);
    await queue.enqueue({ key: "a", reason: "2" });
    await clock.advance(10 * SECOND);
    expect(runs.at(-1)?.reasons).toContain("2");
  });

  test("a promise's look that comes too early asks again, and comes again in time", async () => {
    let due = Infinity;
    const { clock, queue, runs } = await working(({ now }) => {
      if (due === Infinity) due = now() + 2 * HOUR;
      return now() < due ? { kind: "done", wakeAt: due } : DONE;
    });
    await queue.enqueue({ key: "a", reason: "1" });
    await clock.advance(0);
    clock.jump(jump);
    await clock.advance(2 * HOUR);
    expect(runs).toHaveLength(2);
    await clock.advance(Math.max(-jump, 0));
    // A look before its time asks once more, and not again and again.
    expect(runs).toHaveLength(jump < 0 ? 3 : 2);
    expect((await queue.count()).asleep).toBe(0);
  });

  test("the pace of writes stays a second", async () => {
    const clock = jumpingClock();
    const throttle = memoryThrottle({ clock });
    await throttle.turn(12);
    clock.jump(jump);
    expect(await throttle.closedUntil(12)).toBeUndefined();
    let isWritten = false;
    const turn = throttle.turn(12).then(() => (isWritten = true));
    await clock.advance(SECOND);
    await turn;
    expect(isWritten).toBe(true);
  });

  test("GitHub's limit ends when GitHub said, reckoned on from then", async () => {
    const clock = jumpingClock();
    const throttle = memoryThrottle({ clock });
    await throttle.close(12, clock.now() + 60 * SECOND);
    clock.jump(jump);
    expect(await throttle.closedUntil(12)).toBe(clock.now() + 60 * SECOND);
    await clock.advance(61 * SECOND);
    expect(await throttle.closedUntil(12)).toBeUndefined();
  });

  test("a limit without a time doubles its wait, and nothing else", () => {
    const clock = jumpingClock();
    const wait = createUnnamedWait(clock.elapsed);
    expect(wait(12)).toBe(60 * SECOND);
    clock.jump(jump);
    expect(wait(12)).toBe(60 * SECOND);
  });

  test("a token is kept for less than its hour", async () => {
    const clock = jumpingClock();
    const tokens = tokenCache(clock.elapsed);
    const read = (made: string): Promise<string> =>
      tokens.read({ installation: 12, name: "issue" }, async () => made);
    await read("first");
    clock.jump(jump);
    expect(await read("second")).toBe("first");
    await clock.advance(HOUR);
    expect(await read("third")).toBe("third");
    await clock.advance(6 * SECOND);
    tokens.forget(12, 5 * SECOND);
    expect(await read("fourth")).toBe("fourth");
  });

  test.each([undefined, 7 * SECOND])(
    "sweeps go on every quarter of an hour (%s)",
    async (phase) => {
      const { clock, queue, runs } = await working(() => DONE);
      const sweep = (at: number): void => void enqueueSweep(queue, "sweep", at);
      const end = scheduleSweeps({ clock, every: HOUR / 4, phase, sweep });
      await clock.advance(SECOND);
      clock.jump(jump);
      for (let minute = 0; minute < 125; minute += 1) await clock.advance(60 * SECOND);
      end();
      // One is at the start; the jump may move the others by less than one interval.
      expect(runs.length).toBeGreaterThanOrEqual(8);
      expect(runs.length).toBeLessThanOrEqual(10);
    },
  );
});

/** What the clock says is wrong for one sweep, and put right before the next ones. */
describe.each(JUMPS)("the clock was off by %d ms for a while", (jump) => {
  test("the next sweep finds what happened meanwhile", async () => {
    const stage = await sweepStage();
    try {
      stage.jump(jump);
      await stage.found();
      const number = await stage.open([]);
      await stage.say("lea", number, "/incident");
      stage.jump(-jump);
      stage.advance(HOUR / 4);
      expect(await stage.found()).toContain(`issue #${number}`);
    } finally {
      await stage.close();
    }
  });

  test("webhooks that failed meanwhile are taken in", async () => {
    const stage = await sweepStage();
    try {
      stage.jump(jump);
      await stage.sweepApp();
      stage.answer(500);
      await stage.open(["incident"]);
      await stage.settled();
      stage.answer(0);
      stage.jump(-jump);
      stage.advance(HOUR / 4);
      await stage.sweepApp();
      expect(stage.received.map(({ name }) => name)).toContain("issues");
    } finally {
      await stage.close();
    }
  });
});
