import { afterEach, beforeEach, expect, test } from "vitest";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { dryRunNote } from "../../src/text/gate/gate.ts";
import { startBotStage } from "./bot-stage.ts";
import type { BotStage } from "./bot-stage.ts";
import { fieldOf } from "./gate-world.ts";
import { isDeep } from "../depth.ts";

const TOO_OLD = "Unable to retry this workflow run because it was created over a month ago";

let stage: BotStage;
let refusal: string | undefined;
let head = "";

/** A pull request whose job let it through, and then an incident that holds it. */
beforeEach(async () => {
  refusal = undefined;
  stage = await startBotStage(
    { roles: { lea: "maintain", john: "write" } },
    {
      now: () => Date.parse("2026-02-15T10:00:00Z"),
      fault: ({ path }) =>
        refusal !== undefined && path.endsWith("/rerun")
          ? { kind: "before", status: 403, body: { message: refusal } }
          : undefined,
    },
  );
  const pull = { number: 10, files: ["src/checkout/a.ts"] };
  await stage.people.act({ at: "", by: "john", pull });
  const pulls = listOf(await stage.people.get("/pulls?state=open"));
  head = textOf(recordOf(recordOf(pulls[0])["head"])["sha"]);
  await stage.people.open({ title: "No cards", author: "lea", labels: ["incident"], at: "" });
  await stage.people.act({ at: "", by: "lea", comment: "/paths src/checkout/**" });
});

afterEach(() => stage.github.close());

function addJob(...warnings: readonly string[]): Promise<number> {
  return stage.github.addJob({ sha: head, name: "dakor", conclusion: "success", warnings });
}

/** Of the newest of each name. */
async function conclusions(): Promise<readonly string[]> {
  const answer = await stage.people.get(`/commits/${head}/check-runs`);
  return listOf(fieldOf(answer, "check_runs")).map((run) => textOf(recordOf(run)["conclusion"]));
}

test("a job that says something else runs again, whatever else it warned of", async () => {
  const job = await addJob("Node 20 is old");
  expect((await stage.run("schedule")).code).toBe(0);
  expect(stage.github.rerunJobs()).toEqual([job]);
});

test.runIf(isDeep)(
  "a gate that is only tried out isn't run again for what it would say",
  async () => {
    await addJob("Node 20 is old", dryRunNote("hold"));
    expect((await stage.run("schedule")).code).toBe(0);
    expect(stage.github.rerunJobs()).toEqual([]);
    expect(await conclusions()).toEqual(["success"]);
  },
);

test.runIf(isDeep)(
  "where a job is too old to run again, the check is published beside it, once",
  async () => {
    await addJob();
    refusal = TOO_OLD;
    expect((await stage.run("schedule")).code).toBe(0);
    expect(await conclusions()).toEqual(["failure"]);
    stage.exchanges();
    expect((await stage.run("schedule")).code).toBe(0);
    expect(
      stage.exchanges().filter(({ method, path }) => method !== "GET" && path !== "/graphql"),
    ).toEqual([]);
  },
);

test("a token that may not run jobs again is another matter: the line to add is said", async () => {
  await addJob();
  refusal = "Resource not accessible by integration";
  const { code, log } = await stage.run("schedule");
  expect([code, log]).toEqual([1, expect.stringContaining('add the line "actions: write"')]);
});
