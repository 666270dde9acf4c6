import type { Actor } from "../model.ts";
import { isPull } from "../model.ts";
import type { World } from "../world.ts";
import { connect } from "./connect.ts";
import { viewTimeline } from "./view-event.ts";
import { viewIssue } from "./view-issue.ts";
import { viewPull } from "./view-pull.ts";
import { viewRepository } from "./view-repository.ts";
import type { Viewer } from "./view.ts";

export function createViewer(world: World, actor: Actor): Viewer {
  const viewer: Viewer = {
    world,
    actor,
    views: {
      issue: (issue) => viewIssue(viewer, issue),
      issueOrPull: (issue) => (isPull(issue) ? viewPull(viewer, issue) : viewIssue(viewer, issue)),
      repository: () => viewRepository(viewer),
      timeline: (issue, page) => viewTimeline(viewer, issue, page),
      pulls: (pulls, page) => {
        const listed = pulls.map((pull) => ({
          cursor: pull.nodeId,
          view: () => viewer.views.issueOrPull(pull),
        }));
        return connect("associatedPullRequests", listed, page);
      },
    },
  };
  return viewer;
}
