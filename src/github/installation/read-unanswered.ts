import type { GitHub } from "../client/github.ts";
import { at, isRecord, labelNames, list, nodes, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import type { Recent } from "./read-recent.ts";
import { askEach } from "../client/ask-each.ts";

/** Whether a comment may be a command, on an issue with these labels. */
export type MayCommand = (comment: string, labels: readonly string[]) => boolean;

const ISSUES_PER_REQUEST = 25;

/** The issues on which somebody wrote what may be a command, and the bot has neither reacted nor written since. */
export async function readUnanswered(
  github: GitHub,
  issues: readonly Recent[],
  mayCommand: MayCommand,
): Promise<readonly Recent[]> {
  const answers = await askEach(github, issues, {
    operation: `read what was said on ${issues.length} issues`,
    begins: "query ReadUnanswered",
    alias: "issue",
    field: "node(id: $id) { ...Said }",
    types: { id: "ID!" },
    values: ({ id }) => ({ id }),
    fragments: [SAID],
    perRequest: ISSUES_PER_REQUEST,
    isInTurn: true,
  });
  return issues.filter((_, index) => isUnanswered(answers[index], mayCommand));
}

function isUnanswered(issue: unknown, mayCommand: MayCommand): boolean {
  if (!isRecord(issue)) return false;
  const labels = labelNames(issue["labels"]);
  const comments = nodes(issue["comments"]);
  // Whatever the bot answers, it has read all that was there by then.
  const answered = comments.findLastIndex(
    (comment) => comment["viewerDidAuthor"] === true || isSeen(comment),
  );
  return comments.some(
    (comment, index) =>
      (index > answered || isEdited(comment)) &&
      comment["viewerDidAuthor"] !== true &&
      mayCommand(text(comment["body"]), labels),
  );
}

function isSeen(comment: Json): boolean {
  return list(comment["reactionGroups"]).some((group) => at(group, "viewerHasReacted") === true);
}

/** The reaction may be older than what it says now. */
function isEdited(comment: Json): boolean {
  return text(comment["lastEditedAt"]) !== "";
}

const SAID = `fragment Said on Issue {
    labels(first: 20) { nodes { name } }
    comments(last: 100) {
      nodes { body viewerDidAuthor lastEditedAt reactionGroups { viewerHasReacted } }
    }
  }`;
