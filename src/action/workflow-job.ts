import type { EventJob, RepoJob } from "../core/plan/jobs-of-event.ts";

/** A job that an event's own subject makes. */
type SubjectJob = Exclude<RepoJob, { readonly kind: "check" | "gate" | "head" | "group" }>;

/** What one run of the workflow's bot is about. */
export type WorkflowJob =
  | SubjectJob
  /** Unreported incidents that wait for something, or `all` of them. */
  | { readonly kind: "others"; readonly all: boolean }
  /** Whether each open pull request may merge; `isWhole`, even if nothing has changed. */
  | { readonly kind: "gate"; readonly isWhole: boolean }
  /** The daily run itself: that it goes on. */
  | { readonly kind: "daily" };

type JobRule = {
  /** What others depend on comes first: the gate is judged when all else is done. */
  readonly turn: number;
  /**
   * The share of an hour's budget that is kept from this job, so that the gate's own jobs can go on: an incident comes
   * before other pull requests.
   */
  readonly kept: number;
};

export const JOB_RULES: Readonly<Record<WorkflowJob["kind"], JobRule>> = {
  issue: { turn: 0, kept: 0.05 },
  pull: { turn: 0, kept: 0.1 },
  page: { turn: 0, kept: 0.1 },
  push: { turn: 0, kept: 0.1 },
  notify: { turn: 1, kept: 0.05 },
  others: { turn: 2, kept: 0.1 },
  gate: { turn: 3, kept: 0.2 },
  daily: { turn: 4, kept: 0.2 },
};

/** What is elsewhere is not for this repository's token, and the gate is judged in any case. */
export function isSubjectJob(job: EventJob): job is SubjectJob {
  return ["issue", "pull", "page", "notify", "push"].includes(job.kind) && !("repository" in job);
}

/** For the log, and to tell jobs apart. */
export function nameOf(job: WorkflowJob): string {
  switch (job.kind) {
    case "issue":
    case "pull":
    case "page":
    case "notify":
      return `${job.kind} #${job.number}`;
    case "push":
      return `push ${job.sha.slice(0, 7)}`;
    case "others":
      return job.all ? "all unreported incidents" : "other incidents";
    case "gate":
      return "open pull requests";
    case "daily":
      return "the daily look";
  }
}
