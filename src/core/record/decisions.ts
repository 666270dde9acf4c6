import { bodyComments } from "../replay/body-comment.ts";
import { parseSeverityLabel } from "../model/fact.ts";
import { commandsOf } from "../command/commands-of.ts";
import { INCIDENT_LABEL } from "../model/phase.ts";
import { isRevert, namesIssue } from "../gate/revert.ts";
import type { Issue, Snapshot } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";
import type { Person, TimelineEvent } from "../model/timeline.ts";

/** Whose permission decided something here, at which moment, and in which comment, event or pull request. */
export type PersonsDecision = { readonly by: Person; readonly at: Instant; readonly id: string };

/** Every act in an incident's history that counts, or doesn't, by who did it. */
export function decisionsIn(
  incident: Pick<Snapshot, "issue" | "timeline" | "pulls">,
): readonly PersonsDecision[] {
  const { issue, timeline, pulls } = incident;
  const linked = pulls.filter((pull) => isRevert(pull) && namesIssue(pull, issue.number));
  const repository = issue.url.replace(/\/issues\/\d+$/, "");
  return [
    ...(isLabelledUnseen(issue, timeline)
      ? [{ by: issue.author, at: issue.createdAt, id: issue.id }]
      : []),
    ...(isSaidInBody(issue, repository)
      ? [{ by: issue.author, at: issue.createdAt, id: issue.id }]
      : []),
    ...(issue.edits ?? []).map(({ by, at }) => ({ by, at, id: issue.id })),
    ...timeline.flatMap((event) => decisionsAt(event, repository)),
    ...linked.map(({ author, createdAt, id }) => ({ by: author, at: createdAt, id })),
  ];
}

function isSaidInBody(issue: Issue, repository: string): boolean {
  return bodyComments(issue).some((text) => commandsOf(text, repository).length > 0);
}

function decisionsAt(event: TimelineEvent, repository: string): readonly PersonsDecision[] {
  switch (event.type) {
    case "commented": {
      if (event.isOwn || commandsOf(event, repository).length === 0) return [];
      const { editedBy: by, editedAt: at = event.at, id } = event;
      // What an edit newly says needs its author's permission at that time, too.
      return [
        event,
        ...(by === undefined
          ? []
          : [
              { by: event.by, at, id },
              { by, at, id },
            ]),
      ];
    }
    case "labeled":
    case "unlabeled":
      return isOurs(event.label) ? [event] : [];
    case "closed": {
      // The author of what closes it by its merge answers for that.
      const { pullAuthor: by, at, id } = event;
      return by === undefined ? [event] : [event, { by, at, id }];
    }
    case "assigned":
    case "unassigned":
    case "reopened":
    case "marked-duplicate":
    case "renamed":
      return [event];
    case "comment-deleted":
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
