import {
  inWorkflow,
  MODE_PERMISSIONS,
  WRITE_PERMISSIONS,
  workflowName,
} from "../core/model/permission.ts";

/** "issues: write", in the order in which workflows list them. */
const LINES = Object.entries(inWorkflow(MODE_PERMISSIONS.bot)).map(
  ([name, level]) => `${name}: ${level}`,
);

const MAY_NOT_OPEN = /not permitted to create or approve pull requests/i;
const REFUSED = /not accessible by integration|FORBIDDEN|must have|resource protected/i;

/**
 * What to change where GitHub refuses a write, a sentence for each line of the failure; none where it isn't about
 * permissions.
 */
export function permissionAdvice(message: string): readonly string[] {
  const lines = message.split("\n");
  const refused = lines.filter((line) => REFUSED.test(line) && !MAY_NOT_OPEN.test(line));
  const needed = refused.flatMap(neededBy);
  return [
    ...(MAY_NOT_OPEN.test(message)
      ? [
          "Workflows may not open pull requests here: allow it under Settings, Actions, General, Workflow permissions.",
        ]
      : []),
    ...LINES.filter((line) => needed.includes(line)).map(
      (line) => `The job's token may not do this: add the line "${line}" to its permissions.`,
    ),
    ...(refused.length > 0 && needed.length === 0
      ? [
          `The job's token may not see this: its permissions are ${LINES.map((line) => `"${line}"`).join(", ")}.`,
        ]
      : []),
  ];
}

function neededBy(line: string): readonly string[] {
  const [about = ""] = line.split(":");
  return Object.entries(WRITE_PERMISSIONS).flatMap(([operation, names]) =>
    about.includes(operation) ? names.map((name) => `${workflowName(name)}: write`) : [],
  );
}
