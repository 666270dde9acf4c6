import { describe, expect, test } from "vitest";
import type { Job } from "../../src/queue/queue.ts";
import { DAY, DONE, HOUR, NOTHING, SECOND, type WithRig } from "./rig.ts";

export function failureContract(name: string, withRig: WithRig): void {
  describe(`${name}: failures`, () => {
    test("a failed run comes again with its reasons, and is given up after ten tries", () =>
      withRig({}, async ({ queue, advance, errors }) => {
        const jobs: Job[] = [];
        await queue.work(async (job) => {
          jobs.push(job);
          throw new Error("GitHub is down");
        });
        await queue.enqueue({ key: "a", reason: "opened" });
        await advance(DAY);
        expect(jobs.map((job) => job.attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        expect(jobs.every((job) => job.reasons.includes("opened"))).toBe(true);
        expect((await queue.view()).dead).toEqual([
          { key: "a", attempts: 10, error: "GitHub is down" },
        ]);
        expect(errors()).toHaveLength(1);
      }));

    test("a success in between starts the count anew", () =>
      withRig({}, async ({ queue, advance }) => {
        const attempts: number[] = [];
        await queue.work(async ({ attempt }) => {
          attempts.push(attempt);
          if (attempts.length % 3 !== 0) throw new Error("no");
          return DONE;
        });
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(HOUR);
        await queue.enqueue({ key: "a", reason: "2" });
        await advance(HOUR);
        expect(attempts).toEqual([1, 2, 3, 1, 2, 3]);
      }));

    test("the time that a failure names is kept, whatever triggers come before it", () =>
      withRig({ judge: (_, now) => ({ at: now + HOUR }) }, async ({ queue, advance }) => {
        let runs = 0;
        await queue.work(async () => {
          runs += 1;
          if (runs === 1) throw new Error("limited");
          return DONE;
        });
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(SECOND);
        await queue.enqueue({ key: "a", reason: "2" });
        await advance(HOUR - 2 * SECOND);
        expect(runs).toBe(1);
        await advance(3 * SECOND);
        expect(runs).toBe(2);
      }));

    test("a trigger doesn't wait for the retry, yet there is a second between two tries", () =>
      withRig({}, async ({ queue, advance }) => {
        let runs = 0;
        let isDown = true;
        await queue.work(async () => {
          runs += 1;
          if (isDown) throw new Error("down");
          return DONE;
        });
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(10 * 60 * SECOND);
        isDown = false;
        const before = runs;
        await queue.enqueue({ key: "a", reason: "2" });
        await advance(SECOND);
        expect(runs).toBe(before + 1);
        expect((await queue.view()).waiting).toEqual([]);
      }));

    test("a dead key lets others go on, has one try per trigger, and all of them after again()", () =>
      withRig({ judge: () => ({ tries: 2 }) }, async ({ queue, advance }) => {
        const runs: string[] = [];
        let isDown = true;
        await queue.work(async ({ key }) => {
          runs.push(key);
          if (key === "bad" && isDown) throw new Error("no");
          return DONE;
        });
        await queue.enqueue({ key: "bad", reason: "1" });
        await queue.enqueue({ key: "good", reason: "1" });
        await advance(HOUR);
        expect(runs.toSorted()).toEqual(["bad", "bad", "good"]);
        await queue.enqueue({ key: "bad", reason: "2" });
        await advance(HOUR);
        expect(runs.filter((key) => key === "bad")).toHaveLength(3);
        expect((await queue.view()).dead).toHaveLength(1);
        isDown = false;
        expect(await queue.again("good")).toBe(false);
        expect(await queue.again("bad")).toBe(true);
        await advance(HOUR);
        expect(runs.filter((key) => key === "bad")).toHaveLength(4);
        expect((await queue.view()).dead).toEqual([]);
      }));

    test("what is gone is forgotten without an error", () =>
      withRig(
        { judge: () => ({ tries: 3, isForgotten: true }) },
        async ({ queue, advance, errors }) => {
          let runs = 0;
          await queue.work(async () => {
            runs += 1;
            throw new Error("Not Found");
          });
          await queue.enqueue({ key: "a", reason: "deleted" });
          await advance(HOUR);
          expect(runs).toBe(3);
          expect(errors()).toEqual([]);
          expect(await queue.view()).toEqual(NOTHING);
        },
      ));

    test("a postponed run keeps its reasons, uses up no try, and triggers don't bring it forward", () =>
      withRig({}, async ({ queue, advance, now }) => {
        const jobs: Job[] = [];
        const to = now() + HOUR;
        await queue.work(async (job) => {
          jobs.push(job);
          return now() < to ? { kind: "postponed", to } : DONE;
        });
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(SECOND);
        await queue.enqueue({ key: "a", reason: "2" });
        await advance(2 * HOUR);
        expect(jobs).toEqual([
          { key: "a", reasons: ["1"], attempt: 1 },
          { key: "a", reasons: ["1", "2"], attempt: 1 },
        ]);
      }));
  });
}
