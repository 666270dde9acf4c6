import { CHECK_NAME } from "../../../github/check/check-run.ts";
import { text } from "../../../github/client/narrow.ts";
import { isBot, ownJobs } from "../workflow/parse-workflow.ts";
import type { OwnJob } from "../workflow/parse-workflow.ts";
import type { Facts } from "../facts.ts";
import { fine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import type { RequiredCheck } from "../../../github/read/read-rules.ts";

/** The App that sets the checks of all workflows, on github.com. */
const ACTIONS = 15_368;
const PAGE = "docs/how-to/block-merges.md";

/** Whether the gate's check is required, and whether only the gate can give it. */
export function checkRequired(facts: Facts): readonly Verdict[] {
  const { rules, remote, app } = facts;
  if (!rules.ok) return [skipped(rules.error.why)];
  const branch = (remote.ok && remote.value.branch) || "the default branch";
  const jobs = ownJobs(facts);
  const hasBot = jobs.some(isBot);
  // The bot publishes the App's check where no job of that name does.
  const jobNames = [
    ...jobs.filter((job) => !isBot(job)).map(({ name }) => name),
    ...(hasBot ? [CHECK_NAME] : []),
  ];
  const names = [CHECK_NAME, ...jobNames];
  const ours = rules.value.required.filter(({ context }) => names.includes(context));
  if (ours.length === 0) return [notRequired(facts, branch)];
  const strays = rules.value.required.filter(
    ({ context }) => /\bdakor\b/i.test(context) && !names.includes(context),
  );
  const appId = app.ok ? app.value.id : undefined;
  const url = remote.ok ? remote.value.url : `https://github.com/${facts.slug ?? ""}`;
  return [
    ...ours.map((required) => sourceVerdict(required, { branch, appId, jobNames, url })),
    ...strays.map(({ context }) =>
      warning(
        `${branch} also requires ${context}, which no job with the Action gives: unless something else does, nothing can merge.`,
        `Take ${context} out of the ruleset on ${url}/settings/rules.`,
      ),
    ),
  ];
}

function notRequired(facts: Facts, branch: string): Verdict {
  const required = facts.rules.ok ? facts.rules.value.required : [];
  const [job] = ownJobs(facts).filter(({ mode }) => mode === "gate");
  const near = required.find(({ context }) => /dakor/i.test(context));
  if (job !== undefined && near !== undefined) {
    return wrong(
      `${branch} requires the check ${near.context}, but the gate's job is called ${job.name}: no merge is possible.`,
      `Require ${job.name} instead, or write name: ${near.context} in ${job.path}.`,
    );
  }
  if (near !== undefined) {
    return wrong(
      `${branch} requires the check ${near.context}, which nothing sets: the App's is called ${CHECK_NAME}.`,
      `Require ${CHECK_NAME} instead, with the App as its source: ${PAGE}`,
    );
  }
  return warning(
    `${branch} doesn't require the gate's check (${job?.name ?? CHECK_NAME}): it warns, and holds nothing.`,
    job === undefined
      ? `Require ${CHECK_NAME} in a ruleset, with the App as its source: ${PAGE}`
      : `Require ${job.name} in a ruleset, with GitHub Actions (${ACTIONS}) as its source: ${pageFor(job)}`,
  );
}

/** Where the job's Action comes from, there are its pages. */
function pageFor({ step }: OwnJob): string {
  const [, repository, ref] =
    /^([\w.-]+\/[\w.-]+)(?:\/[^@]*)?@([\w.-]+)$/.exec(text(step["uses"])) ?? [];
  return ref === undefined ? PAGE : `https://github.com/${repository}/blob/${ref}/${PAGE}`;
}

type Around = {
  readonly branch: string;
  readonly appId: number | undefined;
  readonly jobNames: readonly string[];
  readonly url: string;
};

function sourceVerdict(required: RequiredCheck, around: Around): Verdict {
  const { context, source } = required;
  const { branch, appId, jobNames, url } = around;
  const isJob = jobNames.includes(context);
  const where = `${url}/settings/rules`;
  if (source === undefined) {
    return warning(
      `${branch} requires ${context} from anybody: whoever may write commit statuses can forge it.`,
      `Set its expected source on ${where} (integration_id) to ${isJob ? `GitHub Actions, ${ACTIONS}` : `the App${appId === undefined ? "" : `, ${appId}`}`}.`,
    );
  }
  if (source === appId)
    return fine(`${branch} requires ${context} from the App: nobody else can give it.`);
  if (source === ACTIONS) {
    return isJob
      ? fine(
          `${branch} requires ${context} from GitHub Actions; any workflow's job of that name counts.`,
        )
      : wrong(
          `${branch} requires ${context} from GitHub Actions, but no job of that name runs the Action: it never comes.`,
          `Set its source to the App on ${where}, or call the gate's job ${context}.`,
        );
  }
  if (isJob && new URL(url).host !== "github.com") {
    return skipped(
      `${branch} requires ${context} from the App ${source}. Is that GitHub Actions there? gh api apps/github-actions --jq .id`,
    );
  }
  if (isJob && appId === undefined && context === CHECK_NAME) return unknown(required, branch);
  if (isJob) {
    return wrong(
      `${branch} requires ${context} from the App ${source}, but a workflow gives it: it never counts.`,
      `Set its source to GitHub Actions (${ACTIONS}) on ${where}.`,
    );
  }
  return appId === undefined
    ? unknown(required, branch)
    : wrong(
        `${branch} requires ${context} from the App ${source}, but yours is ${appId}: it never comes.`,
        `Set its source to ${appId} on ${where}.`,
      );
}

function unknown({ context, source }: RequiredCheck, branch: string): Verdict {
  return skipped(
    `${branch} requires ${context} from the App ${source}. With APP_ID and PRIVATE_KEY set, doctor can tell whether that is yours.`,
  );
}
