import { afterEach, expect, test } from "vitest";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";

let stage: AttackStage;
afterEach(() => stage.close());

const MINUTES = 60;

test("labels are taken off as if until the bot gives up, and many other issues change", async () => {
  stage = await attackStage();
  const pull = await stage.open("held", ["src/checkout/pay.ts"]);
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
  for (let round = 0; round < 6; round += 1) {
    await stage.strip("tess", incident);
    await stage.wait(MINUTES);
  }
  expect(await stage.labels(incident)).toContain("incident");
  for (let n = 0; n < 32; n += 1) {
    await stage.api("zoe", "POST /issues", { title: `Question ${n}` });
  }
  await stage.push("held", "docs/x.md");
  await stage.wait(MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
  await stage.wait(40 * MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
});
