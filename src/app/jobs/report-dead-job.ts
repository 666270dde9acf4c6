import type { OnDead } from "../../queue/queue.ts";
import { parseKey } from "./key.ts";
import type { GitHubRuns } from "./github-runs.ts";

/** Says on the incident's board that its key was given up. */
export function reportDeadJob({
  runs,
}: {
  readonly runs: Pick<GitHubRuns, "reportProblem">;
}): OnDead {
  return async ({ key, error }) => {
    const target = parseKey(key);
    if (target?.kind !== "issue") return;
    const { installation, repository, number } = target;
    const problem = { kind: "given-up", reason: error } as const;
    await runs.reportProblem({ installation, repository, number }, problem);
  };
}
