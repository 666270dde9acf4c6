import { setFailed, warning } from "@actions/core";
import type { GitHub } from "../github/client/github.ts";
import { paced } from "../github/client/paced.ts";
import { openTargets } from "../notify/open-targets.ts";
import { inline } from "../text/markdown/escape.ts";
import { permissionAdvice } from "../text/workflow-permission.ts";
import { connectBot } from "./connect-bot.ts";
import type { ActionContext } from "./context.ts";
import { jobsOfWorkflow } from "./jobs-of-workflow.ts";
import { escapeWorkflowCommand } from "./escape-workflow-command.ts";
import { log, summarize } from "./log.ts";
import { reportMisuse } from "./report-decision.ts";
import { runUntilDone } from "./run-until-done.ts";
import type { RunSummary } from "./run-until-done.ts";
import { createTokenBudget } from "./token-budget.ts";
import { JOB_RULES, nameOf } from "./workflow-job.ts";
import type { WorkflowJob } from "./workflow-job.ts";
import { workflowRuns } from "./workflow-runs.ts";

/** A token of a workflow has a thousand requests an hour for its repository. */
const MOST_REQUESTS = 200;
/** Milliseconds; before the job's own time-out ends it in the middle of something. */
const LONGEST_RUN = 4 * 60 * 1000;

/** Looks after incidents. False where a person must change something; whatever else is left, a later run does. */
export async function runBot(context: ActionContext): Promise<boolean> {
  const { inputs, place, event, payload } = context;
  let first: readonly WorkflowJob[];
  try {
    first = jobsOfWorkflow(event, payload, inputs);
  } catch (thrown) {
    return reportMisuse(thrown);
  }
  const begun = performance.now();
  const budget = createTokenBudget();
  const { github, count } = counting(connectBot(context, budget.hear));
  let keep = 0;
  const guarded = budget.guard(github, () => keep);
  const onlyRenews = inputs.mode === "renew";
  const run = workflowRuns(paced(guarded), {
    place,
    app: inputs.app,
    onlyRenews,
    notify: { connect: openTargets(process.env) },
    log,
  });
  const done = await runUntilDone(
    first,
    async (job) => {
      keep = JOB_RULES[job.kind].kept;
      const result = await run(job);
      log(`Looked at ${nameOf(job)}: ${result.wrote ? "brought up to date" : "nothing to do"}.`);
      return result;
    },
    {
      hasRoom: () => count() < MOST_REQUESTS && performance.now() - begun < LONGEST_RUN,
      now: () => Date.now(),
    },
  );
  const { isKept, says } = budget.tell();
  log([`${done.runs} looks, ${count()} requests.`, ...says].join(" "));
  const why = isKept ? "What is left is kept for the gate" : "GitHub wants no more requests";
  return reportSummary(done, { why, says });
}

async function reportSummary(
  { refused, left, limitedUntil }: RunSummary,
  { why, says }: { readonly why: string; readonly says: readonly string[] },
): Promise<boolean> {
  const later = [
    ...(limitedUntil === undefined
      ? []
      : [`${why} until ${new Date(limitedUntil).toISOString()}.`]),
    ...(left.length === 0 ? [] : [`Left for a later run: ${left.join(", ")}.`]),
    ...(limitedUntil === undefined ? [] : says),
  ];
  if (later.length > 0) warning(escapeWorkflowCommand(later.join(" ")));
  const [worst] = refused;
  const wrong = [...new Set(refused.flatMap(adviceOn))];
  if (worst !== undefined) setFailed(escapeWorkflowCommand(wrong.join(" ")));
  await summarize([...wrong, ...later].map((line) => `- ${inline(line)}`).join("\n"));
  return worst === undefined;
}

function adviceOn({ message }: Error): readonly string[] {
  const advice = permissionAdvice(message);
  return advice.length > 0
    ? [...advice, `GitHub said: ${message}`]
    : [`GitHub refused: ${message}`];
}

function counting(github: GitHub): { readonly github: GitHub; readonly count: () => number } {
  let sent = 0;
  return {
    count: () => sent,
    github: {
      graphql: (query, variables) => {
        sent += 1;
        return github.graphql(query, variables);
      },
      request: (route, parameters) => {
        sent += 1;
        return github.request(route, parameters);
      },
    },
  };
}
