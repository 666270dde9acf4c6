import { describe, expect, test } from "vitest";
import { createUnnamedWait, memoryThrottle } from "../../../src/app/limits/throttle.ts";
import type { Throttle } from "../../../src/app/limits/throttle.ts";
import { testClock } from "../../queue/test-clock.ts";

/** When each of some writes had its turn, in ms from now; "refused" for those that were sent away. */
function turns(
  throttle: Throttle,
  clock: { readonly now: () => number },
): {
  readonly take: (installation: number) => void;
  readonly taken: (number | "refused")[];
} {
  const begun = clock.now();
  const taken: (number | "refused")[] = [];
  return {
    taken,
    take: (installation) => {
      void throttle.turn(installation).then(
        () => taken.push(clock.now() - begun),
        () => taken.push("refused"),
      );
    },
  };
}

describe("F04: the pace of writes", () => {
  test("is one a second for each installation; who would wait more than five is sent away", async () => {
    const clock = testClock();
    const throttle = memoryThrottle({ clock });
    const { take, taken } = turns(throttle, clock);
    for (let n = 0; n < 8; n += 1) take(12);
    take(13);
    await clock.advance(10_000);
    expect(taken).toEqual([0, "refused", "refused", 0, 1000, 2000, 3000, 4000, 5000]);
  });

  test("keeps an installation's keys from beginning while its next write is more than two seconds away", async () => {
    const clock = testClock();
    const throttle = memoryThrottle({ clock });
    const { take } = turns(throttle, clock);
    for (let n = 0; n < 3; n += 1) take(12);
    expect(await throttle.closedUntil(12)).toBe(clock.now() + 3000);
    expect(await throttle.closedUntil(13)).toBeUndefined();
    await clock.advance(1000);
    expect(await throttle.closedUntil(12)).toBeUndefined();
  });

  test("of nothing is no pace", async () => {
    const clock = testClock();
    const { take, taken } = turns(memoryThrottle({ clock, paceMs: 0 }), clock);
    for (let n = 0; n < 20; n += 1) take(12);
    await clock.advance(0);
    expect(taken).toEqual(Array.from({ length: 20 }, () => 0));
  });
});

describe("F03: a limit", () => {
  test("holds everything of its installation until then, and nothing of others", async () => {
    const clock = testClock();
    const throttle = memoryThrottle({ clock });
    const until = clock.now() + 20_000;
    await throttle.close(12, until);
    await throttle.close(12, until - 5000);
    expect(await throttle.closedUntil(12)).toBe(until);
    expect(await throttle.closedUntil(13)).toBeUndefined();
    await expect(throttle.turn(12)).rejects.toMatchObject({
      status: 429,
      headers: { "retry-after": "20" },
    });
    await clock.advance(20_000);
    expect(await throttle.closedUntil(12)).toBeUndefined();
    await throttle.turn(12);
  });
});

test("F05: without a named time it is a minute, twice as long each time it comes back, and at most 15 minutes", () => {
  const waits: number[] = [];
  let now = 0;
  const wait = createUnnamedWait(() => now);
  for (let n = 0; n < 6; n += 1) {
    const ms = wait(12);
    now += 10;
    // Others that were under way meet the same one.
    expect(wait(12)).toBe(ms - 10);
    waits.push(ms / 60_000);
    now += ms + 990;
  }
  expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
  expect(wait(13)).toBe(60_000);
  now += 60 * 60_000;
  expect(wait(12)).toBe(60_000);
});
