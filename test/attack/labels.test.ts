import { afterEach, expect, test } from "vitest";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";
import { isDeep } from "../depth.ts";

let stage: AttackStage;
afterEach(() => stage.close());

const MINUTES = 60;

/** A pull request that is held, and the incident that holds it. */
async function begin(): Promise<{ readonly pull: number; readonly incident: number }> {
  stage = await attackStage();
  const pull = await stage.open("held", ["src/checkout/pay.ts"]);
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
  return { pull, incident };
}

/** What its check says at once, a minute and twenty minutes later. */
async function verdicts(pull: number): Promise<readonly string[]> {
  await stage.settle();
  const atOnce = await stage.verdict(pull);
  await stage.wait(MINUTES);
  const soon = await stage.verdict(pull);
  await stage.wait(20 * MINUTES);
  return [atOnce, soon, await stage.verdict(pull)];
}

const HELD = ["failure", "failure", "failure"];

test.runIf(isDeep)(
  "somebody who triages takes every label off, and the author pushes at once",
  async () => {
    const { pull, incident } = await begin();
    await stage.strip("tess", incident);
    await stage.push("held", "docs/x.md");
    expect(await verdicts(pull)).toEqual(HELD);
    expect(await stage.labels(incident)).toContain("incident");
  },
);

test("every label is off, and the author edits the title", async () => {
  const { pull, incident } = await begin();
  await stage.strip("tess", incident);
  await stage.api("kim", `PATCH /pulls/${pull}`, { title: "new title" });
  expect(await verdicts(pull)).toEqual(HELD);
});

test("every label is off, and another pull request of the same paths is opened", async () => {
  const { incident } = await begin();
  await stage.strip("tess", incident);
  expect(await verdicts(await stage.open("second", ["src/checkout/cards.ts"]))).toEqual(HELD);
});

test("somebody who may write deletes the labels from the repository, then pushes", async () => {
  const { pull, incident } = await begin();
  for (const label of await stage.labels(incident)) {
    await stage.api("john", `DELETE /labels/${encodeURIComponent(label)}`);
  }
  await stage.push("held", "docs/y.md");
  expect(await verdicts(pull)).toEqual(HELD);
});

test("the labels go, and come back as others: `incident` off, `dakor:reported` on", async () => {
  const { pull, incident } = await begin();
  await stage.strip("tess", incident);
  await stage.api("tess", `POST /issues/${incident}/labels`, { labels: ["dakor:reported"] });
  await stage.push("held", "docs/z.md");
  expect(await verdicts(pull)).toEqual(HELD);
});

test("closed as a duplicate by somebody who triages, without any label", async () => {
  const { pull, incident } = await begin();
  await stage.api("tess", `PATCH /issues/${incident}`, {
    state: "closed",
    state_reason: "duplicate",
  });
  await stage.strip("tess", incident);
  await stage.push("held", "docs/w.md");
  expect(await verdicts(pull)).toEqual(HELD);
});

test("whoever may withdraws it by the label, and it lets go", async () => {
  const { pull, incident } = await begin();
  await stage.api("lea", `DELETE /issues/${incident}/labels/incident`);
  await stage.wait(MINUTES);
  expect(await stage.verdict(pull)).toBe("success");
});
