import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gateStage } from "./gate-stage.ts";
import type { GateStage } from "./gate-stage.ts";
import { sample } from "../depth.ts";

const SECTIONS = ["Summary", "Impact", "Timeline", "Cause"];
const KNOWN =
  "/severity critical\n/scope Everybody\n/steps Log in\n/checking\n/alert next 20m\n/kludge Flag off impact: less\n/stable\n/paths src/pay/**";
const TIMES = 'times: { restored: "2099-01-01T00:00Z", closed: "2099-01-01T00:00Z" }';
const OVER = "/cause Token\n/tested Staging\n/undo K1\n/restored";

/** The fix of a finished incident is taken back by a pull request that names no incident. */
describe("a fix that is reverted after the report", () => {
  let stage: GateStage;

  beforeEach(async () => {
    stage = await gateStage();
  });

  afterEach(() => stage.close());

  const later = (seconds: number): void => stage.clock.jump(stage.clock.now() + seconds * 1000);

  async function say(incident: number, words: string): Promise<void> {
    later(60);
    await stage.as("lea").comment(incident, words);
    await stage.settle();
  }

  async function labels(incident: number): Promise<readonly string[]> {
    return (await stage.as("lea").thread(incident)).labels.map(({ name }) => name);
  }

  async function openFix(body: string): Promise<number> {
    const lea = stage.as("lea");
    await lea.branch("fix");
    await stage.push("fix", "src/catalog/fix.ts");
    return lea.openPull({ title: "Accept both", body, head: "fix" });
  }

  /** Declared, fixed, over, reported; the fix and a pull request that the incident held. */
  async function reported(
    fixedBy: "command" | "merge",
  ): Promise<{ incident: number; fix: number; held: number }> {
    const lea = stage.as("lea");
    const held = await stage.open("pay-faster", ["src/pay/pay.ts"]);
    const incident = await stage.declare(KNOWN);
    await stage.settle();
    expect((await stage.checkOf(held))?.conclusion).toBe("failure");
    const fix = await openFix(fixedBy === "merge" ? `Fixes #${incident}` : "");
    if (fixedBy === "command") await say(incident, `/fix #${fix}`);
    await say(incident, OVER);
    later(60);
    await lea.merge(fix);
    await stage.settle();
    if (fixedBy === "command") await lea.close(incident);
    await stage.settle();
    const text = `---\nincident: ${incident}\n${TIMES}\n---\n${SECTIONS.map((name) => `\n## ${name}\n\nTold.\n`).join("")}`;
    const path = "docs/incidents/cards.md";
    await lea.writeFile({ path, text, message: "Report", branch: "main" });
    await stage.settle();
    expect(await labels(incident)).toContain("dakor:reported");
    expect((await stage.checkOf(held))?.conclusion).toBe("success");
    return { incident, fix, held };
  }

  test.each(sample<"command" | "merge">(["command", "merge"], 1))(
    "is heard of at the revert's merge, and holds again: a fix by %s",
    async (fixedBy) => {
      const { incident, fix, held } = await reported(fixedBy);
      later(3600);
      const revert = await stage.as("john").revert(fix);
      await stage.settle();
      expect(await labels(incident)).toContain("dakor:reported");
      later(60);
      await stage.as("lea").merge(revert);
      // Nothing but the webhooks of the merge: no sweep, no comment, no time.
      await stage.settle(0);
      expect(await labels(incident)).not.toContain("dakor:reported");
      expect(await stage.checkOf(held)).toMatchObject({ conclusion: "failure" });
      expect(await stage.product.dead()).toEqual([]);
    },
  );

  test("costs one request more, and an ordinary pull request none", async () => {
    const { fix } = await reported("command");
    await stage.as("lea").merge(await stage.open("other", ["src/catalog/other.ts"]));
    stage.asked();
    await stage.settle();
    expect(stage.asked()).not.toContain("ReadTakenBack");
    const revert = await stage.as("john").revert(fix);
    await stage.settle();
    expect(stage.asked()).not.toContain("ReadTakenBack");
    await stage.as("lea").merge(revert);
    await stage.settle();
    expect(stage.asked().filter((name) => name === "ReadTakenBack")).not.toEqual([]);
  });
});
