import { refuse } from "../failure.ts";
import type { Account, Comment, Issue, Label, PullRequest } from "../model.ts";
import { isPull } from "../model.ts";
import type { World } from "../world.ts";
import { viewAccount } from "./view-account.ts";
import { viewCommit, viewRef, refOfNodeId } from "./view-git.ts";
import { viewEvent } from "./view-event.ts";
import { viewComment, viewLabel } from "./view-issue.ts";
import type { View, Viewer } from "./view.ts";

export function issueWithId(world: World, id: string): Issue {
  return [...world.issues.values()].find((issue) => issue.nodeId === id) ?? unresolved(id);
}

export function pullWithId(world: World, id: string): PullRequest {
  const issue = issueWithId(world, id);
  return isPull(issue) ? issue : unresolved(id);
}

export function commentWithId(world: World, id: string): Comment {
  return [...world.comments.values()].find((comment) => comment.nodeId === id) ?? unresolved(id);
}

export function labelWithId(world: World, id: string): Label {
  return [...world.labels.values()].find((label) => label.nodeId === id) ?? unresolved(id);
}

export function accountWithId(world: World, id: string): Account {
  return [...world.accounts.values()].find((account) => account.nodeId === id) ?? unresolved(id);
}

export function unresolved(id: string): never {
  return refuse(404, `Could not resolve to a node with the global id of '${id}'`);
}

export async function viewNode(viewer: Viewer, id: string): Promise<View | null> {
  const { world } = viewer;
  const prefix = id.slice(0, id.indexOf("_"));
  switch (prefix) {
    case "I":
    case "PR":
      return viewer.views.issueOrPull(issueWithId(world, id));
    case "IC":
      return viewComment(viewer, commentWithId(world, id));
    case "LA":
      return viewLabel(viewer, labelWithId(world, id));
    case "U":
    case "BOT":
      return viewAccount(viewer, accountWithId(world, id));
    case "R":
      return id === world.repo.nodeId ? viewer.views.repository() : unresolved(id);
    case "REF":
      return (await viewRef(viewer, refOfNodeId(id))) ?? unresolved(id);
    case "C":
      return (await viewCommit(viewer, id.replace(/^C_kwDO/, ""))) ?? unresolved(id);
    default: {
      const event = [...world.timelines.values()].flat().find((one) => one.nodeId === id);
      return event === undefined ? unresolved(id) : viewEvent(viewer, event);
    }
  }
}
