import { afterEach, beforeEach, expect, test } from "vitest";
import { numberOf, recordOf } from "@dakor/local-github/narrow";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";
import { judgePull } from "../../src/github/gate/judge-pull.ts";
import { gateOptions } from "../github/gate/gate-recorded.ts";
import { clientOf } from "../local-github/start-validated.ts";
import { isDeep, sample } from "../depth.ts";

let stage: AttackStage;
let pull: number;
beforeEach(async () => {
  stage = await attackStage();
  pull = await stage.open("held", ["src/checkout/pay.ts"]);
});
afterEach(() => stage.close());

const MINUTE = 60;

async function verdict(of: number = pull): Promise<string> {
  await stage.wait(MINUTE);
  return stage.verdict(of);
}

async function declare(): Promise<number> {
  const incident = await stage.declare("/paths src/checkout/**");
  expect(await verdict()).toBe("failure");
  return incident;
}

function form(paths: string): string {
  return `### Severity\n\ncritical\n\n### Paths\n\n${paths}\n`;
}

/** Zoe's form, which lea declares an incident. */
async function declareForm(): Promise<number> {
  const body = form("src/checkout/**");
  const issue = await stage.api("zoe", "POST /issues", { title: "Cards refused", body });
  const number = numberOf(recordOf(issue)["number"]);
  await stage.as("lea").comment(number, "/incident");
  return number;
}

const edit = (number: number, paths: string): Promise<unknown> =>
  stage.api("zoe", `PATCH /issues/${number}`, { body: form(paths) });

test("the author of an incident, a stranger, takes the paths out of the form: held", async () => {
  const number = await declareForm();
  expect(await verdict()).toBe("failure");
  await edit(number, "nowhere/**");
  expect(await verdict()).toBe("failure");
});

test("and makes it other people's: they are not held", async () => {
  const number = await declareForm();
  const docs = await stage.open("docs", ["docs/x.md"]);
  await edit(number, "docs/**");
  expect([await verdict(docs), await verdict()]).toEqual(["success", "failure"]);
});

test.runIf(isDeep)(
  "and edits it so often before the bot comes to it that GitHub lists only the newest texts",
  async () => {
    const docs = await stage.open("docs", ["docs/x.md"]);
    const number = await declareForm();
    stage.clock.jump(stage.clock.now() + 2000);
    for (let index = 0; index < 30; index += 1)
      await edit(number, index % 2 ? "docs/**" : "lib/**");
    expect([await verdict(docs), await verdict()]).toEqual(["success", "failure"]);
  },
);

test("the same for a gate that judges before the bot has looked", async () => {
  const number = await declareForm();
  await stage.api("lea", `POST /issues/${number}/labels`, { labels: ["incident"] });
  stage.clock.jump(stage.clock.now() + 2000);
  for (let index = 0; index < 22; index += 1) await edit(number, `lib/${index}/**`);
  const github = clientOf(stage.github, { auth: stage.github.tokenOf("lea") });
  const now = new Date(stage.clock.now()).toISOString();
  const decision = await judgePull(
    github,
    { owner: "acme", repo: "shop", number: pull },
    gateOptions({ now }),
  );
  expect(decision).toMatchObject({ verdict: "hold", reason: "report_missing" });
});

test.each(sample(["completed", "not_planned", "duplicate"], 1))(
  "somebody who triages closes it as %s: open again, and held",
  async (reason) => {
    const incident = await declare();
    await stage.api("tess", `PATCH /issues/${incident}`, { state: "closed", state_reason: reason });
    expect(await verdict()).toBe("failure");
    const issue = recordOf(await stage.api("lea", `GET /issues/${incident}`));
    expect(issue["state"]).toBe("open");
  },
);

test.runIf(isDeep)("a reader commands all that could let it go", async () => {
  const incident = await declare();
  const words = [
    `/override #${pull} because I say so`,
    `/fix #${pull}`,
    `/kludge Buttons back #${pull}`,
    "/paths nothing",
    "/drill because we practise",
    "/duplicate #1",
    "/dakor close anyway because it is nothing",
    "/restored",
    "/incident",
    "/suspect #1",
  ];
  for (const body of words) {
    await stage.api("zoe", `POST /issues/${incident}/comments`, { body });
  }
  expect(await verdict()).toBe("failure");
});

test("somebody who may write calls a live incident a drill", async () => {
  const incident = await declare();
  await stage.as("john").comment(incident, "/drill because I say so");
  expect(await verdict()).toBe("failure");
});
