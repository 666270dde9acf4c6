import { describe, expect, test } from "vitest";
import { createHealth } from "../../../src/app/http/health.ts";

type HealthOptions = Parameters<typeof createHealth>[0];

const COUNTS = { waiting: 1, running: 2, asleep: 3, failed: 1, dead: 4 };
const GOOD: HealthOptions = {
  queue: { count: async () => COUNTS, isReady: async () => true },
  isStopping: () => false,
  githubProblem: () => undefined,
};

const never = (): Promise<never> => new Promise(() => undefined);
const broken = (): Promise<never> => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1"));

describe("/readyz", () => {
  test("is green when all is well", async () => {
    expect(await createHealth(GOOD).ready()).toEqual({ isReady: true, problems: [] });
  });

  test.each<[string, Partial<HealthOptions>, string]>([
    ["stopping", { isStopping: () => true }, "It is stopping."],
    [
      "without its database",
      { queue: { ...GOOD.queue, isReady: async () => false } },
      "The database of the queue does not answer.",
    ],
    [
      "with a broken database",
      { queue: { ...GOOD.queue, isReady: broken } },
      "The database of the queue does not answer.",
    ],
    [
      "with a database that hangs",
      { queue: { ...GOOD.queue, isReady: never } },
      "The database of the queue does not answer.",
    ],
    ["unknown to GitHub", { githubProblem: () => "No such App." }, "No such App."],
  ])("says what is wrong, in time, when it is %s", async (_, options, problem) => {
    expect(await createHealth({ ...GOOD, ...options }).ready()).toEqual({
      isReady: false,
      problems: [problem],
    });
  });

  test("says all that is wrong at once", async () => {
    const options = { ...GOOD, isStopping: () => true, githubProblem: () => "No such App." };
    expect((await createHealth(options).ready()).problems).toHaveLength(2);
  });
});

describe("/healthz", () => {
  test("tells counts", async () => {
    expect(await createHealth(GOOD).alive()).toEqual({ ok: true, queue: COUNTS });
  });

  test.each([
    ["is broken", broken],
    ["hangs", never],
  ])("stays green without them when the database %s", async (_, count) => {
    const health = createHealth({ ...GOOD, queue: { ...GOOD.queue, count } });
    expect(await health.alive()).toEqual({ ok: true });
  });
});
