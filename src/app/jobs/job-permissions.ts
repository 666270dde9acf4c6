/** GitHub's names and levels of an App's permissions. */
export type Permissions = Readonly<Record<string, "read" | "write">>;

const READS = {
  metadata: "read",
  contents: "read",
  issues: "read",
  pull_requests: "read",
} as const;

/** Without it GitHub takes the mention of a team for mere words, and finds no team to ask for a review. */
const TEAMS = { members: "read" } as const;

/**
 * What each kind of work may do, on one repository only; the sweep may read all of an installation. A token is made for
 * each, so that a mistake in one place, or words that get through somewhere, can't do what that place never does.
 */
export const JOB_PERMISSIONS = {
  issue: { ...READS, ...TEAMS, issues: "write", pull_requests: "write" },
  /** Asked for only when a run has a report's branch or a revert to write. */
  report: { ...READS, ...TEAMS, contents: "write", issues: "write", pull_requests: "write" },
  pull: { ...READS, issues: "write", pull_requests: "write" },
  check: { ...READS, checks: "write", merge_queues: "read" },
  /** Asked for only when what is held waits in a merge queue. */
  queue: { ...READS, contents: "write", merge_queues: "write", pull_requests: "write" },
  group: { ...READS, checks: "write", merge_queues: "read" },
  push: { ...READS, checks: "read", issues: "write" },
  sweep: { ...READS, checks: "read" },
} as const satisfies Readonly<Record<string, Permissions>>;

export type JobKind = keyof typeof JOB_PERMISSIONS;
