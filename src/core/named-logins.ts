import { parseSeverityLabel } from "./fact.ts";
import { parseCommands } from "./parse-commands.ts";
import { INCIDENT_LABEL } from "./phase.ts";
import { isRevert, namesIssue } from "./revert.ts";
import type { Issue, Snapshot } from "./snapshot.ts";
import type { Person, TimelineEvent } from "./timeline.ts";

/** Lower-case logins of the people whose permission decides something here. Bots have none: the configuration lists them. */
export function namedLogins(
  incident: Pick<Snapshot, "issue" | "timeline" | "pulls">,
): readonly string[] {
  const { issue, timeline, pulls } = incident;
  const linked = pulls.filter((pull) => isRevert(pull) && namesIssue(pull, issue.number));
  const logins = [
    ...(isLabelledUnseen(issue, timeline) ? loginsOf(issue.author) : []),
    ...timeline.flatMap(loginsIn),
    ...linked.flatMap((pull) => loginsOf(pull.author)),
  ];
  return [...new Set(logins.map((login) => login.toLowerCase()))].filter(
    (login) => login !== "ghost",
  );
}

function loginsIn(event: TimelineEvent): readonly string[] {
  switch (event.type) {
    case "commented": {
      if (event.isOwn || parseCommands(event.body, "incident").length === 0) return [];
      return [event.by, event.editedBy].flatMap((person) =>
        person === undefined ? [] : loginsOf(person),
      );
    }
    case "labeled":
    case "unlabeled":
      return isOurs(event.label) ? loginsOf(event.by) : [];
    case "assigned":
    case "unassigned":
    case "reopened":
    case "marked-duplicate":
      return loginsOf(event.by);
    case "closed":
      return [
        ...loginsOf(event.by),
        ...(event.pullAuthor === undefined ? [] : loginsOf(event.pullAuthor)),
      ];
    case "renamed":
    case "referenced":
    case "comment-deleted":
      return [];
  }
}

function loginsOf(person: Person): readonly string[] {
  return person.isBot ? [] : [person.login];
}

function isOurs(label: string): boolean {
  const name = label.toLowerCase();
  return (
    name === INCIDENT_LABEL || name.startsWith("dakor:") || parseSeverityLabel(name) !== undefined
  );
}

/** The label came without an event of its own: the author answers for it. */
function isLabelledUnseen(issue: Issue, timeline: readonly TimelineEvent[]): boolean {
  const isLabelled = issue.labels.some((label) => label.toLowerCase() === INCIDENT_LABEL);
  const isSeen = timeline.some(
    (event) => event.type === "labeled" && event.label.toLowerCase() === INCIDENT_LABEL,
  );
  return isLabelled && !isSeen;
}
