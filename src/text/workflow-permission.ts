/** What each kind of request needs of a workflow's token, by the name of the operation. */
const NEEDS = {
  "add-comment": "issues",
  "edit-comment": "issues",
  "delete-comment": "issues",
  react: "issues",
  "add-label": "issues",
  "remove-label": "issues",
  "create-label": "issues",
  close: "issues",
  reopen: "issues",
  "create-branch": "contents",
  "move-branch": "contents",
  "commit-file": "contents",
  "open-pull": "pull-requests",
  revert: "pull-requests",
  "request-reviewers": "pull-requests",
  "rerun-job": "actions",
  "switch-workflow": "actions",
  "write the check": "checks",
  "take out of the merge queue": "pull-requests",
} as const satisfies Readonly<Record<string, string>>;

/** The whole job's permissions, in the order in which workflows list them. */
export const BOT_PERMISSIONS = [
  "actions",
  "checks",
  "contents",
  "issues",
  "pull-requests",
] as const;

const ALL = BOT_PERMISSIONS.map((name) => `"${name}: write"`).join(", ");

const MAY_NOT_OPEN = /not permitted to create or approve pull requests/i;
const REFUSED = /not accessible by integration|FORBIDDEN|must have|resource protected/i;

/**
 * What to change where GitHub refuses a write, a sentence for each line of the failure; none where it isn't about
 * permissions.
 */
export function permissionAdvice(message: string): readonly string[] {
  const lines = message.split("\n");
  const refused = lines.filter((line) => REFUSED.test(line) && !MAY_NOT_OPEN.test(line));
  const names = refused.flatMap(neededBy);
  return [
    ...(MAY_NOT_OPEN.test(message)
      ? [
          "Workflows may not open pull requests here: allow it under Settings, Actions, General, Workflow permissions.",
        ]
      : []),
    ...BOT_PERMISSIONS.filter((name) => names.includes(name)).map(
      (name) =>
        `The job's token may not do this: add the line "${name}: write" to its permissions.`,
    ),
    ...(refused.length > 0 && names.length === 0
      ? [`The job's token may not see this: its permissions are ${ALL}.`]
      : []),
  ];
}

function neededBy(line: string): readonly string[] {
  const [about = ""] = line.split(":");
  return Object.entries(NEEDS).flatMap(([operation, permission]) =>
    about.includes(operation) ? [permission] : [],
  );
}
