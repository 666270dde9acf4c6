import { afterEach, describe, expect, test } from "vitest";
import { gateStage, type GateStage } from "../../app/gate-stage.ts";
import { sample } from "../../depth.ts";

const MINUTE = 60_000;
const FACTS = "/severity critical\n/scope Customers\n/works New cards\n/paths src/checkout/**";
/** What the gate reads before it judges. */
const READS = [
  "ReadGate",
  "ReadOpenPulls",
  "ReadPulls",
  "ReadFiles",
  "ReadTargets",
  "ReadIncident",
];

type StaleStage = GateStage & {
  /** So many reads of this get its last answer again, whatever has happened since. */
  readonly stale: (operation: string, reads: number) => void;
};

let stage: StaleStage;
afterEach(() => stage.close());

/** A replica of GitHub's that lags. */
async function staleStage(): Promise<StaleStage> {
  const answers = new Map<string, unknown>();
  let late = { operation: "", reads: 0 };
  const gate = await gateStage(
    ({ operation = "", body }) => {
      if (operation !== late.operation || late.reads === 0) return undefined;
      const answer = answers.get(questionOf(body));
      if (answer === undefined) return undefined;
      late = { ...late, reads: late.reads - 1 };
      return { kind: "before", status: 200, body: answer };
    },
    ({ operation = "", body, responseBody, fault }) => {
      if (fault === undefined && operation.startsWith("Read")) {
        answers.set(questionOf(body), responseBody);
      }
    },
  );
  return {
    ...gate,
    stale: (operation, reads) => {
      late = { operation, reads };
    },
  };
}

/** The same question gets the same old answer. */
function questionOf(body: unknown): string {
  return JSON.stringify(body);
}

describe.each(sample(READS, 1))("%s shows for a while what was before", (operation) => {
  test.each([1, 3])(
    "(%d times): an incident that was just declared holds the pull request",
    async (reads) => {
      stage = await staleStage();
      const pull = await stage.open("pay", ["src/checkout/pay.ts"]);
      await stage.settle(MINUTE);
      expect(await stage.checkOf(pull)).toMatchObject({ conclusion: "success" });
      stage.stale(operation, reads);
      await stage.declare(FACTS);
      await stage.settle(16 * MINUTE);
      expect(await stage.checkOf(pull)).toMatchObject({ conclusion: "failure" });
    },
  );

  test("a push into held files doesn't stay green", async () => {
    stage = await staleStage();
    await stage.declare(FACTS);
    const pull = await stage.open("docs", ["docs/x.md"]);
    await stage.settle(MINUTE);
    expect(await stage.checkOf(pull)).toMatchObject({ conclusion: "success" });
    stage.stale(operation, 2);
    await stage.push("docs", "src/checkout/pay.ts");
    await stage.settle(16 * MINUTE);
    expect(await stage.checkOf(pull)).toMatchObject({ conclusion: "failure" });
  });
});

test("an incident that was withdrawn a moment ago holds nothing", async () => {
  stage = await staleStage();
  const number = await stage.declare(FACTS);
  const pull = await stage.open("pay", ["src/checkout/pay.ts"]);
  await stage.settle(MINUTE);
  expect(await stage.checkOf(pull)).toMatchObject({ conclusion: "failure" });
  await stage.send("PATCH", `/issues/${number}`, { state: "closed", state_reason: "not_planned" });
  await stage.settle(MINUTE / 2);
  expect(await stage.checkOf(pull)).toMatchObject({ conclusion: "success" });
  expect(await stage.product.dead()).toEqual([]);
});
