import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRedeliver } from "../../../src/app/sweep/redeliver.ts";
import type { PagingGitHub } from "../../../src/github/client/paging-github.ts";
import { sweepStage, PLACE } from "./sweep-stage.ts";
import type { SweepStage } from "./sweep-stage.ts";

const HOUR = 60 * 60_000;

let isBroken: (path: string) => boolean = () => false;
let stage: SweepStage;
beforeEach(async () => {
  isBroken = () => false;
  stage = await sweepStage(({ path }) =>
    isBroken(path) ? { kind: "before", status: 500 } : undefined,
  );
});
afterEach(() => stage.close());

/** What happens while the endpoint answers so. */
async function during(status: number | "nobody", act: () => Promise<unknown>): Promise<void> {
  stage.answer(status);
  await act();
  await stage.settled();
  stage.answer(0);
}

function bodies(): readonly string[] {
  return stage.asked().filter((asked) => /deliveries\/\d+$/.test(asked));
}

describe("F27: webhooks that failed", () => {
  test("are taken in once, though the list shows them again and again", async () => {
    await during(500, () => stage.open(["incident"]));
    expect((await stage.sweepApp()).deliveries).toBe(2);
    expect(
      stage.received.map(({ name, payload }) => [name, "action" in payload && payload.action]),
    ).toEqual([
      ["issues", "labeled"],
      ["issues", "opened"],
    ]);
    expect(bodies()).toHaveLength(2);
    for (let again = 0; again < 3; again += 1) {
      expect((await stage.sweepApp()).deliveries).toBe(0);
      stage.advance(HOUR);
    }
    expect(bodies()).toEqual([]);
  });

  test("F29: keep GitHub's id, and need no signature: they came with the App's key", async () => {
    await during(401, () => stage.open([]));
    await stage.sweepApp();
    const guids = stage.deliveries().map(({ guid }) => guid);
    expect(stage.received.map(({ id }) => id)).toEqual(guids);
  });

  test("because nobody answered are taken in as well, though GitHub's filter doesn't find them", async () => {
    await during("nobody", () => stage.openPull("help"));
    stage.advance(60_000);
    await stage.sweepApp();
    expect(stage.received.map(({ name }) => name)).toContain("pull_request");
    expect(stage.asked().filter((one) => /deliveries\?/.test(one))).toHaveLength(3);
    stage.advance(HOUR);
    expect((await stage.sweepApp()).deliveries).toBe(0);
  });

  test("because nobody answered for long are found on further pages, until one has none", async () => {
    await during(202, async () => {
      for (let count = 0; count < 60; count += 1) await stage.open([]);
    });
    await during("nobody", async () => {
      for (let count = 0; count < 120; count += 1) await stage.open([]);
    });
    stage.advance(60_000);
    stage.asked();
    await stage.sweepApp();
    const lists = stage.asked().filter((one) => /deliveries\?/.test(one));
    expect(lists.filter((one) => !one.includes("status="))).toHaveLength(2);
    expect(stage.received).toHaveLength(100);
  });

  test("and then arrived at another try are not fetched", async () => {
    await during(503, () => stage.open([]));
    const [failed] = stage.deliveries();
    await during(202, async () => stage.redeliver(failed?.id ?? 0));
    expect((await stage.sweepApp()).deliveries).toBe(0);
    expect(bodies()).toEqual([]);
  });

  test("and failed at another try too are one", async () => {
    await during(503, () => stage.open([]));
    const [failed] = stage.deliveries();
    await during(503, async () => stage.redeliver(failed?.id ?? 0));
    expect((await stage.sweepApp()).deliveries).toBe(1);
  });

  test("and mean nothing to this App are not fetched", async () => {
    const number = await stage.open([]);
    const label = { ...PLACE, issue_number: number, milestone: null };
    await during(500, () => stage.lea.rest.issues.lock({ ...PLACE, issue_number: number }));
    await during(500, () => stage.lea.rest.issues.update({ ...label, title: "Other" }));
    await stage.sweepApp();
    expect(stage.received.map(({ payload }) => "action" in payload && payload.action)).toEqual([
      "edited",
    ]);
  });

  test("of a push come first: only they tell what came past the gate", async () => {
    await during(500, async () => {
      await stage.open(["incident"]);
      await stage.lea.rest.repos.createOrUpdateFileContents({
        ...PLACE,
        path: "a.txt",
        message: "A",
        content: "",
      });
      await stage.open(["incident"]);
    });
    await stage.sweepApp();
    expect(stage.received[0]?.name).toBe("push");
  });
});

type Failed = {
  readonly id: number;
  readonly event: string;
  readonly action?: string;
  readonly installation_id: number;
};

/** Sweeps after these webhooks failed; each gives back the ids of those that it fetched. */
function sweepsAfter(failed: readonly Failed[]): () => Promise<readonly string[]> {
  const asked: string[] = [];
  const shown = { delivered_at: "2026-02-17T10:00:00Z", status_code: 500 };
  const github: PagingGitHub = {
    graphql: async () => undefined,
    request: async (_, { delivery_id }) => {
      asked.push(String(delivery_id));
      return { status: 200, data: { request: { payload: {} } } };
    },
    paginate: {
      async *iterator(_, { status }) {
        const listed = status === "failure" ? failed : [];
        yield { data: listed.map((one) => ({ ...shown, ...one, guid: `g${one.id}` })) };
      },
    },
  };
  const redeliver = createRedeliver({
    receive: async () => undefined,
    now: () => Date.parse("2026-02-17T10:05:00Z"),
  });
  return async () => {
    await redeliver(github, new Set([12]));
    return asked.splice(0);
  };
}

test("F09: what failed for an installation that is suspended or gone is not fetched", async () => {
  const sweep = sweepsAfter([
    { id: 1, event: "push", installation_id: 12 },
    { id: 2, event: "push", installation_id: 13 },
  ]);
  expect(await sweep()).toEqual(["1"]);
});

test("F18: that an incident was deleted or transferred is fetched: no sweep finds what it held", async () => {
  const sweep = sweepsAfter([
    { id: 1, event: "issues", action: "opened", installation_id: 12 },
    { id: 2, event: "issues", action: "deleted", installation_id: 12 },
    { id: 3, event: "issues", action: "transferred", installation_id: 12 },
    { id: 4, event: "repository", action: "renamed", installation_id: 12 },
  ]);
  expect(await sweep()).toEqual(["2", "3", "1"]);
});

test("more than a hundred that failed are fetched by several sweeps, each once", async () => {
  const failed = Array.from({ length: 250 }, (_, id) => ({
    id,
    event: "push",
    installation_id: 12,
  }));
  const sweep = sweepsAfter(failed);
  const fetched = [await sweep(), await sweep(), await sweep(), await sweep()];
  expect(fetched.map(({ length }) => length)).toEqual([100, 100, 50, 0]);
  expect(new Set(fetched.flat()).size).toBe(250);
});

describe("the list of failed webhooks", () => {
  test("is read from where the last sweep ended, with a request", async () => {
    await during(500, () => stage.open([]));
    await stage.sweepApp();
    stage.asked();
    stage.advance(HOUR);
    await during(500, () => stage.open([]));
    await stage.sweepApp();
    const lists = stage.asked().filter((asked) => asked.includes("?"));
    expect(lists.filter((asked) => asked.includes("status=failure"))).toHaveLength(1);
    expect(stage.received).toHaveLength(2);
  });

  test("does not stop the sweep when GitHub doesn't give it; the next sweep reads it", async () => {
    await during(500, () => stage.open([]));
    isBroken = (path) => path === "/app/hook/deliveries";
    const swept = await stage.sweepApp();
    expect(swept).toMatchObject({ installations: [100], deliveries: 0 });
    expect(swept.problem).toMatchObject({
      status: 500,
      operation: "list the webhooks that failed",
    });
    isBroken = () => false;
    expect((await stage.sweepApp()).deliveries).toBe(1);
  });

  test("goes on where a body was missing, and takes nothing twice", async () => {
    await during(500, () => stage.open(["incident"]));
    const [first] = stage.deliveries();
    isBroken = (path) => path === `/app/hook/deliveries/${first?.id}`;
    expect((await stage.sweepApp()).problem).toBeDefined();
    expect(stage.received).toHaveLength(1);
    isBroken = () => false;
    expect((await stage.sweepApp()).deliveries).toBe(1);
    expect(stage.received).toHaveLength(2);
  });
});
