import type { Json } from "../model.ts";
import { suiteOf } from "../act/check-suite.ts";
import { listOf, numberOf, recordOf, textOf } from "../narrow.ts";
import type { World } from "../world.ts";
import { readAnswer } from "./git-routes.ts";

const known = new WeakMap<World, Map<string, Promise<readonly Json[]>>>();

/** A commit's check runs, the oldest first, without those that went with their suite. */
export async function runsOf(world: World, sha: string): Promise<readonly Json[]> {
  const runs = await keptRuns(world, sha);
  return runs.filter((run) => suiteOf(world, numberOf(run["id"])) !== undefined);
}

/** As emulate keeps them; asked for once until one of them is written. */
function keptRuns(world: World, sha: string): Promise<readonly Json[]> {
  const bySha = known.get(world) ?? new Map<string, Promise<readonly Json[]>>();
  known.set(world, bySha);
  const runs = bySha.get(sha) ?? readRuns(world, sha);
  bySha.set(sha, runs);
  return runs;
}

export function forgetRuns(world: World, run: Json): void {
  known.get(world)?.delete(textOf(run["head_sha"]));
}

async function readRuns(world: World, sha: string): Promise<readonly Json[]> {
  const answer = await readAnswer(world, `/commits/${sha}/check-runs?filter=all`);
  return listOf(answer["check_runs"])
    .map(recordOf)
    .toSorted((one, other) => numberOf(one["id"]) - numberOf(other["id"]));
}
