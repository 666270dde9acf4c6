import { describe, expect, test } from "vitest";
import type { Job } from "../../src/queue/queue.ts";
import { isDeep } from "../depth.ts";
import { DAY, DONE, gatedRun, HOUR, NOTHING, SECOND, type WithRig } from "./rig.ts";

/** How many triggers for few keys. */
const TRIGGERS = isDeep ? 300 : 60;

export function triggerContract(name: string, withRig: WithRig): void {
  describe(`${name}: triggers`, () => {
    test("many triggers for a key that waits make one run, with all their reasons", () =>
      withRig({}, async ({ queue, advance }) => {
        const jobs: Job[] = [];
        for (const reason of ["opened", "labeled", "labeled"])
          await queue.enqueue({ key: "a", reason });
        await queue.work(async (job) => {
          jobs.push(job);
          return DONE;
        });
        await advance(SECOND);
        expect(jobs).toEqual([{ key: "a", reasons: ["opened", "labeled"], attempt: 1 }]);
        expect(await queue.view()).toEqual(NOTHING);
      }));

    test("triggers during a run make exactly one more, after it", () =>
      withRig({}, async ({ queue, advance }) => {
        const { run, begun, finish } = gatedRun();
        await queue.work(run);
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(SECOND);
        for (const reason of ["2", "3", "4"]) await queue.enqueue({ key: "a", reason });
        await advance(SECOND);
        expect(begun).toHaveLength(1);
        finish();
        await advance(SECOND);
        expect(begun.map((job) => job.reasons)).toEqual([["1"], ["2", "3", "4"]]);
        finish();
        await advance(SECOND);
        expect(begun).toHaveLength(2);
      }));

    test("of many reasons the last twenty are kept, each once", () =>
      withRig({}, async ({ queue, advance }) => {
        const jobs: Job[] = [];
        for (let n = 0; n < 50; n += 1) await queue.enqueue({ key: "a", reason: `${n}` });
        await queue.enqueue({ key: "a", reason: "40" });
        await queue.work(async (job) => {
          jobs.push(job);
          return DONE;
        });
        await advance(SECOND);
        expect(jobs[0]?.reasons).toEqual([...Array(20).keys()].map((n) => `${n + 30}`));
      }));

    test("a reason may hold any text, and harms neither its key nor another", () =>
      withRig({}, async ({ queue, advance }) => {
        const keys: string[] = [];
        await queue.work(async ({ key, reasons }) => {
          keys.push(key);
          expect(reasons).toHaveLength(1);
          return DONE;
        });
        const reasons = ["\0", "\uD83D", "\uDC00x", "'; DROP TABLE job; --", '"}{\\u0000', ""];
        await Promise.all(reasons.map((reason, n) => queue.enqueue({ key: `key ${n}`, reason })));
        await advance(SECOND);
        expect(keys.toSorted()).toEqual(reasons.map((_, n) => `key ${n}`));
      }));

    test("no key ever has two runs at once, and no more keys run than allowed", () =>
      withRig({ concurrency: 3 }, async ({ queue, advance }) => {
        const running: string[] = [];
        let most = 0;
        let runs = 0;
        await queue.work(async ({ key }) => {
          expect(running).not.toContain(key);
          running.push(key);
          most = Math.max(most, running.length);
          runs += 1;
          await new Promise((resolve) => setImmediate(resolve));
          running.splice(running.indexOf(key), 1);
          return runs < TRIGGERS
            ? { kind: "done", triggers: [{ key: `k${runs % 7}`, reason: "more" }] }
            : DONE;
        });
        for (let n = 0; n < TRIGGERS; n += 1) {
          await queue.enqueue({ key: `k${n % 7}`, reason: `trigger ${n}` });
          if (n % 10 === 0) await advance(1);
        }
        for (let n = 0, left = 1; n < TRIGGERS && left > 0; n += 1) {
          await advance(10);
          const { running: begun, waiting } = await queue.view();
          left = begun.length + waiting.length;
        }
        expect(most).toBeLessThanOrEqual(3);
        expect(await queue.view()).toEqual(NOTHING);
      }));

    test("as many keys run at once as are allowed", () =>
      withRig({ concurrency: 3 }, async ({ queue, advance }) => {
        const { run, begun, finish } = gatedRun();
        await queue.work(run);
        for (const key of ["a", "b", "c", "d", "e"]) await queue.enqueue({ key, reason: "1" });
        await advance(SECOND);
        expect(begun.map(({ key }) => key).toSorted()).toEqual(["a", "b", "c"]);
        finish();
        await advance(SECOND);
        expect(begun.map(({ key }) => key)[3]).toBe("d");
        for (let n = 0; n < 3; n += 1) finish();
        await advance(SECOND);
        finish();
        await advance(SECOND);
        expect(begun).toHaveLength(5);
      }));

    test("a trigger with a time waits for it, and the earliest of two wins", () =>
      withRig({}, async ({ queue, advance, now }) => {
        const jobs: Job[] = [];
        await queue.work(async (job) => {
          jobs.push(job);
          return DONE;
        });
        await queue.enqueue({ key: "a", reason: "late", at: now() + HOUR });
        await queue.enqueue({ key: "a", reason: "soon", at: now() + 60 * SECOND });
        await advance(59 * SECOND);
        expect(jobs).toHaveLength(0);
        expect((await queue.view()).waiting).toEqual(["a"]);
        await advance(2 * SECOND);
        expect(jobs.map((job) => job.reasons)).toEqual([["late", "soon"]]);
        await advance(2 * HOUR);
        expect(jobs).toHaveLength(1);
      }));

    test("a trigger with a time that comes during a run waits for its time, once", () =>
      withRig({}, async ({ queue, advance, now }) => {
        const { run, begun, finish } = gatedRun();
        await queue.work(run);
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(SECOND);
        await queue.enqueue({ key: "a", reason: "later", at: now() + 2 * HOUR });
        await queue.enqueue({ key: "a", reason: "sooner", at: now() + HOUR });
        finish();
        await advance(HOUR - SECOND);
        expect(begun).toHaveLength(1);
        await advance(2 * SECOND);
        expect(begun.map((job) => job.reasons)).toEqual([["1"], ["later", "sooner"]]);
        finish();
        await advance(DAY);
        expect(begun).toHaveLength(2);
      }));

    test("a run's own triggers reach other keys, and itself once more", () =>
      withRig({}, async ({ queue, advance }) => {
        const keys: string[] = [];
        await queue.work(async ({ key }) => {
          keys.push(key);
          const triggers = ["pull", "issue"].map((other) => ({ key: other, reason: key }));
          return keys.length === 1 ? { kind: "done", triggers } : DONE;
        });
        await queue.enqueue({ key: "issue", reason: "opened" });
        await advance(SECOND);
        expect(keys.toSorted()).toEqual(["issue", "issue", "pull"]);
      }));
  });

  describe(`${name}: waking`, () => {
    test("a run is woken at the time that it asked for, be it forty days away", () =>
      withRig({}, async ({ queue, advance, now }) => {
        const times: number[] = [];
        const start = now();
        await queue.work(async () => {
          times.push(now() - start);
          return times.length === 1 ? { kind: "done", wakeAt: start + 40 * DAY } : DONE;
        });
        await queue.enqueue({ key: "a", reason: "opened" });
        await advance(39 * DAY);
        expect(times).toHaveLength(1);
        expect((await queue.view()).asleep).toEqual(["a"]);
        await advance(2 * DAY);
        expect(times).toHaveLength(2);
        expect(times[1]).toBeGreaterThanOrEqual(40 * DAY);
      }));

    test("a key that sleeps is woken by a trigger, and by whichever time is earlier", () =>
      withRig({}, async ({ queue, advance, now }) => {
        const reasons: (readonly string[])[] = [];
        await queue.work(async (job) => {
          reasons.push(job.reasons);
          return reasons.length < 3 ? { kind: "done", wakeAt: now() + DAY } : DONE;
        });
        await queue.enqueue({ key: "a", reason: "opened" });
        await advance(SECOND);
        await queue.enqueue({ key: "a", reason: "trigger" });
        await advance(SECOND);
        expect(reasons).toEqual([["opened"], ["trigger"]]);
        await queue.enqueue({ key: "a", reason: "at noon", at: now() + HOUR });
        expect((await queue.view()).waiting).toEqual(["a"]);
        await advance(2 * HOUR);
        expect(reasons[2]).toEqual(["at noon"]);
        await advance(2 * DAY);
        expect(reasons).toHaveLength(3);
      }));

    test("a new run's answer replaces the older time, and no answer takes it away", () =>
      withRig({}, async ({ queue, advance, now }) => {
        const jobs: Job[] = [];
        const answers = [10, 60, undefined].map((minutes) =>
          minutes === undefined
            ? DONE
            : ({ kind: "done", wakeAt: now() + minutes * 60 * SECOND } as const),
        );
        await queue.work(async (job) => {
          jobs.push(job);
          return answers[jobs.length - 1] ?? DONE;
        });
        await queue.enqueue({ key: "a", reason: "opened" });
        await advance(SECOND);
        await queue.enqueue({ key: "a", reason: "updated" });
        await advance(30 * 60 * SECOND);
        expect(jobs).toHaveLength(2);
        await queue.enqueue({ key: "a", reason: "closed" });
        await advance(DAY);
        expect(jobs.map((job) => job.reasons)).toEqual([["opened"], ["updated"], ["closed"]]);
      }));
  });
}
