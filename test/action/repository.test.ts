import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldOf, startWorld } from "./gate-world.ts";
import type { World } from "./gate-world.ts";
import { runAction } from "./run-action.ts";
import type { Ran } from "./run-action.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.github.close());

function run(event: string, payload: unknown): Promise<Ran> {
  return runAction({ url: world.github.url, token: world.token, event, payload });
}

async function verdictOf(number: number): Promise<readonly [number | null, string | undefined]> {
  const { code, outputs } = await run("pull_request_target", { pull_request: { number } });
  return [code, outputs["reason-code"]];
}

/** One repository's way, in its order: nothing, a configuration, a wrong one, its repair, an incident, a queue. */
test("a repository from its first day on", async () => {
  const path = ".github/dakor.yml";
  const first = await world.pull({ head: "first", files: { "src/a.ts": "1" } });
  expect(await verdictOf(first)).toEqual([0, "not_configured"]);

  const { configure } = world;
  await configure("timezone: UTC\n");
  expect(await verdictOf(first)).toEqual([0, "no_unreported_incident"]);

  await configure("timezone: Mars\n");
  expect(await verdictOf(first)).toEqual([1, "config_invalid"]);
  const files = { [path]: "timezone: UTC\n" };
  const repair = await world.pull({ head: "repair", files });
  expect(await verdictOf(repair)).toEqual([0, "paths_clear"]);
  const more = await world.pull({ head: "repair-more", files: { ...files, "src/b.ts": "1" } });
  expect(await verdictOf(more)).toEqual([1, "config_invalid"]);
  await world.lea.merge(repair);
  expect(await verdictOf(first)).toEqual([0, "no_unreported_incident"]);

  const incident = await world.incident("Cards are refused", "src/checkout/**");
  const held = await world.pull({ head: "held", files: { "src/checkout/a.ts": "1" } });
  const queued = await queueUp(held, "held");
  const group = await run("merge_group", queued);
  expect([group.code, group.outputs["reason-code"], group.outputs["incidents"]]).toEqual([
    1,
    "report_missing",
    String(incident),
  ]);
  const clear = await run("merge_group", await queueUp(first, "first"));
  expect([clear.code, clear.outputs["reason-code"]]).toEqual([0, "paths_clear"]);

  // A head that came in the command's own second was perhaps not seen by whoever gave it.
  await sleep(1100);
  await world.lea.comment(
    incident,
    `/override ${await world.named(held)} because it is the way out`,
  );
  const letThrough = await run("merge_group", queued);
  expect([letThrough.code, letThrough.outputs["reason-code"]]).toEqual([0, "overridden"]);
  const nameless = { merge_group: { ...queued.merge_group, head_ref: "refs/heads/strange" } };
  const unnamed = await run("merge_group", nameless);
  expect([unnamed.code, unnamed.outputs["reason-code"]]).toEqual([1, "report_missing"]);
});

type GroupEvent = {
  readonly merge_group: {
    readonly base_sha: string;
    readonly head_sha: string;
    readonly head_ref: string;
  };
};

/** As the merge queue does: a branch with the default branch's tip and the pull request's files on it. */
async function queueUp(number: number, branch: string): Promise<GroupEvent> {
  const base = await shaOf("main");
  const head_ref = `gh-readonly-queue/main/pr-${number}-${base}`;
  await world.lea.branch(head_ref);
  for (const path of await world.lea.changedPaths(number)) {
    const text = await world.lea.readFile(path, branch);
    await world.lea.writeFile({ path, text, message: `Merge #${number}`, branch: head_ref });
  }
  const head_sha = await shaOf(head_ref);
  return { merge_group: { base_sha: base, head_sha, head_ref: `refs/heads/${head_ref}` } };
}

async function shaOf(branch: string): Promise<string> {
  const ref = await world.rest("lea", { method: "GET", path: `/git/ref/heads/${branch}` });
  return String(fieldOf(fieldOf(ref, "object"), "sha"));
}
