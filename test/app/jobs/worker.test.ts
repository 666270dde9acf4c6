import { describe, expect, test } from "vitest";
import { tooEarly } from "../../../src/app/limits/throttle.ts";
import { judgeFailure } from "../../../src/app/jobs/worker.ts";
import { failure } from "../../../src/github/client/failure.ts";
import { CALM, ISSUE, NOW, rig } from "./worker-rig.ts";

function limited(): Promise<never> {
  return Promise.reject(
    Object.assign(new Error("rate limit"), {
      status: 403,
      response: { headers: { "retry-after": "60" } },
    }),
  );
}

describe("a run", () => {
  test("looks at what its key names", async () => {
    const { run, calls } = rig();
    expect(await run(ISSUE)).toEqual({ kind: "done", triggers: [] });
    await run("pull:12:99#7");
    expect(calls).toEqual(["issue 42", "pull 7"]);
  });

  test("of the gate looks at a pull request, a repository, a head, a group or a push", async () => {
    const { run, calls } = rig();
    const sha = "a".repeat(40);
    await run("check:12:99#7");
    await run("gate:12:99");
    await run(`head:12:99@${sha}`);
    await run(`group:12:99#7@${sha}...${sha}`);
    await run(`push:12:99@${sha}...${sha}`);
    expect(calls).toEqual(["check 7", "gate", "head", "group 7", "push"]);
  });

  test("asks for a renewal of the gate when what it depends on has changed, and only then", async () => {
    const parts = ["paths", "paths", "paths and override", ""];
    const { run } = rig({ issue: async () => ({ ...CALM, gate: parts.shift() ?? "" }) });
    const keys: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const outcome = await run(ISSUE);
      keys.push(outcome.kind === "done" ? outcome.triggers?.map(({ key }) => key) : outcome);
    }
    const renewal = ["gate:12:99"];
    expect(keys).toEqual([renewal, [], renewal, renewal]);
  });

  test("beside other processes asks for it after every change: one of them may have been the last to look", async () => {
    const looks = [true, false, true].map((wrote) => ({ ...CALM, wrote, gate: "paths" }));
    const { run } = rig({ issue: async () => looks.shift() ?? CALM }, { isShared: true });
    const asked: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const outcome = await run(ISSUE);
      asked.push(outcome.kind === "done" ? (outcome.triggers?.length ?? 0) : -1);
    }
    expect(asked).toEqual([1, 0, 1]);
  });

  test("hands on when to wake up, and what follows in the same repository", async () => {
    const { run } = rig({
      issue: async () => ({
        ...CALM,
        wakeAt: "2026-02-15T10:10:00Z",
        related: [{ kind: "pull", number: 7 }],
      }),
    });
    expect(await run(ISSUE)).toEqual({
      kind: "done",
      wakeAt: Date.UTC(2026, 1, 15, 10, 10),
      triggers: [{ key: "pull:12:99#7", reason: `follows from ${ISSUE}` }],
    });
  });

  test.each([
    { reasons: ["issues 1"], wrote: false, follow: 1 },
    { reasons: ["follows from pull:12:99#7"], wrote: false, follow: 0 },
    { reasons: ["follows from pull:12:99#7"], wrote: true, follow: 1 },
    { reasons: ["follows from pull:12:99#7", "sweep"], wrote: false, follow: 1 },
  ])("hands on $follow for $reasons when it wrote: $wrote", async ({ reasons, wrote, follow }) => {
    const related = [{ kind: "pull", number: 7 }] as const;
    const { runFor } = rig({ issue: async () => ({ again: false, wrote, related }) });
    const outcome = await runFor(reasons);
    expect(outcome.kind === "done" ? outcome.triggers : []).toHaveLength(follow);
  });

  test("that wants another look waits longer and longer, and starts anew after a calm one", async () => {
    const answers = [true, true, true, false, true].map((again) => ({ again, wrote: again }));
    const { run } = rig({ issue: async () => answers.shift() ?? CALM });
    const waits: (number | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const outcome = await run(ISSUE);
      waits.push(outcome.kind === "done" && outcome.wakeAt ? outcome.wakeAt - NOW : undefined);
    }
    expect(waits).toEqual([1000, 2000, 4000, undefined, 1000]);
  });

  test("that has to wait for our own pace does so without a warning, and holds up nobody else", async () => {
    const { run, warnings } = rig({
      pull: () => Promise.reject(failure("write the check", tooEarly(6000))),
    });
    expect(await run("pull:12:99#7")).toEqual({ kind: "postponed", to: NOW + 6000 });
    expect(await run(ISSUE)).toMatchObject({ kind: "done" });
    expect(warnings).toEqual([]);
  });

  test("that meets a limit makes its whole installation wait, and no other", async () => {
    const { run, calls, advance } = rig({ pull: limited });
    const until = NOW + 60_000;
    expect(await run("pull:12:99#7")).toEqual({ kind: "postponed", to: until });
    expect(await run(ISSUE)).toEqual({ kind: "postponed", to: until });
    expect(await run("sweep:12")).toEqual({ kind: "postponed", to: until });
    expect(await run("sweep:13")).toMatchObject({ kind: "done" });
    expect(calls).toEqual(["sweep 13"]);
    advance(60_000);
    expect(await run(ISSUE)).toMatchObject({ kind: "done" });
  });

  test("F05: that meets limits without a named time waits longer each time", async () => {
    const unnamed = Object.assign(new Error("secondary rate limit"), { status: 403 });
    const { run, advance } = rig({ pull: () => Promise.reject(unnamed) });
    const waits: number[] = [];
    let now = NOW;
    for (let n = 0; n < 3; n += 1) {
      const outcome = await run("pull:12:99#7");
      const wait = outcome.kind === "postponed" ? outcome.to - now : 0;
      waits.push(wait);
      advance(wait);
      now += wait;
    }
    expect(waits).toEqual([60_000, 120_000, 240_000]);
  });

  test.each([
    ["done", async () => CALM],
    ["postponed", limited],
    ["failed", () => Promise.reject(new Error("502"))],
  ] as const)("that is %s says so when it ends", async (outcome, issue) => {
    const { run, ends } = rig({ issue });
    await run(ISSUE).catch(() => undefined);
    expect(ends).toEqual([{ kind: "issue", outcome, ms: 0 }]);
  });

  test("F06: with a bad token fails, and the next one asks for a new token", async () => {
    const { run, forgotten } = rig({
      issue: () => Promise.reject(Object.assign(new Error("Bad credentials"), { status: 401 })),
    });
    await expect(run(ISSUE)).rejects.toThrow("Bad credentials");
    expect(forgotten).toEqual([12]);
  });

  test("of the sweep goes from the App to installations to what is left there", async () => {
    const { run } = rig();
    expect(await run("sweep:all")).toMatchObject({
      triggers: [{ key: "sweep:12" }, { key: "sweep:13" }],
    });
    expect(await run("sweep:12")).toEqual({
      kind: "done",
      triggers: [{ key: ISSUE, reason: "sweep" }],
    });
  });

  test("of something that is no key fails", async () => {
    await expect(rig().run("nonsense")).rejects.toThrow("Not a key");
  });
});

describe("a failure", () => {
  test.each([
    "make a token for the installation 12: This installation has been suspended",
    "add-comment: Repository was archived so is read-only. (FORBIDDEN)",
  ])("F09, F15: ends it at once and without a word where nothing can be done: %s", (message) => {
    expect(judgeFailure(Object.assign(new Error(message), { status: 403 }), NOW)).toEqual({
      tries: 1,
      isForgotten: true,
    });
  });

  test.each([
    [404, { tries: 3, isForgotten: true }],
    [410, { tries: 1, isForgotten: true }],
    [301, {}],
    [403, { tries: 3 }],
    [422, {}],
    [429, { at: NOW + 60_000 }],
    [502, {}],
  ])("F10: with status %i", (status, judgement) => {
    expect(judgeFailure(Object.assign(new Error("x"), { status }), NOW)).toEqual(judgement);
  });
});
