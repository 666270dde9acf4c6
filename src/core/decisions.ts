import { parseSeverityLabel } from "./fact.ts";
import { commandsOf } from "./commands-of.ts";
import { INCIDENT_LABEL } from "./phase.ts";
import { isRevert, namesIssue } from "./revert.ts";
import type { Issue, Snapshot } from "./snapshot.ts";
import type { Instant } from "./time.ts";
import type { Person, TimelineEvent } from "./timeline.ts";

/** Whose permission decided something here, and at which moment. */
export type Decision = { readonly by: Person; readonly at: Instant };

/** Every act in an incident's history that counts, or doesn't, by who did it. */
export function decisionsIn(
  incident: Pick<Snapshot, "issue" | "timeline" | "pulls">,
): readonly Decision[] {
  const { issue, timeline, pulls } = incident;
  const linked = pulls.filter((pull) => isRevert(pull) && namesIssue(pull, issue.number));
  const repository = issue.url.replace(/\/issues\/\d+$/, "");
  return [
    ...(isLabelledUnseen(issue, timeline) ? [{ by: issue.author, at: issue.createdAt }] : []),
    ...(issue.edits ?? []),
    ...timeline.flatMap((event) => decisionsAt(event, repository)),
    ...linked.map(({ author, createdAt }) => ({ by: author, at: createdAt })),
  ];
}

function decisionsAt(event: TimelineEvent, repository: string): readonly Decision[] {
  switch (event.type) {
    case "commented": {
      if (event.isOwn || commandsOf(event, repository).length === 0) return [];
      const { by, at, editedBy, editedAt = at } = event;
      return [{ by, at }, ...(editedBy === undefined ? [] : [{ by: editedBy, at: editedAt }])];
    }
    case "labeled":
    case "unlabeled":
      return isOurs(event.label) ? [event] : [];
    case "closed": {
      // The author of what closes it by its merge answers for that.
      const { pullAuthor, at } = event;
      return pullAuthor === undefined ? [event] : [event, { by: pullAuthor, at }];
    }
    case "assigned":
    case "unassigned":
    case "reopened":
    case "marked-duplicate":
      return [event];
    case "comment-deleted":
    case "renamed":
    case "referenced":
      return [];
  }
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
