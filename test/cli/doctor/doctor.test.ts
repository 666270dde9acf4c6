import { afterEach, expect, test } from "vitest";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { APP_FAULTS } from "./doctor-faults-app.ts";
import { REPOSITORY_FAULTS } from "./doctor-faults-repository.ts";
import { WORKFLOW_FAULTS } from "./doctor-faults-workflow.ts";
import { ACTIONS, APP_ID, requiring, startStage } from "./doctor-stage.ts";
import type { Stage, StageOptions } from "./doctor-stage.ts";
import { sample } from "../../depth.ts";

let stage: Stage;

afterEach(() => stage.close());

async function good(options: StageOptions = {}): Promise<Stage> {
  stage = await startStage(options);
  return stage;
}

function requireBoth(): Promise<void> {
  return stage.send("POST", "/rulesets", requiring({ dakor: APP_ID, "dakor gate": ACTIONS }));
}

function notFine(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ level }) => level !== "ok");
}

test("a good repository is all right, from every side", async () => {
  await good();
  await requireBoth();
  const findings = await stage.look();
  expect(notFine(findings)).toEqual([
    { check: "pushed", level: "skipped", says: "There is no work tree to compare." },
  ]);
});

test("a bot that hears merges for the sake of reverts still misses each file that is not there", async () => {
  await good();
  await stage.bot("name: dakor bot\n", "name: the bot\n");
  const costs = (await stage.look()).filter(({ check }) => check === "job-cost");
  expect(costs.map(({ says }) => says)).toEqual([
    "There is no dakor-clock.yml: nothing tells the bot that a promise fell due.",
    "There is no dakor-watch.yml: the bot doesn't hear pull requests and pushes.",
    "There is no dakor-daily.yml: nobody makes good what was missed.",
  ]);
});

test.each(sample([...REPOSITORY_FAULTS, ...WORKFLOW_FAULTS, ...APP_FAULTS], 6))(
  "finds that $fault, and says what to do",
  async (planted) => {
    await good(planted.options);
    if (planted.isFree !== true) await requireBoth();
    await planted.plant(stage);
    const findings = await stage.look(planted.look);
    const { check, level = "error", fix } = planted;
    expect(findings).toContainEqual({
      check,
      level,
      says: expect.any(String),
      fix: expect.stringMatching(typeof fix === "string" ? literally(fix) : fix),
    });
    // One fault is told once.
    const others = findings.filter((one) => one.level === "error" && one.check !== check);
    expect(others).toEqual([]);
  },
);

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
}
