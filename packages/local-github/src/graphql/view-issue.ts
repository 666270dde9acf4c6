import type { Comment, Issue, Label } from "../model.ts";
import { isoTime, isoTimeOrNull, isPull } from "../model.ts";
import { association, commentUrl } from "../show/show-issue.ts";
import { accountOf, commentsOf, labelsOf, webUrl } from "../world.ts";
import type { Listed, PageArguments } from "./connect.ts";
import { connect } from "./connect.ts";
import { reactionFields, viewAccount, viewAccountOrNull } from "./view-account.ts";
import type { TimelineArguments, View, Viewer } from "./view.ts";

export function viewIssue(viewer: Viewer, issue: Issue): View {
  return {
    __typename: "Issue",
    ...discussionFields(viewer, issue),
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    state: issue.state.toUpperCase(),
    stateReason: reasonName(issue.stateReason),
    isPinned: false,
    userContentEdits: (page: PageArguments) =>
      connect("userContentEdits", editsOf(viewer, issue), page),
  };
}

/** The newest first, each with the whole text. */
function editsOf(viewer: Viewer, { edits }: Issue): readonly Listed[] {
  return edits.toReversed().map(({ nodeId, at, editor, body }) => ({
    cursor: nodeId,
    view: () => ({
      __typename: "UserContentEdit",
      id: nodeId,
      createdAt: isoTime(at),
      editedAt: isoTime(at),
      editor: viewAccount(viewer, editor),
      diff: body,
      deletedAt: null,
      deletedBy: null,
    }),
  }));
}

export function reasonName(reason: Issue["stateReason"]): string | null {
  return reason?.toUpperCase() ?? null;
}

/** What issues and pull requests have in common. */
export function discussionFields(viewer: Viewer, issue: Issue): Readonly<Record<string, unknown>> {
  const { world, actor } = viewer;
  const url = webUrl(world, `/${isPull(issue) ? "pull" : "issues"}/${issue.number}`);
  return {
    id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    url,
    resourcePath: new URL(url).pathname,
    locked: issue.isLocked,
    activeLockReason: issue.lockReason?.toUpperCase().replaceAll(/[ -]/g, "_") ?? null,
    closed: issue.state === "closed",
    closedAt: isoTimeOrNull(issue.closedAt),
    createdAt: isoTime(issue.createdAt),
    updatedAt: isoTime(issue.updatedAt),
    lastEditedAt: isoTimeOrNull(issue.editedAt),
    editor: viewAccountOrNull(viewer, issue.editor),
    author: viewAccount(viewer, issue.author),
    authorAssociation: association(issue.author),
    viewerDidAuthor: issue.author.id === accountOf(actor)?.id,
    ...reactionFields(viewer, issue.nodeId),
    repository: () => viewer.views.repository(),
    labels: (page: PageArguments) =>
      connect(
        "labels",
        labelsOf(world, issue).map((label) => listLabel(viewer, label)),
        page,
      ),
    assignees: (page: PageArguments) => {
      const listed = issue.assignees.map((one) => ({
        cursor: one.nodeId,
        view: () => viewAccount(viewer, one),
      }));
      return connect("assignees", listed, page);
    },
    comments: (page: PageArguments) => {
      const listed = commentsOf(world, issue.number).map((one) => ({
        cursor: one.nodeId,
        view: () => viewComment(viewer, one),
      }));
      return connect("comments", listed, page);
    },
    timelineItems: (page: TimelineArguments) => viewer.views.timeline(issue, page),
  };
}

export function listLabel(viewer: Viewer, label: Label): Listed {
  return { cursor: label.nodeId, view: () => viewLabel(viewer, label) };
}

export function viewLabel(viewer: Viewer, label: Label): View {
  return {
    __typename: "Label",
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: label.isDefault,
    createdAt: isoTime(label.createdAt),
    updatedAt: isoTime(label.createdAt),
    url: webUrl(viewer.world, `/labels/${encodeURIComponent(label.name)}`),
    repository: () => viewer.views.repository(),
  };
}

export function viewComment(viewer: Viewer, comment: Comment): View {
  const { world, actor } = viewer;
  const issue = world.issues.get(comment.number);
  return {
    __typename: "IssueComment",
    id: comment.nodeId,
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: viewAccount(viewer, comment.author),
    authorAssociation: association(comment.author),
    body: comment.body,
    createdAt: isoTime(comment.createdAt),
    updatedAt: isoTime(comment.updatedAt),
    lastEditedAt: isoTimeOrNull(comment.editedAt),
    editor: viewAccountOrNull(viewer, comment.editor),
    viewerDidAuthor: comment.author.id === accountOf(actor)?.id,
    url: commentUrl(world, comment),
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    viewerCanMinimize: false,
    ...reactionFields(viewer, comment.nodeId),
    issue: () => (issue === undefined ? null : viewer.views.issue(issue)),
    pullRequest: () =>
      issue !== undefined && isPull(issue) ? viewer.views.issueOrPull(issue) : null,
    repository: () => viewer.views.repository(),
  };
}
