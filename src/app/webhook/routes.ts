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

/** Where webhooks come in: in the manifest, and on the server. */
export const WEBHOOK_PATH = "/api/github/webhooks";

export type Delivery = Parameters<Probot["webhooks"]["receive"]>[0];

/** A webhook's payload as what Probot takes, if it is one of the events that we listen to. */
export function narrowDelivery(id: string, name: string, payload: unknown): Delivery | undefined {
  const delivery = { id, name, payload };
  return isDelivery(delivery) ? delivery : undefined;
}

/** Promises Probot no more than it needs to pick a listener, which narrows the payload. */
function isDelivery(delivery: {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}): delivery is Delivery {
  const { name, payload } = delivery;
  return ROUTED_EVENTS.has(name) && typeof payload === "object" && payload !== null;
}
