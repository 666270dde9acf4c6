import { conclusionOf, digestOf, isOwnDigest, writeCheck } from "./check-run.ts";
import type { Check, Place } from "./check-run.ts";
import type { CheckBook, Publication } from "./check-run-book.ts";
import { failure } from "./failure.ts";
import type { GitHub } from "./github.ts";

/** What a required check lets through. */
const OPEN: ReadonlySet<string> = new Set(["success", "neutral", "skipped"]);

/**
 * The checks of a workflow's token, whose commits may have a job of the same name: only that job can say something
 * else, so it runs again. Where there is none, the check is published as an App's is. One run, one writer: nothing
 * to remember.
 */
export function createJobBook({ publishes }: { readonly publishes: boolean }): CheckBook {
  return {
    begin: () => 0,
    publish: async (github, place, { sha, words, present }) => {
      const check = present === "none" ? undefined : present;
      if (check !== undefined && !isOwnDigest(check.digest)) {
        // A job that has not ended has not said anything yet.
        const isWrong = check.conclusion !== "" && OPEN.has(check.conclusion) !== isPass(words);
        if (isWrong) await rerunJob(github, place, check);
        return isWrong;
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

/** For Actions, a check run's id is its job's. */
async function rerunJob(github: GitHub, { owner, repo }: Place, { id }: Check): Promise<void> {
  try {
    await github.request("POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun", {
      owner,
      repo,
      job_id: id,
    });
  } catch (thrown) {
    throw failure("rerun-job", thrown);
  }
}
