/** GitHub's names of the REST operations and webhooks that the local GitHub answers or sends. */
export const keptOperations: readonly string[] = [
  ...named(
    "apps",
    "get-authenticated list-installations get-installation create-installation-access-token",
  ),
  ...named(
    "apps",
    "get-repo-installation get-org-installation list-repos-accessible-to-installation",
  ),
  ...named("apps", "list-webhook-deliveries get-webhook-delivery redeliver-webhook-delivery"),
  ...named(
    "repos",
    "get get-content create-or-update-file-contents delete-file get-branch list-branches",
  ),
  ...named("repos", "get-collaborator-permission-level list-collaborators check-collaborator"),
  ...named("repos", "compare-commits-with-basehead get-commit list-commits create-commit-status"),
  ...named("repos", "list-commit-statuses-for-ref get-combined-status-for-ref"),
  ...named("repos", "list-pull-requests-associated-with-commit"),
  ...named(
    "git",
    "get-ref create-ref update-ref delete-ref list-matching-refs get-commit create-commit",
  ),
  ...named("git", "get-tree create-tree get-blob create-blob"),
  ...named(
    "issues",
    "list-for-repo create get update lock unlock list-labels-for-repo create-label",
  ),
  ...named(
    "issues",
    "get-label update-label delete-label list-labels-on-issue add-labels set-labels",
  ),
  ...named(
    "issues",
    "remove-label remove-all-labels add-assignees remove-assignees list-assignees",
  ),
  ...named(
    "issues",
    "check-user-can-be-assigned list-comments list-comments-for-repo create-comment",
  ),
  ...named(
    "issues",
    "get-comment update-comment delete-comment list-events list-events-for-timeline",
  ),
  ...named("issues", "list-events-for-repo"),
  ...named("reactions", "list-for-issue create-for-issue delete-for-issue"),
  ...named("reactions", "list-for-issue-comment create-for-issue-comment delete-for-issue-comment"),
  ...named("pulls", "list create get update list-files list-commits check-if-merged merge"),
  ...named("pulls", "list-requested-reviewers request-reviewers"),
  ...named("checks", "create update get list-for-ref list-annotations rerequest-run"),
  ...named("users", "get-by-username get-authenticated"),
  ...named("repos", "update get-branch-rules create-repo-ruleset update-branch-protection"),
  "actions/get-github-actions-permissions-repository",
  "actions/set-github-actions-permissions-repository",
  "actions/get-github-actions-default-workflow-permissions-repository",
  "actions/set-github-actions-default-workflow-permissions-repository",
  "apps/create-from-manifest",
  "apps/get-by-slug",
  "actions/re-run-job-for-workflow-run",
  ...named("actions", "list-repo-workflows get-workflow enable-workflow disable-workflow"),
  "rate-limit/get",
];

export const keptWebhooks: readonly string[] = [
  ...dashed(
    "issues",
    "opened edited closed reopened labeled unlabeled assigned unassigned locked unlocked",
  ),
  ...dashed("issue-comment", "created edited deleted"),
  ...dashed(
    "pull-request",
    "opened edited closed reopened synchronize labeled unlabeled assigned unassigned",
  ),
  ...dashed("pull-request", "review-requested"),
  ...dashed("label", "created edited deleted"),
  ...dashed("check-run", "created completed rerequested"),
  ...dashed("installation", "created"),
  "push",
  "create",
  "delete",
];

function named(group: string, names: string): readonly string[] {
  return names.split(" ").map((name) => `${group}/${name}`);
}

function dashed(event: string, actions: string): readonly string[] {
  return actions.split(" ").map((action) => `${event}-${action}`);
}
