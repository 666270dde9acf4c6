import { willClose } from "../act/reference.ts";
import type { Issue, TimelineEvent } from "../model.ts";
import { isoTime } from "../model.ts";
import { eventUrl } from "../show/show-event.ts";
import { timelineOf } from "../world.ts";
import { connect } from "./connect.ts";
import { viewAccount, viewReviewer } from "./view-account.ts";
import { viewCommit } from "./view-git.ts";
import { reasonName, viewComment, viewLabel } from "./view-issue.ts";
import type { TimelineArguments, View, Viewer } from "./view.ts";

const itemTypes: Readonly<Record<TimelineEvent["data"]["kind"], readonly [string, string]>> = {
  commented: ["ISSUE_COMMENT", "IssueComment"],
  labeled: ["LABELED_EVENT", "LabeledEvent"],
  unlabeled: ["UNLABELED_EVENT", "UnlabeledEvent"],
  assigned: ["ASSIGNED_EVENT", "AssignedEvent"],
  unassigned: ["UNASSIGNED_EVENT", "UnassignedEvent"],
  closed: ["CLOSED_EVENT", "ClosedEvent"],
  reopened: ["REOPENED_EVENT", "ReopenedEvent"],
  renamed: ["RENAMED_TITLE_EVENT", "RenamedTitleEvent"],
  "cross-referenced": ["CROSS_REFERENCED_EVENT", "CrossReferencedEvent"],
  locked: ["LOCKED_EVENT", "LockedEvent"],
  unlocked: ["UNLOCKED_EVENT", "UnlockedEvent"],
  comment_deleted: ["COMMENT_DELETED_EVENT", "CommentDeletedEvent"],
  marked_as_duplicate: ["MARKED_AS_DUPLICATE_EVENT", "MarkedAsDuplicateEvent"],
  converted_to_discussion: ["CONVERTED_TO_DISCUSSION_EVENT", "ConvertedToDiscussionEvent"],
  merged: ["MERGED_EVENT", "MergedEvent"],
  base_ref_changed: ["BASE_REF_CHANGED_EVENT", "BaseRefChangedEvent"],
  automatic_base_change_succeeded: [
    "AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT",
    "AutomaticBaseChangeSucceededEvent",
  ],
  base_ref_force_pushed: ["BASE_REF_FORCE_PUSHED_EVENT", "BaseRefForcePushedEvent"],
  base_ref_deleted: ["BASE_REF_DELETED_EVENT", "BaseRefDeletedEvent"],
  review_requested: ["REVIEW_REQUESTED_EVENT", "ReviewRequestedEvent"],
};

export function viewTimeline(
  viewer: Viewer,
  issue: Issue,
  page: TimelineArguments,
): Readonly<Record<string, unknown>> {
  const { itemTypes: wanted, since } = page;
  const events = timelineOf(viewer.world, issue.number);
  const filtered = events.filter(
    ({ data, at }) =>
      (wanted === null || wanted === undefined || wanted.includes(itemTypes[data.kind][0])) &&
      (since === null || since === undefined || isoTime(at) >= since),
  );
  const listed = filtered.map((event) => ({
    cursor: event.nodeId,
    view: () => viewEvent(viewer, event),
  }));
  return {
    ...connect("timelineItems", listed, page),
    totalCount: events.length,
    filteredCount: filtered.length,
    updatedAt: isoTime(issue.updatedAt),
  };
}

export function viewEvent(viewer: Viewer, event: TimelineEvent): View | null {
  const { world } = viewer;
  const { data } = event;
  if (data.kind === "commented") {
    const comment = world.comments.get(data.comment);
    return comment === undefined ? null : viewComment(viewer, comment);
  }
  const subject = (): View | null => viewNumber(viewer, event.number);
  return {
    __typename: itemTypes[data.kind][1],
    id: event.nodeId,
    actor: viewAccount(viewer, event.actor),
    createdAt: isoTime(event.at),
    url: eventUrl(world, event),
    ...Object.fromEntries(
      ["labelable", "assignable", "closable", "lockable", "pullRequest"].map((name) => [
        name,
        subject,
      ]),
    ),
    ...eventDetails(viewer, event),
  };
}

function viewNumber(viewer: Viewer, number: number): View | null {
  const issue = viewer.world.issues.get(number);
  return issue === undefined ? null : viewer.views.issueOrPull(issue);
}

function eventDetails(
  viewer: Viewer,
  { data, at, number, id }: TimelineEvent,
): Readonly<Record<string, unknown>> {
  const { world } = viewer;
  switch (data.kind) {
    case "labeled":
    case "unlabeled":
      return { label: viewLabel(viewer, world.labels.get(data.label.id) ?? data.label) };
    case "assigned":
    case "unassigned":
      return { assignee: viewAccount(viewer, data.assignee) };
    case "closed":
      return {
        stateReason: reasonName(data.reason),
        closer: () => {
          if (data.closer === null) return null;
          return data.closer.kind === "pull"
            ? viewNumber(viewer, data.closer.number)
            : viewCommit(viewer, data.closer.sha);
        },
      };
    case "reopened":
      return { stateReason: "REOPENED" };
    case "renamed":
      return { previousTitle: data.from, currentTitle: data.to };
    case "cross-referenced": {
      const source = world.issues.get(data.source);
      return {
        source: () => viewNumber(viewer, data.source),
        target: () => viewNumber(viewer, number),
        isCrossRepository: false,
        referencedAt: isoTime(at),
        willCloseTarget: source !== undefined && willClose(world, source, number),
      };
    }
    case "locked":
      return { lockReason: data.reason?.toUpperCase().replaceAll(/[ -]/g, "_") ?? null };
    case "comment_deleted":
      return { databaseId: id, deletedCommentAuthor: viewAccount(viewer, data.author) };
    case "marked_as_duplicate":
      return {
        canonical: () => viewNumber(viewer, data.canonical),
        duplicate: () => viewNumber(viewer, number),
        isCrossRepository: false,
      };
    case "merged":
      return {
        commit: () => viewCommit(viewer, data.sha),
        mergeRefName: mergeRefOf(world.issues.get(number)),
      };
    case "base_ref_changed":
      return { previousRefName: data.from, currentRefName: data.to };
    case "automatic_base_change_succeeded":
      return { oldBase: data.from, newBase: data.to };
    case "review_requested":
      return { requestedReviewer: viewReviewer(viewer, data.reviewer) };
    case "commented":
    case "unlocked":
    case "converted_to_discussion":
    case "base_ref_force_pushed":
    case "base_ref_deleted":
      return {};
  }
}

function mergeRefOf(issue: Issue | undefined): string {
  return issue?.pull?.baseRef ?? "";
}
