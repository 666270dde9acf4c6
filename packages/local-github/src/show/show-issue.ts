import type { Account, Comment, Issue, Json, Label, Reaction } from "../model.ts";
import { isoTime, isoTimeOrNull, isPull } from "../model.ts";
import type { World } from "../world.ts";
import { commentsOf, labelsOf, reactionsOf, repoUrl, webUrl } from "../world.ts";
import { showAccount } from "./show-account.ts";
import { showApp } from "./show-app.ts";

export function showLabel(world: World, label: Label): Json {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: repoUrl(world, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}

export function association(author: Account): string {
  if (author.kind === "Bot" || author.role === "none" || author.role === "read") return "NONE";
  return "MEMBER";
}

/** An issue, or a pull request seen as one. */
export function showIssue(world: World, issue: Issue): Json {
  const url = repoUrl(world, `/issues/${issue.number}`);
  const kind = isPull(issue) ? "pull" : "issues";
  const [assignee] = issue.assignees;
  return {
    url,
    repository_url: repoUrl(world, ""),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: webUrl(world, `/${kind}/${issue.number}`),
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: showAccount(world, issue.author),
    labels: labelsOf(world, issue).map((label) => showLabel(world, label)),
    state: issue.state,
    locked: issue.isLocked,
    assignee: assignee === undefined ? null : showAccount(world, assignee),
    assignees: issue.assignees.map((one) => showAccount(world, one)),
    milestone: null,
    comments: commentsOf(world, issue.number).length,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: isoTimeOrNull(issue.closedAt),
    author_association: association(issue.author),
    active_lock_reason: issue.lockReason,
    body: issue.body,
    reactions: countReactions(reactionsOf(world, issue.nodeId), `${url}/reactions`),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: issue.byApp ? showApp(world) : null,
    state_reason: issue.stateReason,
    ...(isPull(issue)
      ? {
          draft: issue.pull.isDraft,
          pull_request: {
            url: repoUrl(world, `/pulls/${issue.number}`),
            html_url: webUrl(world, `/pull/${issue.number}`),
            diff_url: webUrl(world, `/pull/${issue.number}.diff`),
            patch_url: webUrl(world, `/pull/${issue.number}.patch`),
            merged_at: isoTimeOrNull(issue.pull.merge?.at ?? null),
          },
        }
      : {}),
  };
}

export function showFullIssue(world: World, issue: Issue): Json {
  return {
    ...showIssue(world, issue),
    closed_by: issue.closedBy === null ? null : showAccount(world, issue.closedBy),
  };
}

export function commentUrl(world: World, comment: Comment): string {
  const issue = world.issues.get(comment.number);
  const kind = issue !== undefined && isPull(issue) ? "pull" : "issues";
  return webUrl(world, `/${kind}/${comment.number}#issuecomment-${comment.id}`);
}

export function showComment(world: World, comment: Comment): Json {
  const url = repoUrl(world, `/issues/comments/${comment.id}`);
  return {
    url,
    html_url: commentUrl(world, comment),
    issue_url: repoUrl(world, `/issues/${comment.number}`),
    id: comment.id,
    node_id: comment.nodeId,
    user: showAccount(world, comment.author),
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    author_association: association(comment.author),
    body: comment.body,
    reactions: countReactions(reactionsOf(world, comment.nodeId), `${url}/reactions`),
    performed_via_github_app: comment.byApp ? showApp(world) : null,
  };
}

export function showReaction(world: World, reaction: Reaction): Json {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: showAccount(world, reaction.author),
    content: reaction.content,
    created_at: isoTime(reaction.at),
  };
}

export const reactionContents = [
  "+1",
  "-1",
  "laugh",
  "hooray",
  "confused",
  "heart",
  "rocket",
  "eyes",
] as const;

function countReactions(reactions: readonly Reaction[], url: string): Json {
  const counts = reactionContents.map((content) => [
    content,
    reactions.filter((one) => one.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}
