/** By GitHub's names; a workflow's token has the same ones with "-" for "_". */
export type Permissions = Readonly<Record<string, "read" | "write">>;

/** What each permission is for: in the manifests, the workflows and the reference. */
const PERMISSIONS = {
  actions: { write: "runs the gate's job again; switches the bot's other workflows on and off" },
  checks: {
    read: "when a commit was first seen",
    write: "the check `dakor` on pull requests",
    job: "the verdict on a commit that has no such job",
  },
  contents: {
    read: "configuration, template, reports",
    write: "the report's branch and file; reverts",
  },
  issues: { read: "incidents", write: "board, answers, labels, alerts" },
  members: { read: "teams: to mention them, to ask them for reviews" },
  merge_queues: { read: "to judge the queue's groups", write: "to take out what is held" },
  metadata: { read: "who has which role" },
  pull_requests: {
    read: "which pull requests belong to an incident",
    write: "the report's pull request; answers on pull requests",
  },
} as const satisfies Readonly<Record<string, PermissionWords>>;

/** What it is read for, and written; `job`, what a workflow writes it for where that is something else. */
type PermissionWords = { readonly read?: string; readonly write?: string; readonly job?: string };

type PermissionName = keyof typeof PERMISSIONS;

type Grants = Readonly<Partial<Record<PermissionName, "read" | "write">>>;

const READS = {
  metadata: "read",
  contents: "read",
  issues: "read",
  pull_requests: "read",
} as const;

/** Without it GitHub takes the mention of a team for mere words, and finds no team to ask for a review. */
const TEAMS = { members: "read" } as const;

/**
 * What each kind of the App's work may do, on one repository only; the sweep may read all of an installation. A token
 * is made for each, so that a mistake in one place, or words that get through somewhere, can't do what that place never
 * does. The App asks for all of them together.
 */
export const JOB_PERMISSIONS = {
  issue: { ...READS, ...TEAMS, issues: "write", pull_requests: "write" },
  /** Asked for only when a run has a report's branch or a revert to write. */
  report: { ...READS, ...TEAMS, contents: "write", issues: "write", pull_requests: "write" },
  pull: { ...READS, issues: "write", pull_requests: "write" },
  /** What was told elsewhere is noted on comments. */
  notify: { ...READS, issues: "write" },
  check: { ...READS, checks: "write", merge_queues: "read" },
  /** Asked for only when what is held waits in a merge queue. */
  queue: { ...READS, contents: "write", merge_queues: "write", pull_requests: "write" },
  group: { ...READS, checks: "write", merge_queues: "read" },
  push: { ...READS, checks: "read", issues: "write" },
  sweep: { ...READS, checks: "read" },
} as const satisfies Readonly<Record<string, Grants>>;

export type JobKind = keyof typeof JOB_PERMISSIONS;

const WORKFLOW_READS = {
  checks: "read",
  contents: "read",
  issues: "read",
  pull_requests: "read",
} as const;

/** What a workflow's token must be able to do, by the Action's mode. */
export const MODE_PERMISSIONS = {
  gate: WORKFLOW_READS,
  bot: {
    actions: "write",
    checks: "write",
    contents: "write",
    issues: "write",
    pull_requests: "write",
  },
  renew: { ...WORKFLOW_READS, actions: "write", checks: "write" },
} as const satisfies Readonly<Record<string, Grants>>;

/** What each kind of write needs, by the name of its operation; an App that lacks one lacks the first. */
export const WRITE_PERMISSIONS = {
  "add-comment": ["issues"],
  "edit-comment": ["issues"],
  "delete-comment": ["issues"],
  react: ["issues"],
  "add-label": ["issues"],
  "remove-label": ["issues"],
  "create-label": ["issues"],
  close: ["issues"],
  reopen: ["issues"],
  "create-branch": ["contents"],
  "move-branch": ["contents"],
  "commit-file": ["contents"],
  "open-pull": ["pull_requests"],
  revert: ["contents", "pull_requests"],
  "request-reviewers": ["pull_requests"],
  "rerun-job": ["actions"],
  "switch-workflow": ["actions"],
  "write the check": ["checks"],
  "take out of the merge queue": ["pull_requests"],
} as const satisfies Readonly<Record<string, readonly PermissionName[]>>;

/** As a workflow's file spells them. */
export function inWorkflow(grants: Grants): Permissions {
  return Object.fromEntries(
    Object.entries(grants).map(([name, level]) => [workflowName(name), level]),
  );
}

export function workflowName(name: string): string {
  return name.replaceAll("_", "-");
}

export function permissionWords(name: string): PermissionWords {
  return Object.entries<PermissionWords>(PERMISSIONS).find(([known]) => known === name)?.[1] ?? {};
}
