import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "@dakor/local-github";
import { startBroken } from "./broken-server.ts";
import type { Way } from "./broken-server.ts";
import { startWorld } from "./gate-world.ts";
import type { World } from "./gate-world.ts";
import { commandsIn, runAction } from "./run-action.ts";
import type { Job, Ran } from "./run-action.ts";
import { isDeep, sample } from "../depth.ts";

let world: World;
let number: number;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  await world.incident("Cards are refused", "src/checkout/**");
  number = await world.pull({ head: "clear", files: { "docs/readme.md": "1" } });
});

afterAll(() => world.github.close());

function run(job: Partial<Job>): Promise<Ran> {
  return runAction({
    url: world.github.url,
    token: world.token,
    event: "pull_request",
    payload: { pull_request: { number } },
    ...job,
  });
}

const LIMIT: Fault = {
  kind: "before",
  status: 403,
  headers: { "retry-after": "60", "x-github-request-id": "CD34:5E" },
  body: { message: "You have exceeded a secondary rate limit." },
};

const FAULTS: Readonly<Record<string, Fault>> = {
  "an error of its own": { kind: "before", status: 500, body: { message: "Server Error" } },
  "a limit": LIMIT,
  "errors in the answer": {
    kind: "before",
    status: 200,
    body: { data: null, errors: [{ type: "FORBIDDEN", message: "Resource not accessible" }] },
  },
  "half an answer": { kind: "before", status: 200, body: { data: { repository: { id: "R_1" } } } },
  "a cut connection": { kind: "cut-before" },
};

/** A pull request of its own for each, so that nobody meets another's fault. */
let pulls = 1000;

function runWith(fault: Fault, inputs: Readonly<Record<string, string>> = {}): Promise<Ran> {
  pulls += 1;
  world.fault(pulls, fault);
  return run({ payload: { pull_request: { number: pulls } }, inputs });
}

describe.concurrent("GitHub can't be read", () => {
  test.each(sample(Object.entries(FAULTS), 2))("%s holds", async (_, fault) => {
    const { code, outputs, summary, log } = await runWith(fault);
    expect([code, outputs["verdict"], outputs["reason-code"]]).toEqual([
      1,
      "unavailable",
      "unavailable",
    ]);
    expect(summary).toContain("Not judged.");
    expect(commandsIn(log)).toEqual(["error"]);
  });

  test.each(sample<Way>(["hang", "garbage", "cut", "empty"], 1))(
    "an answer that is none holds: %s",
    async (way) => {
      const broken = await startBroken(way);
      const { code, outputs, summary } = await run({ url: broken.url, inputs: { timeout: "1" } });
      await broken.close();
      expect([code, outputs["verdict"]]).toEqual([1, "unavailable"]);
      expect(summary).toContain("Not judged.");
    },
  );

  test("the request's id is told, also in the result", async () => {
    const { outputs, summary } = await runWith(LIMIT);
    expect(summary).toContain("CD34:5E");
    const result: unknown = JSON.parse(outputs["result"] ?? "");
    expect(result).toMatchObject({ trouble: { status: 403, request_id: "CD34:5E" } });
  });

  test("on-error: allow lets it through, and says so loudly", async () => {
    const { code, outputs, summary, log } = await runWith(LIMIT, { "on-error": "allow" });
    expect([code, outputs["verdict"]]).toEqual([0, "unavailable"]);
    expect(summary).toContain("Let through without a check");
    expect(commandsIn(log)).toEqual(["warning"]);
  });

  test.runIf(isDeep)("what fails once for a moment is asked again", async () => {
    const pull = await world.pull({ head: "once", files: { "docs/once.md": "1" } });
    world.faultOnce(pull, { kind: "before", status: 502, body: {} });
    const { code, outputs } = await run({ payload: { pull_request: { number: pull } } });
    expect([code, outputs["reason-code"]]).toEqual([0, "paths_clear"]);
  });

  test("a pull request that isn't there holds", async () => {
    const { code, outputs } = await run({ payload: { pull_request: { number: 999 } } });
    expect([code, outputs["verdict"]]).toEqual([1, "unavailable"]);
  });

  test("a token that is none holds", async () => {
    const { code, outputs } = await run({ token: "ghs_nobody" });
    expect([code, outputs["verdict"]]).toEqual([1, "unavailable"]);
  });
});

describe.concurrent("a workflow that asks for the impossible", () => {
  const dispatch = { event: "workflow_dispatch", payload: {} };
  const mistakes: Readonly<Record<string, Partial<Job>>> = {
    "an event without a pull request": { event: "push", payload: {} },
    "no pull request to dispatch for": dispatch,
    "two pull requests": { inputs: { "pull-request": "4711" } },
    "no number": { ...dispatch, inputs: { "pull-request": "12; rm -rf /" } },
    "another mode": { inputs: { mode: "report" } },
    "another on-error": { inputs: { "on-error": "pass" } },
    "a broken event": { file: '{"pull_request":' },
    "a merge group without commits": { event: "merge_group", payload: { merge_group: {} } },
  };

  test.each(sample(Object.entries(mistakes), 2))(
    "fails, whatever on-error says: %s",
    async (_, job) => {
      const { code, outputs, summary, log } = await run({
        ...job,
        inputs: { "on-error": "allow", ...job.inputs },
      });
      expect([code, outputs["verdict"]]).toEqual([1, "unavailable"]);
      expect(summary).toContain("could not run");
      expect(commandsIn(log)).toEqual(["error"]);
    },
  );

  test.runIf(isDeep)("workflow_dispatch judges the pull request that it names", async () => {
    const { code, outputs } = await run({ ...dispatch, inputs: { "pull-request": `${number}` } });
    expect([code, outputs["verdict"]]).toEqual([0, "pass"]);
  });
});
