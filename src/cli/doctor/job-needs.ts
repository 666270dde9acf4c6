export type JobNeeds = {
  /** Events without which it misses something. */
  readonly events: readonly string[];
  /** Of the job's token. */
  readonly permissions: Readonly<Record<string, "read" | "write">>;
};

const READS = {
  checks: "read",
  contents: "read",
  issues: "read",
  "pull-requests": "read",
} as const;

/** What a job needs, by the Action's mode. */
export const JOB_NEEDS: Readonly<Record<string, JobNeeds | undefined>> = {
  gate: { events: [], permissions: READS },
  bot: {
    events: ["issues", "issue_comment", "schedule"],
    permissions: {
      actions: "write",
      checks: "write",
      contents: "write",
      issues: "write",
      "pull-requests": "write",
    },
  },
  renew: { events: [], permissions: { ...READS, actions: "write", checks: "write" } },
};
