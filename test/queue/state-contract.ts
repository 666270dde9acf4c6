import { describe, expect, test } from "vitest";
import type { Dead, Job } from "../../src/queue/queue.ts";
import { DAY, DONE, gatedRun, HOUR, NOTHING, SECOND, type WithRig } from "./rig.ts";

export function stateContract(name: string, withRig: WithRig): void {
  describe(`${name}: what can be seen`, () => {
    test("keys are told apart and counted by what they wait for", () =>
      withRig({ judge: () => ({ tries: 2 }) }, async ({ queue, advance, now }) => {
        const { run, finish } = gatedRun();
        await queue.work(async (job) => {
          if (job.key === "running") return run(job);
          if (job.key === "asleep") return { kind: "done", wakeAt: now() + DAY };
          if (job.key === "held") return { kind: "postponed", to: now() + DAY };
          if (job.key === "done") return DONE;
          throw new Error(`no ${job.key}`);
        });
        await queue.enqueue({ key: "dead", reason: "1" });
        await advance(HOUR);
        for (const key of ["running", "asleep", "held", "done", "failed"])
          await queue.enqueue({ key, reason: "1" });
        await queue.enqueue({ key: "timed", reason: "1", at: now() + DAY });
        await advance(1);
        const { waiting, ...others } = await queue.view();
        expect(waiting.toSorted()).toEqual(["failed", "held", "timed"]);
        expect(others).toEqual({
          running: ["running"],
          asleep: ["asleep"],
          failed: [{ key: "failed", attempts: 1, error: "no failed" }],
          dead: [{ key: "dead", attempts: 2, error: "no dead" }],
        });
        const counts = { waiting: 3, running: 1, asleep: 1, failed: 1, dead: 1 };
        expect(await queue.count()).toEqual(counts);
        finish();
      }));

    test("who is told of a dead key learns what was tried, and may fail", () => {
      const told: { readonly dead: Dead; readonly job: Job }[] = [];
      const onDead = async (dead: Dead, job: Job): Promise<void> => {
        told.push({ dead, job });
        throw new Error("nobody listens");
      };
      return withRig({ judge: () => ({ tries: 2 }), onDead }, async ({ queue, advance }) => {
        await queue.work(async ({ key }) => {
          if (key === "good") return DONE;
          throw new Error("half a \uD83D and a \0");
        });
        await queue.enqueue({ key: "bad", reason: "1" });
        await advance(HOUR);
        expect(told).toHaveLength(1);
        expect(told[0]?.dead).toMatchObject({ key: "bad", attempts: 2 });
        expect(told[0]?.job).toEqual({ key: "bad", reasons: ["1"], attempt: 2 });
        await queue.enqueue({ key: "good", reason: "1" });
        await advance(SECOND);
        expect((await queue.view()).waiting).toEqual([]);
      });
    });

    test("nobody is told of a key that is triggered at while its last try fails", () => {
      let told = 0;
      const onDead = async (): Promise<void> => void (told += 1);
      return withRig({ judge: () => ({ tries: 1 }), onDead }, async ({ queue, advance }) => {
        const { run, begun, fail, finish } = gatedRun();
        await queue.work(run);
        await queue.enqueue({ key: "a", reason: "1" });
        await advance(SECOND);
        await queue.enqueue({ key: "a", reason: "2" });
        fail(new Error("no"));
        await advance(HOUR);
        finish();
        await advance(HOUR);
        expect(begun.map((job) => job.reasons)).toEqual([["1"], ["2"]]);
        expect(told).toBe(0);
        expect(await queue.view()).toEqual(NOTHING);
      });
    });

    test("it is ready until it stops", () =>
      withRig({}, async ({ queue, advance }) => {
        expect(await queue.isReady()).toBe(true);
        const stopped = queue.stop({ within: SECOND });
        expect(await queue.isReady()).toBe(false);
        await advance(SECOND);
        await stopped;
        expect(await queue.again("a")).toBe(false);
      }));
  });
}
