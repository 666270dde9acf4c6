import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gateStage } from "./gate-stage.ts";
import type { GateStage } from "./gate-stage.ts";

const REPORT = `---
incident: NUMBER
times: { restored: "2099-01-01T00:00Z", closed: "2099-01-01T00:00Z" }
---
# Cards were refused

## Summary
For an hour, saved cards were refused.

## Impact
Two hundred customers.

## Timeline
10:00 refused, 11:00 accepted.

## Cause
A new token format.
`;

/** One incident, in the order of its hours: each test goes on where the one before stopped. */
describe("the App's check", () => {
  let stage: GateStage;
  let pay = 0;
  let list = 0;
  let incident = 0;
  let report = 0;

  beforeAll(async () => {
    stage = await gateStage();
  });

  afterAll(() => stage.close());

  async function conclusions(): Promise<readonly (string | undefined)[]> {
    const found = await Promise.all([pay, list].map((pull) => stage.checkOf(pull)));
    return found.map((check) => check?.conclusion);
  }

  function checkWrites(): readonly string[] {
    return stage.asked().filter((name) => /^(?:PATCH|POST) .*check-runs/.test(name));
  }

  async function say(words: string): Promise<void> {
    await stage.as("lea").comment(incident, words);
    await stage.settle();
  }

  test("tells a new pull request once that it may merge", async () => {
    pay = await stage.open("pay-faster", ["src/checkout/pay.ts"]);
    list = await stage.open("sell-honey", ["src/catalog/list.ts"]);
    await stage.settle();
    expect(await conclusions()).toEqual(["success", "success"]);
  });

  test("turns red where an incident's paths are touched, and writes nothing anywhere else", async () => {
    stage.asked();
    incident = await stage.declare("/paths src/checkout/**");
    await stage.settle();
    expect(await conclusions()).toEqual(["failure", "success"]);
    expect(checkWrites()).toHaveLength(1);
    expect((await stage.checkOf(pay))?.summary).toContain("src/checkout/pay.ts");
    expect(await stage.checksOf(pay)).toHaveLength(1);
  });

  test("isn't judged again by what the gate doesn't depend on", async () => {
    await say("/severity major");
    stage.asked();
    await say("/works Everything else");
    expect(stage.asked()).not.toContain("ReadGate");
  });

  test("follows the paths", async () => {
    await say("/paths src/catalog/**");
    expect(await conclusions()).toEqual(["success", "failure"]);
    await say("/paths src/checkout/**");
    expect(await conclusions()).toEqual(["failure", "success"]);
    // GitHub never takes an annotation away: what has other ones is a new run.
    expect(await stage.checksOf(list)).toMatchObject([
      { conclusion: "success", annotations: 0 },
      { conclusion: "failure", annotations: 1 },
    ]);
  });

  test("is green after an override, until the next push", async () => {
    stage.clock.jump(stage.clock.now() + 60_000);
    await say(`/override #${pay} because It is a typo`);
    expect(await stage.checkOf(pay)).toMatchObject({ conclusion: "success" });
    stage.clock.jump(stage.clock.now() + 60_000);
    await stage.push("pay-faster", "src/checkout/more.ts");
    await stage.settle();
    expect(await stage.checkOf(pay)).toMatchObject({ conclusion: "failure" });
  });

  test("is red again when an override's time is over, although nothing else happens", async () => {
    stage.clock.jump(stage.clock.now() + 60_000);
    await say(`/override #${pay} because It is a typo for 30m`);
    expect(await stage.checkOf(pay)).toMatchObject({ conclusion: "success" });
    stage.clock.jump(stage.clock.now() + 31 * 60_000);
    await stage.settle();
    expect(await stage.checkOf(pay)).toMatchObject({ conclusion: "failure" });
  });

  test("is answered when somebody wants it to run again, also if the answer is the same", async () => {
    const before = await stage.checkOf(pay);
    stage.asked();
    await stage.send("POST", `/check-runs/${before?.id ?? 0}/rerequest`);
    await stage.settle();
    expect(checkWrites()).toHaveLength(1);
    expect(await stage.checkOf(pay)).toEqual(before);
  });

  test("is the worst of those that share a head", async () => {
    const shared = await stage.open("shared", ["src/catalog/shared.ts"]);
    const sha = await stage.headOf("shared");
    await stage.settle();
    expect(await stage.checkOf(shared)).toMatchObject({ conclusion: "success" });
    // The same commit on a base that lacks a change to the checkout: there, it would bring that in.
    await stage.send("POST", "/git/refs", { ref: "refs/heads/root", sha: stage.root });
    const second = await stage.openOn("shared", "root");
    await stage.settle();
    expect(await stage.headOf("shared")).toBe(sha);
    expect(await stage.checkOf(second)).toMatchObject({ conclusion: "failure" });
    expect(await stage.checksOf(shared)).toEqual(await stage.checksOf(second));
  });

  test("a push past the gate is noted on the incident, once", async () => {
    await stage.push("main", "src/checkout/hot.ts");
    await stage.settle();
    await stage.product.sweep();
    await stage.settle();
    const thread = JSON.stringify((await stage.as("lea").thread(incident)).timeline);
    expect(thread.match(/without a pull request/g)).toHaveLength(1);
    expect(thread).toContain("src/checkout/hot.ts");
  });

  test("a report is held until it is finished, and a merged one that isn't lets nothing go", async () => {
    await say("/dakor close anyway because It is over");
    const found = await stage.as("lea").openPullFrom(`dakor/report-${incident}`);
    report = found ?? 0;
    expect(await stage.checkOf(report)).toMatchObject({ conclusion: "failure" });
    await stage.as("lea").merge(report);
    await stage.settle();
    expect(await stage.checkOf(pay)).toMatchObject({ conclusion: "failure" });
    const board = JSON.stringify((await stage.as("lea").thread(incident)).timeline);
    expect(board).toContain("is merged, but not finished");
  });

  test("a complete report lets everything go, and is on the issue", async () => {
    const [path = ""] = await stage.as("lea").changedPaths(report);
    const text = REPORT.replace("NUMBER", String(incident));
    await stage.as("lea").writeFile({ path, text, message: "Finish the report", branch: "main" });
    await stage.settle();
    const { labels } = await stage.as("lea").thread(incident);
    expect(labels.map(({ name }) => name)).toContain("dakor:reported");
    expect(labels.map(({ name }) => name)).not.toContain("dakor:report");
    expect(await conclusions()).toEqual(["success", "success"]);
  });

  test("without an incident, what is green stays as it is", async () => {
    stage.asked();
    await stage.product.sweep();
    await stage.settle();
    expect(checkWrites()).toEqual([]);
    expect(await stage.product.dead()).toEqual([]);
  });
});
