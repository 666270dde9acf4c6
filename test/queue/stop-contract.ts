import { describe, expect, test } from "vitest";
import { DAY, gatedRun, HOUR, SECOND, type WithRig } from "./rig.ts";

export function stopContract(name: string, withRig: WithRig): void {
  describe(`${name}: stop`, () => {
    test("takes nothing more, finishes what runs, and gives back what waits", () =>
      withRig({ concurrency: 1 }, async ({ queue, advance, now }) => {
        const { run, begun, finish } = gatedRun();
        await queue.work(run);
        await queue.enqueue({ key: "running", reason: "1" });
        await queue.enqueue({ key: "waiting", reason: "1" });
        await queue.enqueue({ key: "timed", reason: "1", at: now() + HOUR });
        await advance(SECOND);
        const stopped = queue.stop({ within: 20 * SECOND });
        expect(await queue.enqueue({ key: "late", reason: "1" })).toBe(false);
        await advance(SECOND);
        finish({ kind: "done", wakeAt: now() + HOUR, triggers: [{ key: "further", reason: "x" }] });
        await advance(SECOND);
        expect((await stopped).toSorted()).toEqual(["further", "timed", "waiting"]);
        await advance(DAY);
        expect(begun).toHaveLength(1);
      }));

    test("doesn't wait longer than it was told to, and gives back what still runs", () =>
      withRig({}, async ({ queue, advance }) => {
        const { run, begun, fail } = gatedRun();
        await queue.work(run);
        await queue.enqueue({ key: "stuck", reason: "1" });
        await advance(SECOND);
        const stopped = queue.stop({ within: 20 * SECOND });
        await advance(21 * SECOND);
        expect(await stopped).toEqual(["stuck"]);
        expect(await queue.stop({ within: 0 })).toEqual(["stuck"]);
        fail(new Error("cut"));
        await advance(DAY);
        expect(begun).toHaveLength(1);
      }));

    test("a run that fails, or is triggered at, while it stops is given back", () =>
      withRig({}, async ({ queue, advance }) => {
        const { run, begun, fail, finish } = gatedRun();
        await queue.work(run);
        await queue.enqueue({ key: "failing", reason: "1" });
        await advance(SECOND);
        await queue.enqueue({ key: "triggered", reason: "1" });
        await advance(SECOND);
        await queue.enqueue({ key: "triggered", reason: "2" });
        const stopped = queue.stop({ within: 20 * SECOND });
        await advance(SECOND);
        fail(new Error("cut"));
        finish();
        await advance(SECOND);
        expect((await stopped).toSorted()).toEqual(["failing", "triggered"]);
        expect(begun).toHaveLength(2);
      }));
  });
}
