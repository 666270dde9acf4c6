import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { recheckOne } from "../../../src/github/check/recheck-one.ts";
import { graphqlError, httpError } from "../fake-github.ts";
import {
  FILLERS,
  gate,
  githubWith,
  GREEN,
  LIST,
  options,
  PATCH,
  PAY,
  PLACE,
  POST,
  RENAMED,
  renew,
  written,
} from "./renew-stage.ts";

const FORBIDDEN = {
  type: "FORBIDDEN",
  message: "Resource not accessible by integration",
  path: ["write0"],
};

describe("a renewal", () => {
  test("judges what is queued first, then what merges by itself, then the others", async () => {
    const github = githubWith([
      { number: 1, path: PAY, more: RENAMED },
      { number: 2, path: PAY, more: { ...RENAMED, autoMergeRequest: { enabledAt: null } } },
      { number: 3, path: PAY, more: { ...RENAMED, isInMergeQueue: true } },
    ]);
    await renew(github);
    const [first, ...checks] = written(github);
    expect(first).toBe("dequeue");
    expect(checks.toSorted()).toEqual(["POST 1 failure", "POST 2 failure", "POST 3 failure"]);
    const heads = github.calls.filter(({ name }) => name === "ReadHead");
    expect(heads.map(({ variables }) => variables["number"])).toEqual([3, 2, 1]);
  });

  test("takes what is held out of the queue before its check says so", async () => {
    const github = githubWith([{ number: 3, path: PAY, more: { isInMergeQueue: true } }]);
    await renew(github);
    expect(written(github)).toEqual(["dequeue", "POST 3 failure"]);
  });

  test("doesn't mind that it has left the queue by itself", async () => {
    const left = { type: "UNPROCESSABLE", message: "Pull request is not in the merge queue" };
    const github = githubWith([{ number: 3, path: PAY, more: { isInMergeQueue: true } }], {
      ApplyWrites: () => {
        throw graphqlError([{ ...left, path: ["write0"] }], { write0: null });
      },
    });
    await expect(renew(github)).resolves.toMatchObject({ wrote: true });
    expect(written(github)).toEqual(["dequeue", "POST 3 failure"]);
  });

  test("writes only what has changed, each check in its place", async () => {
    const github = githubWith([
      ...FILLERS,
      { number: 1, path: LIST, check: GREEN },
      { number: 2, path: PAY, check: GREEN },
    ]);
    await renew(github);
    expect(written(github)).toEqual(["PATCH 900 failure"]);
    // Nothing but the one that touches the incident's paths was looked at closely.
    for (const name of ["ReadTargets", "ReadChecks"]) {
      const [asked, ...more] = github.calls.filter((call) => call.name === name);
      expect(asked?.variables).toMatchObject({ number0: 2 });
      expect(asked?.variables).not.toHaveProperty("number1");
      expect(more).toEqual([]);
    }
    // Its files are known from the list, of the same head.
    expect(github.names()).not.toContain("ReadHead");
  });

  test("a check that isn't green is read, also where nothing is touched any more", async () => {
    const red = { ...GREEN, conclusion: "FAILURE" };
    const github = githubWith([...FILLERS, { number: 1, path: LIST, check: red }]);
    await renew(github);
    expect(written(github)).toEqual(["PATCH 900 success"]);
  });

  test("tells where a job is still at work: nobody knows what it will say", async () => {
    const running = { ...GREEN, conclusion: null };
    for (const before of [[], FILLERS]) {
      const github = githubWith([...before, { number: 1, path: LIST, check: running }]);
      await expect(renew(github)).resolves.toMatchObject({ isPending: true });
    }
  });

  test("gives a shared head its worst verdict, in one check", async () => {
    const head = "5".repeat(40);
    const github = githubWith([
      { number: 1, path: LIST, head },
      { number: 2, path: PAY, head },
    ]);
    await renew(github);
    expect(written(github)).toEqual([`POST ${Number(head)} failure`]);
  });

  test("without an incident looks at what is red only, and needs no files for that", async () => {
    const github = githubWith(
      [
        { number: 1, path: PAY, check: { ...GREEN, databaseId: 1 } },
        { number: 2, path: PAY, check: { ...GREEN, databaseId: 2, conclusion: "FAILURE" } },
        { number: 3, path: PAY },
      ],
      { ReadGate: () => gate(true) },
    );
    await renew(github);
    expect(written(github)).toEqual(["PATCH 2 success"]);
    expect(github.names()).not.toContain("ReadFiles");
  });

  test("holds what it can't read, says so, and looks again", async () => {
    const github = githubWith([{ number: 2, path: PAY, check: GREEN, more: RENAMED }], {
      ReadHead: () => {
        throw httpError(502, "Bad gateway");
      },
    });
    await expect(renew(github)).resolves.toMatchObject({ again: true });
    expect(written(github)).toEqual(["PATCH 900 failure"]);
    const [write] = github.calls.filter(({ name }) => name === PATCH);
    expect(JSON.stringify(write?.variables["output"])).toMatch(/could not be read/);
  });

  test("ends at a limit: nothing else would be answered either", async () => {
    const github = githubWith([{ number: 2, path: PAY, more: RENAMED }], {
      ReadHead: () => {
        throw httpError(429, "rate limit");
      },
    });
    await expect(renew(github)).rejects.toMatchObject({ status: 429 });
    expect(written(github)).toEqual([]);
  });

  test("sends nothing more to GitHub after a limit", async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ number: index + 1, path: PAY }));
    const github = githubWith(many, {
      [POST]: () => {
        throw httpError(403, "You have exceeded a secondary rate limit");
      },
    });
    await expect(renew(github)).rejects.toMatchObject({ status: 403 });
    expect(written(github)).toHaveLength(1);
    expect(github.names().filter((name) => name === "ReadHead").length).toBeLessThan(7);
  });

  test("turns red what can't be taken out of the queue, and goes on", async () => {
    const github = githubWith(
      [
        { number: 1, path: PAY, more: { isInMergeQueue: true } },
        { number: 2, path: PAY },
      ],
      {
        ApplyWrites: () => {
          throw httpError(403, "Resource not accessible by integration");
        },
      },
    );
    await expect(renew(github)).rejects.toMatchObject({ status: 403 });
    expect(written(github)).toEqual(["dequeue", "POST 1 failure", "POST 2 failure"]);
  });

  test.each([
    ["GraphQL forbids it", () => graphqlError([FORBIDDEN], { write0: null }), 403],
    [
      "its branch is protected",
      () => graphqlError([{ ...FORBIDDEN, type: "UNPROCESSABLE" }], { write0: null }),
      422,
    ],
    ["GitHub fails", () => httpError(502, "Bad gateway"), 502],
    ["the answer is none", () => new Error("socket hang up"), 500],
  ])("turns red although %s when it should leave the queue", async (_, thrown, status) => {
    const queued = { number: 3, path: PAY, check: GREEN, more: { isInMergeQueue: true } };
    const github = githubWith([queued], {
      ApplyWrites: () => {
        throw thrown();
      },
    });
    await expect(renew(github)).rejects.toMatchObject({ status });
    expect(written(github)).toEqual(["dequeue", "PATCH 900 failure"]);
  });

  test("has one write under way at a time, so that others get their turn", async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ number: index + 1, path: PAY }));
    let [writing, most] = [0, 0];
    const github = githubWith(many, {
      [POST]: async () => {
        writing += 1;
        most = Math.max(most, writing);
        await setImmediate();
        writing -= 1;
        return { id: 1 };
      },
    });
    await renew(github);
    expect(written(github)).toHaveLength(8);
    expect(most).toBe(1);
  });
});

test("a new head is held while the incidents can't be read", async () => {
  const github = githubWith([{ number: 2, path: LIST }], {
    ReadGate: () => {
      throw httpError(502, "Bad gateway");
    },
  });
  const ref = { ...PLACE, number: 2 };
  await expect(recheckOne(github, ref, options())).resolves.toEqual({ wrote: true, again: true });
  expect(written(github)).toEqual(["POST 2 failure"]);
});
