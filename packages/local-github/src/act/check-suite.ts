import type { CheckSuite } from "../model.ts";
import type { World } from "../world.ts";

/** The App's, which GitHub makes for each commit that is pushed: one for all its runs there. */
export function appSuite(world: World, sha: string): CheckSuite {
  return suitesOn(world, sha, "app")[0] ?? addSuite(world, sha, "app");
}

/** Each run of a workflow has its own. */
export function newActionsSuite(world: World, sha: string): CheckSuite {
  return addSuite(world, sha, "actions");
}

/** What a job publishes with its token isn't in its own run's, but in the oldest that Actions has on that commit. */
export function oldestActionsSuite(world: World, sha: string): CheckSuite {
  return suitesOn(world, sha, "actions")[0] ?? addSuite(world, sha, "actions");
}

export function suiteOf(world: World, run: number): CheckSuite | undefined {
  return world.suites.get(world.suiteOfRun.get(run) ?? 0);
}

/** A run of Actions is deleted, or has outlived its retention: all that is in its suite goes. */
export function deleteSuite(world: World, { id }: CheckSuite): void {
  world.suites.delete(id);
}

/** Oldest first. */
export function suitesOn(
  { suites }: World,
  sha: string,
  owner?: CheckSuite["owner"],
): readonly CheckSuite[] {
  return [...suites.values()].filter(
    (suite) => suite.sha === sha && (owner === undefined || suite.owner === owner),
  );
}

function addSuite(world: World, sha: string, owner: CheckSuite["owner"]): CheckSuite {
  const suite = { id: world.nextId(), sha, owner, createdAt: world.now() };
  world.suites.set(suite.id, suite);
  return suite;
}
