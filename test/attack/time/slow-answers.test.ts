import { afterEach, describe, expect, test } from "vitest";
import { deadlineFetch } from "../../../src/app/http/within.ts";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { GOOD, startFake } from "../../app/fake-process.ts";
import { gateStage, type GateStage } from "../../app/gate-stage.ts";
import { isDeep } from "../../depth.ts";

const SECOND = 1000;
const FACTS = "/severity critical\n/scope Customers\n/works New cards\n/paths src/checkout/**";
const NEWS = "<!-- dakor news alert";
const BOARD = "<!-- dakor board board -->";

type SlowStage = GateStage & {
  /** Once, when this was answered and the App doesn't know yet. */
  readonly during: (operation: string, act: () => Promise<unknown>) => void;
  /** From now on this is done, and its answer never comes. */
  readonly lose: (operation: string, times: number) => void;
  readonly bodiesOf: (number: number) => Promise<readonly string[]>;
};

let stage: SlowStage | undefined;
afterEach(() => stage?.close());

/** Each answer takes 5 seconds of the story to come. */
async function slowStage(): Promise<SlowStage> {
  let meanwhile: { readonly operation: string; readonly act: () => Promise<unknown> } | undefined;
  let lost = { operation: "", times: 0 };
  const gate = await gateStage(undefined, undefined, (clock) => {
    const ask = deadlineFetch(15 * SECOND);
    const slow: typeof fetch = async (input, init) => {
      const answer = await ask(input, init);
      const sent = typeof init?.body === "string" ? init.body : "";
      const begun = meanwhile;
      if (begun !== undefined && sent.includes(begun.operation)) {
        meanwhile = undefined;
        await begun.act();
      }
      clock.jump(clock.now() + 5 * SECOND);
      if (lost.times > 0 && sent.includes(lost.operation)) {
        lost = { ...lost, times: lost.times - 1 };
        throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
      }
      return answer;
    };
    return { fetch: slow };
  });
  return {
    ...gate,
    during: (operation, act) => {
      meanwhile = { operation, act };
    },
    lose: (operation, times) => {
      lost = { operation, times };
    },
    bodiesOf: async (number) => {
      const comments = listOf(await gate.send("GET", `/issues/${number}/comments?per_page=100`));
      return comments.map((comment) => textOf(recordOf(comment)["body"]));
    },
  };
}

function countOf(bodies: readonly string[], words: string): number {
  return bodies.filter((body) => body.startsWith(words)).length;
}

describe("every answer of GitHub takes 5 seconds", () => {
  test("a command is answered, and once", async () => {
    const { declare, settle, bodiesOf, product } = (stage = await slowStage());
    const number = await declare(`${FACTS}\n/alert next 2h`);
    await settle(60 * SECOND);
    const bodies = await bodiesOf(number);
    expect(countOf(bodies, BOARD)).toBe(1);
    expect(countOf(bodies, NEWS)).toBe(1);
    expect(await product.dead()).toEqual([]);
  });

  test("what is said while the App waits for its read is heard", async () => {
    const { as, declare, settle, during, bodiesOf } = (stage = await slowStage());
    const number = await declare(FACTS);
    await settle(60 * SECOND);
    during("ReadIncident", () => as("john").comment(number, "/cause The token format changed"));
    await as("lea").comment(number, "/alert next 2h");
    await settle(60 * SECOND);
    const bodies = await bodiesOf(number);
    expect(bodies.find((body) => body.startsWith(BOARD))).toContain("The token format changed");
    expect(countOf(bodies, NEWS)).toBe(1);
  });

  test.each(["ReadGate", "ReadPull", "ReadFiles", "ReadTargets"])(
    "an incident that is declared while the gate waits for %s holds the pull request",
    async (operation) => {
      const { open, declare, settle, during, checkOf } = (stage = await slowStage());
      await settle(60 * SECOND);
      const pull = await open("late", ["src/checkout/pay.ts"]);
      let isDeclared = false;
      during(operation, async () => {
        isDeclared = true;
        await declare(FACTS);
      });
      await settle(120 * SECOND);
      if (!isDeclared) await declare(FACTS);
      await settle(120 * SECOND);
      expect(await checkOf(pull)).toMatchObject({ conclusion: "failure" });
    },
  );

  test("a push that comes while the gate waits is judged too", async () => {
    const { open, declare, settle, during, checkOf, push } = (stage = await slowStage());
    await declare(FACTS);
    await settle(60 * SECOND);
    const pull = await open("harmless", ["docs/x.md"]);
    during("ReadFiles", () => push("harmless", "src/checkout/pay.ts"));
    await settle(120 * SECOND);
    expect(await checkOf(pull)).toMatchObject({ conclusion: "failure" });
  });

  test.each([1, 3])(
    "a write of which nobody hears that it was done (%d times) is not done twice",
    async (times) => {
      const { declare, settle, lose, bodiesOf, product } = (stage = await slowStage());
      const number = await declare(FACTS);
      lose("ApplyWrites", times);
      await settle(60 * SECOND);
      await settle(600 * SECOND);
      expect(countOf(await bodiesOf(number), BOARD)).toBe(1);
      expect(await product.dead()).toEqual([]);
    },
  );
});

describe("a look at GitHub takes 5 seconds", () => {
  test.runIf(isDeep)(
    "webhooks are answered all the same, and many for one issue cost one more look",
    async () => {
      await using app = startFake({ ...GOOD, FAKE_MS: "5000" });
      await app.says("issue begun");
      const statuses = await Promise.all(Array.from({ length: 40 }, () => app.post()));
      expect(new Set(statuses)).toEqual(new Set([202]));
      // The first look is still under way.
      expect(app.output()).not.toContain("issue done");
      await app.says("issue done");
      await new Promise((resolve) => setTimeout(resolve, 8000));
      expect(app.output().split("issue begun")).toHaveLength(3);
    },
    40_000,
  );

  test.runIf(isDeep)(
    "told to end, it lets the look end, and ends with 0",
    async () => {
      await using app = startFake({ ...GOOD, FAKE_MS: "5000" });
      await app.says("issue begun");
      app.kill("SIGTERM");
      expect(await app.ended).toBe(0);
      expect(app.output()).toContain("issue done");
    },
    30_000,
  );
});
