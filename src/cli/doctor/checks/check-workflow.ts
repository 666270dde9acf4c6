import { at } from "../../../github/client/narrow.ts";
import { SWITCHED } from "../../../github/installation/workflow-switches.ts";
import { NO_FILES } from "./check-files.ts";
import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import { orFine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { JOB_RULES } from "../workflow/job-rules.ts";
import type { JobRule } from "../workflow/job-rules.ts";
import { isPinned, ownJobs, parseWorkflow } from "../workflow/parse-workflow.ts";
import type { OwnJob } from "../workflow/parse-workflow.ts";

export function checkWorkflowYaml(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  const broken = files.workflows.flatMap((file) => {
    const jobs = parseWorkflow(file);
    return jobs.ok
      ? []
      : [wrong(`${jobs.error}.`, "Correct that line: GitHub doesn't run the file.")];
  });
  const count = ownJobs(facts).length;
  const says = count === 0 ? "No workflow runs the Action." : `${count} jobs run the Action.`;
  return orFine(broken, count === 1 ? "One job runs the Action." : says);
}

/** One rule over all jobs that it is about. */
export function checkJobs(rule: keyof typeof JOB_RULES, facts: Facts): readonly Verdict[] {
  const { modes, look, fine: says }: JobRule = JOB_RULES[rule];
  if (filesOf(facts) === undefined) return [skipped(NO_FILES)];
  const jobs = ownJobs(facts).filter(({ mode }) => modes === "all" || modes.includes(mode));
  if (jobs.length === 0) return [skipped("No workflow runs the Action in that mode.")];
  return orFine(
    jobs.flatMap((job) => look(job, facts)),
    says,
  );
}

const SWITCHED_BY_THE_BOT: readonly string[] = [SWITCHED.pulls, SWITCHED.clock];

/** A workflow that is off hears nothing, whatever its triggers are; two are off while nothing is unreported. */
export function checkStates(facts: Facts): readonly Verdict[] {
  const { states } = facts;
  const jobs = ownJobs(facts);
  if (jobs.length === 0) return [skipped("No workflow runs the Action.")];
  if (!states.ok) return [skipped(states.error.why)];
  const files = [...new Set(jobs.map(({ path }) => path.replace(/^.*\//, "")))];
  const off = files.flatMap((file) => {
    const state = states.value.get(file) ?? "active";
    return state === "active" || SWITCHED_BY_THE_BOT.includes(file) ? [] : [{ file, state }];
  });
  return orFine(
    off.map(({ file, state }) =>
      wrong(
        state === "disabled_inactivity"
          ? `GitHub switched ${file} off, because the repository had no commit for 60 days: nothing starts it.`
          : `${file} is switched off: nothing starts it.`,
        `gh workflow enable ${file}`,
      ),
    ),
    "Every workflow is on that should be.",
  );
}

export function checkActions(facts: Facts): readonly Verdict[] {
  const { actions, remote, slug } = facts;
  const jobs = ownJobs(facts);
  if (jobs.length === 0) return [skipped("No workflow runs the Action.")];
  if (!actions.ok) return [skipped(actions.error.why)];
  const { isEnabled, allowed, needsPins, opensPulls } = actions.value;
  const where = `${remote.ok ? remote.value.url : slug}/settings/actions`;
  if (!isEnabled) {
    return [
      wrong(
        "GitHub Actions is off: no workflow runs.",
        `gh api --method PUT repos/${slug}/actions/permissions -F enabled=true -f allowed_actions=all`,
      ),
    ];
  }
  const foreign = jobs.flatMap(({ uses }) => uses).filter((one) => !one.startsWith("."));
  return orFine(
    [
      ...(allowed === "local_only" && foreign.length > 0
        ? [
            wrong(
              `Only Actions of the owner may run, and the jobs use ${foreign[0]}.`,
              `Allow it on ${where}`,
            ),
          ]
        : []),
      ...(allowed === "selected"
        ? [
            warning(
              "Only selected Actions may run.",
              `Have ${[...new Set(foreign)].join(", ")} on the list on ${where}`,
            ),
          ]
        : []),
      ...(needsPins && foreign.some((one) => !isPinned(one))
        ? [
            wrong(
              "Actions must be pinned here, and some are not: their jobs don't start.",
              "Replace what follows @ by the full SHA of a commit.",
            ),
          ]
        : []),
      ...(!opensPulls && jobs.some(opensPullsItself)
        ? [
            wrong(
              "Workflows may not open pull requests here, so the bot can't open a report.",
              `gh api --method PUT repos/${slug}/actions/permissions/workflow -F can_approve_pull_request_reviews=true`,
            ),
          ]
        : []),
    ],
    "GitHub Actions is on, and the Action may run.",
  );
}

/** With the job's own token; an App's may always. */
function opensPullsItself({ mode, step }: OwnJob): boolean {
  return mode === "bot" && at(step, "with", "token") === undefined;
}

/** Whether the Action that the workflows name is there: a job with a tag that nobody made can't start. */
export function checkAction({ unknownActions }: Pick<Facts, "unknownActions">): readonly Verdict[] {
  if (!unknownActions.ok) return [skipped(unknownActions.error.why)];
  return orFine(
    unknownActions.value.map((uses) =>
      wrong(
        `The workflows use ${uses}, and there is no such tag, branch or commit: their jobs can't start.`,
        `dakor init writes a commit that is there; or by hand: uses: ${uses.replace(/@.*/, "")}@<SHA>`,
      ),
    ),
    "Nothing says that the workflows' Action is missing.",
  );
}
