import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUDGET } from "./budget.ts";
import type { Budget } from "./budget.ts";
import { startStage } from "./budget-stage.ts";
import type { Stage } from "./budget-stage.ts";
import type { Request } from "./count-requests.ts";
import { sample } from "../depth.ts";

const BEFORE = "/checking\n/alert next 90m\n/kludge Flag off impact: none undo: flag on";

/** Nothing, or what was too much. */
function excess(requests: readonly Request[], { most, trips }: Budget): readonly string[] {
  const isWithin = requests.length <= most && tripsOf(requests) <= trips;
  return isWithin ? [] : requests.map(({ what, trip }) => `${trip}. ${what}`);
}

/** How long the chain of requests is at whose end people see something. */
function tripsOf(requests: readonly Request[]): number {
  const write = requests.find(({ writesBoard }) => writesBoard) ?? requests.find((r) => r.isWrite);
  return write?.trip ?? 0;
}

describe("with all labels there", () => {
  let stage: Stage;
  let other = 0;

  beforeAll(async () => {
    stage = await startStage({ hasLabels: true });
    other = await stage.open("incident");
    await stage.say(other, BEFORE);
  });
  afterAll(() => stage.close());

  const usual = Object.entries(BUDGET).filter(([name]) => name !== "rollback");
  test.each(sample(usual, 7))("/%s stays within its budget", async (_, budget) => {
    const { line, isFirst } = budget;
    const number = await (isFirst === true ? stage.open() : stage.open("incident"));
    if (isFirst !== true) await stage.say(number, BEFORE);
    const pull = line.includes("PULL") ? await stage.mergePull() : 0;
    const said = line.replace("PULL", String(pull)).replace("OTHER", String(other));
    const requests = await stage.count(() => stage.say(number, said));
    expect(excess(requests, budget)).toEqual([]);
    expect(tripsOf(requests)).toBeGreaterThan(0);
  });

  test("words without a command cost a look and no write", async () => {
    const number = await stage.open("incident");
    await stage.say(number, BEFORE);
    const requests = await stage.count(() => stage.say(number, "Thank you all"));
    expect(requests.filter(({ isWrite }) => isWrite)).toEqual([]);
    expect(requests.length).toBeLessThanOrEqual(2);
  });

  test("what happens on other issues costs nothing", async () => {
    const number = await stage.open();
    expect(await stage.count(() => stage.say(number, "Thank you all"))).toEqual([]);
  });
});

test("/rollback stays within its budget, where this is the only incident", async () => {
  const stage = await startStage({ hasLabels: true });
  const number = await stage.open("incident");
  await stage.say(number, BEFORE);
  const pull = await stage.mergePull();
  const requests = await stage.count(() => stage.say(number, `/rollback #${pull}`));
  await stage.close();
  expect(excess(requests, BUDGET.rollback)).toEqual([]);
});

test("in a new repository, the labels cost one more request", async () => {
  const costs: number[] = [];
  for (const hasLabels of [true, false]) {
    const stage = await startStage({ hasLabels });
    const requests = await stage.count(() => stage.open("incident"));
    await stage.close();
    costs.push(requests.length);
  }
  const [usual = 0, first] = costs;
  expect(first).toBe(usual + 1);
});

test("only what opens pull requests or closes an incident may cost more than four requests", () => {
  const dear = Object.entries(BUDGET).filter(([, { most }]) => most > 4);
  expect(dear.map(([name]) => name)).toEqual(["rollback", "report", "duplicate", "close"]);
});
