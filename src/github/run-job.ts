import type { RepoJob } from "../core/plan/jobs-of-event.ts";
import { recheckAsked, recheckGroup, recheckOne } from "./check/recheck-one.ts";
import type { RecheckOptions } from "./check/recheck-work.ts";
import { recheckAll } from "./check/recheck.ts";
import type { GitHub, RepoName } from "./client/github.ts";
import type { MergeGroup } from "./gate/judge-group.ts";
import type { RunOptions } from "./run-issue.ts";
import { runIssue } from "./run-issue.ts";
import { runNotify } from "./run-notify.ts";
import { runPage } from "./run-page.ts";
import { runPull } from "./run-pull.ts";
import { runPush } from "./run-push.ts";
import type { RunResult } from "./run-result.ts";

export type Workplace = {
  readonly github: GitHub;
  readonly place: RepoName;
  readonly options: RunOptions & RecheckOptions;
};

/** Does one job in a repository. */
export function runJob({ github, place, options }: Workplace, job: RepoJob): Promise<RunResult> {
  switch (job.kind) {
    case "issue":
      return runIssue(github, { ...place, number: job.number }, options);
    case "pull":
      return runPull(github, { ...place, number: job.number }, options);
    case "notify":
      return runNotify(github, { ...place, number: job.number }, options);
    case "page":
      return runPage(github, { ...place, number: job.number }, options);
    case "check":
      return recheckOne(github, { ...place, number: job.number }, options);
    case "gate":
      return recheckAll(github, place, options);
    case "head":
      return recheckAsked(github, { ...place, sha: job.sha }, options);
    case "group":
      return recheckGroup(github, groupOf(place, job), options);
    case "push":
      return runPush(github, { ...place, base: job.base, sha: job.sha }, options);
  }
}

/** The queue's branch is named after its pull request; nothing else of the name matters. */
function groupOf(
  place: RepoName,
  { number, base, sha }: Extract<RepoJob, { readonly kind: "group" }>,
): MergeGroup {
  const headRef = number === undefined ? "" : `gh-readonly-queue/base/pr-${number}-${base}`;
  return { ...place, baseSha: base, headSha: sha, headRef };
}
