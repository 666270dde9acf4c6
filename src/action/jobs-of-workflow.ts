import { jobsOfEvent } from "../core/plan/jobs-of-event.ts";
import type { HeardEvent } from "../core/plan/jobs-of-event.ts";
import { at, text } from "../github/client/narrow.ts";
import { narrowEvent } from "../github/event/narrow-event.ts";
import { usageError } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";
import { isSubjectJob } from "./workflow-job.ts";
import type { WorkflowJob } from "./workflow-job.ts";

/** The events that the bot hears, and what their payloads name. */
const HEARD: ReadonlyMap<string, "issue" | "pull request" | "nothing"> = new Map([
  ["issues", "issue"],
  ["issue_comment", "issue"],
  ["pull_request", "pull request"],
  ["pull_request_target", "pull request"],
  ["push", "nothing"],
  ["schedule", "nothing"],
  ["workflow_dispatch", "nothing"],
]);

/** What a run looks at beside what its event is about. */
const OTHERS: readonly WorkflowJob[] = [
  { kind: "others", all: false },
  { kind: "gate", isWhole: false },
];
const CLOCK: readonly WorkflowJob[] = [
  { kind: "others", all: true },
  { kind: "gate", isWhole: false },
];
const EVERYTHING: readonly WorkflowJob[] = [
  { kind: "others", all: true },
  { kind: "gate", isWhole: true },
];
/** A schedule that names its hour is the slow one: it makes good what all others missed. */
const DAILY = /^\S+ \d/;

/** Where to look first. The event says no more than this: everything is read again. */
export function jobsOfWorkflow(
  name: string,
  payload: unknown,
  { mode, issue }: Pick<Inputs, "mode" | "issue">,
): readonly WorkflowJob[] {
  if (mode === "renew") return [{ kind: "gate", isWhole: true }];
  const subject = HEARD.get(name);
  if (subject === undefined) {
    throw usageError(
      `The bot looks after ${[...HEARD.keys()].join(", ")}, but this workflow ran on ${name === "" ? "no event" : `"${name}"`}. The workflows that "dakor init" writes run on what it hears.`,
    );
  }
  if (name === "schedule") {
    return DAILY.test(text(at(payload, "schedule"))) ? [...EVERYTHING, { kind: "daily" }] : CLOCK;
  }
  if (name === "workflow_dispatch") {
    return issue === undefined ? EVERYTHING : [{ kind: "issue", number: issue }, ...OTHERS];
  }
  const event = narrowEvent(name, payload);
  if (subject !== "nothing" && subjectOf(event) === undefined) {
    throw usageError(`The ${name} event names no ${subject}.`);
  }
  const jobs = event === undefined ? [] : jobsOfEvent(event);
  return [...jobs.filter(isSubjectJob), ...OTHERS];
}

function subjectOf(event: HeardEvent | undefined): number | undefined {
  return event?.issue ?? event?.page ?? event?.pull;
}
