import type { Probot } from "probot";

type EventName = Exclude<Parameters<Probot["on"]>[0], readonly string[]>;

/** Which webhooks may change what. app.yml subscribes to the same events (a test compares them). */
export const ROUTES = {
  issue: [
    "issues.opened",
    "issues.edited",
    "issues.labeled",
    "issues.unlabeled",
    "issues.assigned",
    "issues.unassigned",
    "issues.closed",
    "issues.reopened",
    "issue_comment.created",
    "issue_comment.edited",
    "issue_comment.deleted",
  ],
  left: ["issues.deleted", "issues.transferred"],
  pull: [
    "pull_request.opened",
    "pull_request.edited",
    "pull_request.labeled",
    "pull_request.closed",
    "pull_request.reopened",
    "pull_request.synchronize",
    "pull_request.ready_for_review",
  ],
  head: ["check_run.rerequested", "check_suite.rerequested"],
  group: ["merge_group.checks_requested"],
  push: ["push"],
  installation: [
    "installation.created",
    "installation.new_permissions_accepted",
    "installation.unsuspend",
    "installation_repositories.added",
    "repository.renamed",
    "repository.transferred",
  ],
} as const satisfies Readonly<Record<string, readonly EventName[]>>;

export type RouteKind = keyof typeof ROUTES;

/** GitHub sends these to every App; a manifest that asks for them is refused. */
export const UNASKED_EVENTS: readonly string[] = [
  "installation",
  "installation_repositories",
  // Comes with the permission to write checks.
  "check_suite",
];

export const ROUTED_EVENTS: ReadonlySet<string> = new Set(
  Object.values(ROUTES)
    .flat()
    .map((name) => name.split(".", 1).join()),
);
