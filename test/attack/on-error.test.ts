import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";
import { runAction } from "../action/run-action.ts";
import type { Job, Ran } from "../action/run-action.ts";
import { isDeep } from "../depth.ts";

let world: World;
let held: number;
let issue: number;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  issue = await world.incident("Cards are refused", "src/checkout/**");
  held = await world.pull({ head: "held", files: { "src/checkout/pay.ts": "1" } });
}, 60_000);
afterAll(() => world.github.close());

function run(pull: number, more: Partial<Job> = {}): Promise<Ran> {
  return runAction({
    url: world.github.url,
    token: world.token,
    event: "pull_request",
    payload: { pull_request: { number: pull } },
    ...more,
    inputs: { "on-error": "allow", ...more.inputs },
  });
}

const ended = ({ code, outputs }: Ran): readonly unknown[] => [code, outputs["reason-code"]];

describe("on-error: allow lets through what couldn't be judged, and nothing that was", () => {
  test.runIf(isDeep)("a merge that is held", async () => {
    expect(ended(await run(held))).toEqual([1, "report_missing"]);
  });

  test.runIf(isDeep)("nor after a failure that was over when it was asked again", async () => {
    world.faultOnce(held, { kind: "before", status: 502, body: {} });
    expect(ended(await run(held))).toEqual([1, "report_missing"]);
  });

  test("nor because a stranger says so on the incident", async () => {
    await world.eve.comment(issue, `/override #${held} because on-error is allow`);
    expect(ended(await run(held))).toEqual([1, "report_missing"]);
  });

  test("nor because of what the event says about the pull request", async () => {
    const payload = { pull_request: { number: held, base: null, head: { sha: "0".repeat(40) } } };
    expect(ended(await run(held, { payload }))).toEqual([1, "report_missing"]);
  });

  test.runIf(isDeep)(
    "nor where its choice is spelled in another way: then the job fails",
    async () => {
      for (const choice of ["ALLOW ", "allow, hold", "true", "pass"]) {
        const { code } = await run(held, { inputs: { "on-error": choice } });
        expect([choice, code]).toEqual([choice, 1]);
      }
    },
  );

  test.runIf(isDeep)(
    "nor a configuration with mistakes, nor the change that brought them",
    async () => {
      await world.configure("timezone: 7\n");
      expect((await run(held)).code).toBe(1);
      const free = await world.pull({ head: "free", files: { "docs/a.md": "1" } });
      expect((await run(free)).code).toBe(1);
      await world.configure();
      expect(ended(await run(held))).toEqual([1, "report_missing"]);
    },
  );

  test("but what GitHub refuses to tell, and says so in the first line", async () => {
    world.fault(held, { kind: "before", status: 403, body: { message: "Not for you" } });
    const ran = await run(held);
    world.fault(held, undefined);
    expect([ran.code, ran.outputs["verdict"]]).toEqual([0, "unavailable"]);
    expect(ran.summary).toContain("Let through without a check");
    expect(ended(await run(held))).toEqual([1, "report_missing"]);
  });
});
