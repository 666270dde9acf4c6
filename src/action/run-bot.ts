import { setFailed, warning } from "@actions/core";
import type { GitHub } from "../github/client/github.ts";
import { paced } from "../github/client/paced.ts";
import { inline } from "../text/markdown/escape.ts";
import { permissionAdvice } from "../text/workflow-permission.ts";
import { connect } from "./asked.ts";
import type { Job } from "./asked.ts";
import { follow, nameOf } from "./follow.ts";
import type { Trail } from "./follow.ts";
import { jobsOfWorkflow } from "./jobs-of-workflow.ts";
import type { WorkflowJob } from "./jobs-of-workflow.ts";
import { escapeWorkflowCommand } from "./escape-workflow-command.ts";
import { log, summarize } from "./log.ts";
import { reportMisuse } from "./report-decision.ts";
import { createTokenBudget } from "./token-budget.ts";
import { workflowRuns } from "./workflow-runs.ts";

/** A token of a workflow has a thousand requests an hour for its repository. */
const MOST_REQUESTS = 200;
/** What an hour's budget keeps, so that the gate's own jobs can go on: an incident comes before other pull requests. */
const KEPT: Readonly<Record<WorkflowJob["kind"], number>> = {
  issue: 0.05,
  pull: 0.1,
  page: 0.1,
  push: 0.1,
  others: 0.1,
  gate: 0.2,
  daily: 0.2,
};
/** Milliseconds; before the job's own time-out ends it in the middle of something. */
const LONGEST_RUN = 4 * 60 * 1000;

/** Looks after incidents. False where a person must change something; whatever else is left, a later run does. */
export async function runBot(job: Job): Promise<boolean> {
  const { inputs, place, event, payload } = job;
  let first: readonly WorkflowJob[];
  try {
    first = jobsOfWorkflow(event, payload, inputs);
  } catch (thrown) {
    return reportMisuse(thrown);
  }
  const begun = performance.now();
  const budget = createTokenBudget();
  const { github, count } = counting(connect(inputs, budget.hear));
  let keep = 0;
  const guarded = budget.guard(github, () => keep);
  const onlyRenews = inputs.mode === "renew";
  const run = workflowRuns(paced(guarded), { place, app: inputs.app, onlyRenews, log });
  const trail = await follow(
    first,
    async (target) => {
      keep = KEPT[target.kind];
      const found = await run(target);
      log(`Looked at ${nameOf(target)}: ${found.wrote ? "brought up to date" : "nothing to do"}.`);
      return found;
    },
    {
      hasRoom: () => count() < MOST_REQUESTS && performance.now() - begun < LONGEST_RUN,
      now: () => Date.now(),
    },
  );
  const { isKept, says } = budget.tell();
  log([`${trail.looks} looks, ${count()} requests.`, ...says].join(" "));
  const why = isKept ? "What is left is kept for the gate" : "GitHub wants no more requests";
  return tellTrail(trail, { why, says });
}

async function tellTrail(
  { refused, left, limitedUntil }: Trail,
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
