import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manifestOf } from "../../../src/app/webhook/app-manifest.ts";
import { signAppToken } from "../../../src/github/installation/app-facts.ts";
import { findingsOf } from "../../../src/cli/doctor/checks/check-table.ts";
import { readFacts } from "../../../src/cli/doctor/read-facts.ts";
import { readRules } from "../../../src/github/read/read-rules.ts";
import { ok } from "../../../src/core/model/result.ts";
import type { GitHub } from "../../../src/github/client/github.ts";
import { clientFor } from "../../../src/cli/connect.ts";
import { ACTIONS, APP_ID, requiring, startStage } from "./doctor-stage.ts";
import type { Stage } from "./doctor-stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  await stage.send("POST", "/rulesets", requiring({ dakor: APP_ID, "dakor gate": ACTIONS }));
});

afterAll(() => stage.close());

/** Lets requests go in rounds: all that are asked for, then all that these answers lead to. */
async function rounds(
  run: (wrap: (github: GitHub) => GitHub) => Promise<unknown>,
): Promise<number> {
  let waiting: (() => Promise<void>)[] = [];
  const later = <T>(send: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push(() => send().then(resolve, reject));
    });
  const wrap = (github: GitHub): GitHub => ({
    graphql: (query, variables) => later(() => github.graphql(query, variables)),
    request: (route, parameters) => later(() => github.request(route, parameters)),
  });
  let isOver = false;
  const running = run(wrap).finally(() => (isOver = true));
  let count = 0;
  for (;;) {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    if (isOver) break;
    const round = waiting;
    waiting = [];
    count += 1;
    await Promise.all(round.map((send) => send()));
  }
  await running;
  return count;
}

test("on a good repository doctor asks nine times, in two rounds", async () => {
  const connect = (token: string): GitHub =>
    clientFor(
      {
        apiUrl: stage.environment["GITHUB_API_URL"] ?? "",
        graphqlUrl: stage.environment["GITHUB_GRAPHQL_URL"] ?? "",
      },
      token,
    );
  const before = stage.asked().length;
  const manifests = { full: manifestOf("full"), minimal: manifestOf("minimal") };
  const count = await rounds(async (wrap) => {
    const facts = await readFacts({
      here: undefined,
      place: ok({ owner: "acme", repo: "shop" }),
      github: ok(wrap(connect(stage.github.tokenOf("lea")))),
      app: ok(
        wrap(
          connect(signAppToken({ appId: APP_ID, privateKey: stage.github.privateKey }, Date.now())),
        ),
      ),
      settings: [],
      now: Date.now,
      self: "dakor",
    });
    const levels = findingsOf(facts, { manifests, now: Date.now() }).map(({ level }) => level);
    expect(levels).not.toContain("error");
    expect(levels).not.toContain("warning");
  });
  expect(count).toBe(2);
  expect(stage.asked().slice(before).toSorted()).toEqual([
    "GET /app",
    "GET /app/hook/deliveries",
    "GET /repos/acme/shop/actions/permissions",
    "GET /repos/acme/shop/actions/permissions/workflow",
    "GET /repos/acme/shop/actions/workflows",
    "GET /repos/acme/shop/branches/main",
    "GET /repos/acme/shop/installation",
    "GET /repos/acme/shop/rules/branches/main",
    "ReadDoctor",
    "ReadGate",
  ]);
});

test("a check that a branch requires counts, however many rules come before it", async () => {
  const several = await startStage();
  try {
    for (let index = 1; index <= 100; index += 1) {
      await several.send("POST", "/rulesets", requiring({ [`check ${index}`]: undefined }));
    }
    await several.send("POST", "/rulesets", requiring({ dakor: ACTIONS }));
    const { environment, github } = several;
    const apiUrl = environment["GITHUB_API_URL"] ?? "";
    const client = clientFor({ apiUrl, graphqlUrl: "" }, github.tokenOf("lea"));
    const { required } = await readRules(client, { owner: "acme", repo: "shop" }, "main");
    expect(required).toHaveLength(101);
    expect(required.at(-1)).toEqual({ context: "dakor", source: ACTIONS });
  } finally {
    await several.close();
  }
});
