import { parseLink } from "../src/core/model/marker.ts";
import type { Pull, ReportState, Snapshot } from "../src/core/model/snapshot.ts";
import type { Comment, Person } from "../src/core/model/timeline.ts";
import { renderImpossible } from "../src/text/comments/board-problem.ts";
import type { Write } from "../src/text/write.ts";
import {
  addEvent,
  addPull,
  mapPage,
  newPull,
  nextId,
  SELF,
  withIssue,
  withPull,
  withSnapshot,
} from "./world.ts";
import type { World } from "./world.ts";

/** GitHub does what the bot asks. */
export function applyWrite(before: World, write: Write): World {
  const { id, world } = nextId(before, "X");
  const { issue, now, timeline } = world.snapshot;
  const event = { id, at: now, by: SELF };
  switch (write.type) {
    case "add-comment":
      return write.subject === issue.id
        ? addEvent(world, { ...ownComment(event, write.body), id: `IC_${id}` })
        : commentOnPull(world, write.subject, ownComment(event, write.body));
    case "edit-comment":
      return mapComments(world, (comment) =>
        comment.id === write.id
          ? { ...comment, body: write.body, editedBy: SELF, editedAt: now }
          : comment,
      );
    case "delete-comment":
      return withSnapshot(world, { timeline: timeline.filter((entry) => entry.id !== write.id) });
    case "react":
      return mapSaid(world, (comment) =>
        comment.id === write.subject
          ? { ...comment, hasOwnReaction: true, reactedAt: comment.reactedAt ?? now }
          : comment,
      );
    case "add-label":
    case "remove-label":
      return applyLabel(world, write, event);
    case "close":
      return addEvent(withIssue(world, { state: "closed" }), {
        ...event,
        type: "closed",
        reason: write.as,
      });
    case "reopen":
      return addEvent(withIssue(world, { state: "open" }), { ...event, type: "reopened" });
    case "revert":
      return applyRevert(world, write);
    case "create-branch":
    case "move-branch":
    case "commit-file":
    case "open-pull":
    case "request-reviewers":
      return withSnapshot(world, { report: applyReport(world.snapshot, write) });
  }
}

function ownComment(
  event: { readonly id: string; readonly at: string; readonly by: Person },
  body: string,
): Comment {
  return {
    ...event,
    type: "commented",
    body,
    url: `https://github.com/acme/shop/issues/42#${event.id}`,
    isOwn: true,
    hasOwnReaction: false,
  };
}

function mapComments(world: World, change: (comment: Comment) => Comment): World {
  const timeline = world.snapshot.timeline.map((event) =>
    event.type === "commented" ? change(event) : event,
  );
  return withSnapshot(world, { timeline });
}

/** The same on the incident and on the pages of its pull requests. */
function mapSaid(world: World, change: (comment: Comment) => Comment): World {
  const numbers = [...world.pages.keys()];
  return numbers.reduce(
    (changed, number) => mapPage(changed, number, (comments) => comments.map(change)),
    mapComments(world, change),
  );
}

function commentOnPull(world: World, subject: string, comment: Comment): World {
  const pull = world.snapshot.pulls.find((other) => other.id === subject);
  if (pull === undefined) return world;
  const link = parseLink(comment.body);
  if (link === undefined) {
    return mapPage(world, pull.number, (comments) => [...comments, comment]);
  }
  return withPull(world, pull.number, {
    links: [...pull.links, { ...link, at: world.snapshot.now }],
  });
}

function applyLabel(
  world: World,
  write: Extract<Write, { readonly label: string }>,
  event: { readonly id: string; readonly at: string; readonly by: Person },
): World {
  const { issue, pulls } = world.snapshot;
  const change = (labels: readonly string[]): readonly string[] =>
    write.type === "add-label"
      ? [...new Set([...labels, write.label])]
      : labels.filter((label) => label !== write.label);
  if (write.subject === issue.id) {
    return addEvent(withIssue(world, { labels: change(issue.labels) }), {
      ...event,
      type: write.type === "add-label" ? "labeled" : "unlabeled",
      label: write.label,
    });
  }
  const pull = pulls.find((other) => other.id === write.subject);
  return pull === undefined ? world : withPull(world, pull.number, { labels: change(pull.labels) });
}

function applyRevert(world: World, write: Extract<Write, { readonly type: "revert" }>): World {
  const reverted = world.snapshot.pulls.find((pull) => pull.id === write.pull);
  if (reverted === undefined) return world;
  if (world.conflicts.has(reverted.number)) {
    return applyWrite(
      world,
      renderImpossible(write, "This pull request cannot be reverted automatically"),
    );
  }
  const number = 900 + reverted.number;
  const revert: Pull = {
    ...newPull({ number, by: SELF, at: world.snapshot.now }),
    title: write.title,
    body: write.body,
    head: `revert-${reverted.number}-${reverted.head}`,
  };
  return addPull(world, revert);
}

type ReportWrite = Extract<
  Write,
  {
    readonly type:
      | "create-branch"
      | "move-branch"
      | "commit-file"
      | "open-pull"
      | "request-reviewers";
  }
>;

function applyReport(snapshot: Snapshot, write: ReportWrite): ReportState {
  const { report, now } = snapshot;
  switch (write.type) {
    case "create-branch":
      return { ...report, branchOid: write.oid, branchId: "REF_1" };
    case "move-branch": {
      const { file: _, ...rest } = report;
      return { ...rest, branchOid: write.oid };
    }
    case "commit-file":
      if (write.expectedOid !== report.branchOid) throw new Error("a stale branch was written");
      return {
        ...report,
        branchOid: `${report.branchOid.slice(0, 39)}${report.branchOid.endsWith("1") ? "2" : "1"}`,
        file: { path: write.path, text: write.text },
      };
    case "open-pull":
      return {
        ...report,
        pull: {
          ...newPull({ number: (report.pull?.number ?? 199) + 1, by: SELF, at: now }),
          title: write.title,
          body: write.body,
          head: write.head,
        },
      };
    case "request-reviewers":
      return { ...report, hasReviewers: true };
  }
}
