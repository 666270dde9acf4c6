import { conclusionOf, digestOf, isOwnDigest } from "./check-run.ts";
import type { Check } from "./check-run.ts";
import type { CheckPublisher, Publication } from "./check-publisher.ts";
import { isDryRunNote } from "../../text/gate/gate.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, list, text } from "../client/narrow.ts";
import { writeCheck } from "./write-check.ts";

/** What a required check lets through. */
const OPEN: ReadonlySet<string> = new Set(["success", "neutral", "skipped"]);

/** GitHub runs nothing again after 30 days, or fifty times. */
const WORN_OUT = /over a month ago|cannot be re(?:tried|run)|maximum/i;

/**
 * The checks of a workflow's token, whose commits may have a job of the same name: only that job can say something
 * else, so it runs again. Where there is none, or it can't, the check is published as an App's is. One run, one writer:
 * nothing to remember.
 */
export function createActionsCheckPublisher({
  publishes,
}: {
  readonly publishes: boolean;
}): CheckPublisher {
  return {
    begin: () => 0,
    publish: async (github, place, { sha, words, present }) => {
      const check = present === "none" ? undefined : present;
      if (check !== undefined && !isOwnDigest(check.digest)) {
        // A job that has not ended has not said anything yet.
        const isWrong = check.conclusion !== "" && OPEN.has(check.conclusion) !== isPass(words);
        if (!isWrong || (!isPass(words) && (await isDryRun(github, place, check)))) return false;
        const isStarted = await rerunJob(github, place, check);
        if (isStarted || !publishes) return isStarted;
        await writeCheck(github, place, { sha, words, present: undefined });
        return true;
      }
      const isSo =
        check?.digest === digestOf(words) && check.conclusion === conclusionOf(words.verdict);
      if (isSo || !publishes) return false;
      await writeCheck(github, place, { sha, words, present: check });
      return true;
    },
  };
}

function isPass({ verdict }: Publication["words"]): boolean {
  return verdict === "pass";
}

/** A gate that is only tried out says what it would do, and would say the same again. */
async function isDryRun(
  github: GitHub,
  { owner, repo }: RepoName,
  { id }: Check,
): Promise<boolean> {
  const route = "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations";
  try {
    const { data } = await github.request(route, { owner, repo, check_run_id: id, per_page: 100 });
    return list(data).some((annotation) => isDryRunNote(text(at(annotation, "message"))));
  } catch (thrown) {
    throw failure("read what the job said", thrown);
  }
}

/** For Actions, a check run's id is its job's. False where it is too old to run again. */
async function rerunJob(
  github: GitHub,
  { owner, repo }: RepoName,
  { id }: Check,
): Promise<boolean> {
  try {
    await github.request("POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun", {
      owner,
      repo,
      job_id: id,
    });
    return true;
  } catch (thrown) {
    const failed = failure("rerun-job", thrown);
    if (failed.status === 403 && WORN_OUT.test(failed.message)) return false;
    throw failed;
  }
}
