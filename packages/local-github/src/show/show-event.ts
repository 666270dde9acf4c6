import type { Json, Label, TimelineEvent } from "../model.ts";
import { isoTime } from "../model.ts";
import { showTeam } from "../team.ts";
import type { World } from "../world.ts";
import { repoUrl, webUrl } from "../world.ts";
import { showAccount } from "./show-account.ts";
import { showApp } from "./show-app.ts";
import { showComment, showIssue } from "./show-issue.ts";
import { showFullRepository } from "./show-repository.ts";

/** One entry of GET .../issues/{n}/timeline. */
export function showTimelineEvent(world: World, event: TimelineEvent): Json {
  const { data } = event;
  if (data.kind === "commented") {
    const comment = world.comments.get(data.comment);
    if (comment === undefined) return {};
    const author = showAccount(world, comment.author);
    return { ...showComment(world, comment), event: "commented", actor: author };
  }
  if (data.kind === "cross-referenced") {
    const source = world.issues.get(data.source);
    const at = isoTime(event.at);
    const issue =
      source === undefined
        ? {}
        : { ...showIssue(world, source), repository: showFullRepository(world) };
    return {
      event: "cross-referenced",
      actor: showAccount(world, event.actor),
      created_at: at,
      updated_at: at,
      source: { type: "issue", issue },
    };
  }
  return showIssueEvent(world, event);
}

/** One entry of GET .../issues/{n}/events, which knows neither comments nor references. */
export function showIssueEvent(world: World, event: TimelineEvent): Json {
  return {
    id: event.id,
    node_id: event.nodeId,
    url: repoUrl(world, `/issues/events/${event.id}`),
    actor: showAccount(world, event.actor),
    event: event.data.kind,
    commit_id: null,
    commit_url: null,
    created_at: isoTime(event.at),
    performed_via_github_app: event.byApp ? showApp(world) : null,
    ...detailsOf(world, event),
  };
}

export function isIssueEvent(event: TimelineEvent): boolean {
  return event.data.kind !== "commented" && event.data.kind !== "cross-referenced";
}

export function eventUrl(world: World, event: TimelineEvent): string {
  return webUrl(world, `/issues/${event.number}#event-${event.id}`);
}

function detailsOf(world: World, event: TimelineEvent): Json {
  const { data } = event;
  switch (data.kind) {
    case "labeled":
    case "unlabeled":
      return { label: nameAndColor(data.label) };
    case "assigned":
    case "unassigned":
      return {
        assignee: showAccount(world, data.assignee),
        assigner: showAccount(world, event.actor),
      };
    case "closed":
      return data.closer?.kind === "commit"
        ? { state_reason: data.reason, ...commitOf(world, data.closer.sha) }
        : { state_reason: data.reason };
    case "merged":
      return commitOf(world, data.sha);
    case "renamed":
      return { rename: { from: data.from, to: data.to } };
    case "locked":
      return { lock_reason: data.reason };
    case "review_requested":
      return {
        ...(data.reviewer.kind === "Team"
          ? { requested_team: showTeam(world, data.reviewer) }
          : { requested_reviewer: showAccount(world, data.reviewer) }),
        review_requester: showAccount(world, event.actor),
      };
    case "reopened":
      return { state_reason: null };
    case "commented":
    case "cross-referenced":
    case "unlocked":
    case "comment_deleted":
    case "marked_as_duplicate":
    case "converted_to_discussion":
    case "base_ref_changed":
    case "automatic_base_change_succeeded":
    case "base_ref_force_pushed":
    case "base_ref_deleted":
      return {};
  }
}

function commitOf(world: World, sha: string): Json {
  return { commit_id: sha, commit_url: repoUrl(world, `/commits/${sha}`) };
}

function nameAndColor(label: Label): Json {
  return { name: label.name, color: label.color };
}
