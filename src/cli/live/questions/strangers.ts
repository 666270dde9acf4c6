import { at, text } from "../../../github/client/narrow.ts";
import { wordsOf } from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";

/** Those under which the gate's own check waits for nobody but strangers. */
const USUAL = ["first_time_contributors", "first_time_contributors_new_to_github"];

export const firstContributor: LiveQuestion = {
  name: "first-contributor",
  asks: "Whose workflows wait for approval, of those who come with a fork?",
  expected: "those of first-time contributors",
  play: async ({ main, slug }) => {
    try {
      const { data } = await main.request(
        "GET /repos/{owner}/{repo}/actions/permissions/fork-pr-contributor-approval",
        slug,
      );
      const policy = text(at(data, "approval_policy"));
      return seen(policy, USUAL.includes(policy));
    } catch (thrown) {
      return unasked(`only an administrator's token may read it: ${wordsOf(thrown)}`);
    }
  },
};

const PERMISSIONS = /GITHUB_TOKEN Permissions\n((?:.*?(?:read|write)\n)+)/;

export const dependabotToken: LiveQuestion = {
  name: "dependabot-token",
  asks: "What may the token of a workflow do that runs for Dependabot?",
  expected: "read only",
  play: async ({ main, slug }) => {
    const { data: pulls } = await main.rest.pulls.list({ ...slug, state: "all", per_page: 100 });
    const pull = pulls.find(({ user }) => user?.login === "dependabot[bot]");
    if (pull === undefined) return unasked("Dependabot has opened no pull request here");
    const head_sha = pull.head.sha;
    const { data } = await main.rest.actions.listWorkflowRunsForRepo({ ...slug, head_sha });
    const run = data.workflow_runs.find(({ event }) => event === "pull_request");
    if (run === undefined) return unasked(`no workflow ran for #${pull.number}`);
    const { data: jobs } = await main.rest.actions.listJobsForWorkflowRun({
      ...slug,
      run_id: run.id,
    });
    const [job] = jobs.jobs;
    if (job === undefined) return unasked(`the run for #${pull.number} has no job`);
    const log = await main.rest.actions.downloadJobLogsForWorkflowRun({ ...slug, job_id: job.id });
    const [, lines = ""] = PERMISSIONS.exec(plain(String(log.data))) ?? [];
    if (lines === "") return unasked("the job's log doesn't say it any more");
    const granted = lines.trim().split("\n").join(", ");
    return seen(granted, !/write/.test(granted));
  },
};

/** Without the time before each line and the marks of its groups. */
function plain(log: string): string {
  return log.replaceAll(/^\S+Z (?:##\[\w+\])?/gm, "").replaceAll("\r", "");
}
