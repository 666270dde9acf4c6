import { describe, expect, test } from "vitest";
import { PATIENCE, RATES, createPacer } from "../../src/notify/pace.ts";
import { TARGET_TYPES, type TargetType } from "../../src/core/config/notify-target.ts";

const types = Object.keys(RATES).filter((type): type is TargetType => type in TARGET_TYPES);

type Turns = { readonly sent: readonly number[]; readonly backs: number };

/** So many messages at once to one place, in virtual time: whoever is asked to comes back when told to. */
async function burst(type: TargetType, count: number): Promise<Turns> {
  let now = 0;
  const waiting: { readonly at: number; readonly go: () => void }[] = [];
  const until = (at: number): Promise<void> => new Promise((go) => void waiting.push({ at, go }));
  const pace = createPacer({ now: () => now, wait: (milliseconds) => until(now + milliseconds) });
  const sent: number[] = [];
  let backs = 0;
  const one = async (): Promise<void> => {
    for (;;) {
      const at = await pace(type, "the channel");
      if (at === undefined) break;
      backs += 1;
      expect(at).toBeGreaterThan(now);
      await until(at);
    }
    sent.push(now);
  };
  const all = Array.from({ length: count }, one);
  while (sent.length < count) {
    for (let n = 0; n < 10; n += 1) await Promise.resolve();
    const next = waiting.toSorted((a, b) => a.at - b.at)[0];
    if (next === undefined) continue;
    waiting.splice(waiting.indexOf(next), 1);
    now = Math.max(now, next.at);
    next.go();
  }
  await Promise.all(all);
  return { sent, backs };
}

describe.each(types)("a burst of 200 incidents to %s", (type) => {
  const { most, per } = RATES[type];

  test("never exceeds its published rate, and all arrive in the time that the rate needs", async () => {
    const { sent } = await burst(type, 200);
    expect(sent).toHaveLength(200);
    const spans = sent.slice(most).map((time, index) => time - (sent[index] ?? time));
    expect(Math.min(...spans)).toBeGreaterThanOrEqual(per);
    const least = ((200 - most) / most) * per;
    expect(sent.at(-1)).toBeGreaterThanOrEqual(Math.floor(least));
    expect(sent.at(-1)).toBeLessThanOrEqual(least * 2 + 2 * PATIENCE);
  });
});

test("nobody waits longer than ten seconds for a turn, and nobody comes back more than a few times", async () => {
  const { backs } = await burst("slack", 200);
  expect(backs).toBeGreaterThan(0);
  expect(backs).toBeLessThanOrEqual(3 * 200);
});

test("the rates are as published", () => {
  expect(RATES.slack).toMatchObject({ most: 1, per: 1_000 });
  expect(RATES.discord).toMatchObject({ most: 5, per: 2_000 });
  expect(RATES.teams).toMatchObject({ most: 4, per: 1_000 });
});

test("a place is forgotten when it holds nobody back any more", async () => {
  let now = 0;
  const memory = { turns: new Map<string, readonly number[]>(), asked: new Map<string, number>() };
  const pace = createPacer({ now: () => now, wait: () => Promise.resolve(), memory });
  for (const type of types) {
    for (let place = 0; place < 20; place += 1) {
      for (let n = 0; n < 60; n += 1) await pace(type, `${place}`);
    }
  }
  expect(memory.turns.size).toBe(20 * types.length);
  expect(memory.asked.size).toBeGreaterThan(0);
  now = 60 * 60_000;
  await pace("slack", "one");
  expect([memory.turns.size, memory.asked.size]).toEqual([1, 0]);
});

test("places don't wait for each other", async () => {
  const pace = createPacer({ now: () => 0, wait: () => Promise.reject(new Error("nobody waits")) });
  for (const place of ["a", "b", "c"]) expect(await pace("slack", place)).toBeUndefined();
  expect(await pace("discord", "a")).toBeUndefined();
});
