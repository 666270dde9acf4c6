import { withRelayed, withoutCopies } from "../../core/model/relay.ts";
import { isOwnBot } from "../../core/model/own-bots.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Edit, Issue } from "../../core/model/snapshot.ts";
import type { CloseReason, Comment, TimelineEvent } from "../../core/model/timeline.ts";
import { at, count, labelNames, list, nodes, person, text, textOrNone } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { OWN_REACTION } from "./query-parts.ts";
import { defined } from "../../core/model/defined.ts";

const REASONS: Readonly<Record<string, CloseReason>> = {
  COMPLETED: "completed",
  NOT_PLANNED: "not_planned",
  DUPLICATE: "duplicate",
};

export function issueOf(json: Json): Issue {
  return {
    id: text(json["id"]),
    number: count(json["number"]),
    url: text(json["url"]),
    title: text(json["title"]),
    body: text(json["body"]),
    author: person(json["author"]),
    createdAt: text(json["createdAt"]),
    ...editsOf(json),
    state: json["state"] === "CLOSED" ? "closed" : "open",
    labels: labelNames(json["labels"]),
    assignees: nodes(json["assignees"]).map((user) => text(user["login"])),
  };
}

function assigneeOf(node: Json): { readonly assignee: string; readonly isMachine?: true } {
  const { login, isBot } = person(node["assignee"]);
  return { assignee: login, ...(isBot ? { isMachine: true } : {}) };
}

/** Issues closed before GitHub knew reasons have none: they count as completed, as on GitHub's pages. */
function closeReason(reason: unknown): CloseReason {
  return REASONS[text(reason)] ?? "completed";
}

/** The events that concern incidents, in GitHub's order: oldest first. */
export function timelineOf(events: readonly Json[], around: Around): readonly TimelineEvent[] {
  return withoutCopies(events.flatMap((node) => eventOf(node, around)));
}

type Around = { readonly repositoryId: string; readonly ownBots: OwnBots };

function eventOf(node: Json, { repositoryId, ownBots }: Around): readonly TimelineEvent[] {
  const happened = {
    id: text(node["id"]),
    at: text(node["createdAt"]),
    by: person(node["actor"]),
  };
  switch (node["__typename"]) {
    case "IssueComment":
      return [withRelayed(commentOf(node, ownBots), ownBots)];
    case "LabeledEvent":
      return [{ ...happened, type: "labeled", label: text(at(node, "label", "name")) }];
    case "UnlabeledEvent":
      return [{ ...happened, type: "unlabeled", label: text(at(node, "label", "name")) }];
    case "AssignedEvent":
      return [{ ...happened, type: "assigned", ...assigneeOf(node) }];
    case "UnassignedEvent":
      return [{ ...happened, type: "unassigned", ...assigneeOf(node) }];
    case "ClosedEvent": {
      const pull = closerOf(node, repositoryId);
      const reason = closeReason(node["stateReason"]);
      const pullAuthor = person(at(node, "closer", "author"));
      const closer = pull === undefined ? {} : { pull, pullAuthor };
      return [{ ...happened, type: "closed", reason, ...closer }];
    }
    case "ReopenedEvent":
      return [{ ...happened, type: "reopened" }];
    case "RenamedTitleEvent": {
      const [from, to] = [text(node["previousTitle"]), text(node["currentTitle"])];
      return [{ ...happened, type: "renamed", from, to }];
    }
    case "MarkedAsDuplicateEvent": {
      const of = count(at(node, "canonical", "number"));
      const isOurs = of > 0 && node["isCrossRepository"] !== true;
      return isOurs ? [{ ...happened, type: "marked-duplicate", of }] : [];
    }
    case "CommentDeletedEvent":
      return [
        { ...happened, type: "comment-deleted", author: person(node["deletedCommentAuthor"]) },
      ];
    case "CrossReferencedEvent": {
      const pull = count(at(node, "source", "number"));
      const isOurs = pull > 0 && node["isCrossRepository"] !== true;
      return isOurs ? [{ ...happened, type: "referenced", pull }] : [];
    }
    default:
      return [];
  }
}

export function commentOf(node: Json, ownBots: OwnBots): Comment {
  const by = person(node["author"]);
  return {
    type: "commented",
    id: text(node["id"]),
    at: text(node["createdAt"]),
    by,
    body: text(node["body"]),
    url: text(node["url"]),
    ...editOf(node),
    isOwn: isOwnBot(by, ownBots),
    ...reactionOf(node),
  };
}

function reactionOf(json: Json): Pick<Comment, "hasOwnReaction" | "reactedAt"> {
  const group = list(json["reactionGroups"]).find(
    (candidate) =>
      at(candidate, "content") === OWN_REACTION && at(candidate, "viewerHasReacted") === true,
  );
  const reactedAt = textOrNone(at(group, "createdAt"));
  return { hasOwnReaction: group !== undefined, ...defined({ reactedAt }) };
}

/** An edit by an account that is gone since counts as somebody's all the same. */
function editOf(json: Json): Pick<Comment, "editedBy" | "editedAt"> {
  const editedAt = textOrNone(json["lastEditedAt"]);
  const isEdited = editedAt !== undefined || at(json, "editor", "login") !== undefined;
  return {
    ...(isEdited ? { editedBy: person(json["editor"]) } : {}),
    ...defined({ editedAt }),
  };
}

/** GitHub lists the newest first, each with the whole text as it was from then on. */
function editsOf(json: Json): Pick<Issue, "edits"> {
  const newest = nodes(json["userContentEdits"]);
  const known = new Set(newest.map(({ id }) => id));
  const first = nodes(json["firstEdits"]).filter(({ id }) => !known.has(id));
  const edits = [...newest, ...first].map((edit): Edit => {
    const body = textOrNone(edit["diff"]);
    return {
      at: text(edit["editedAt"]),
      by: person(edit["editor"]),
      ...defined({ body }),
    };
  });
  return edits.length === 0 ? {} : { edits: edits.toReversed() };
}

function closerOf(node: Json, repositoryId: string): number | undefined {
  const number = count(at(node, "closer", "number"));
  const isOurs = at(node, "closer", "repository", "id") === repositoryId;
  return number > 0 && isOurs ? number : undefined;
}
