import { jobsOfEvent } from "../core/plan/jobs-of-event.ts";
import type { EventJob, HeardEvent, RepoJob } from "../core/plan/jobs-of-event.ts";
import { at, text } from "../github/client/narrow.ts";
import { narrowEvent } from "../github/event/narrow-event.ts";
import { usageError } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";

/** A job that an event's own subject makes. */
type SubjectJob = Extract<RepoJob, { readonly kind: "issue" | "pull" | "page" | "push" }>;

/** What one run of the workflow's bot is about. */
export type WorkflowJob =
  | SubjectJob
  /** Unreported incidents that wait for something, or `all` of them. */
  | { readonly kind: "others"; readonly all: boolean }
  /** Whether each open pull request may merge; `isWhole`, even if nothing has changed. */
  | { readonly kind: "gate"; readonly isWhole: boolean }
  /** The daily run itself: that it goes on. */
  | { readonly kind: "daily" };

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

/** What is elsewhere is not for this repository's token, and the gate is judged in any case. */
export function isSubjectJob(job: EventJob): job is SubjectJob {
  return ["issue", "pull", "page", "push"].includes(job.kind) && !("repository" in job);
}
