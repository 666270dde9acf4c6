import { refuse, refuseField } from "../failure.ts";
import type { Actor, Comment, Issue, Reaction } from "../model.ts";
import { needs, permit, permitAuthorOr, permitComment } from "../permission.ts";
import { seesTeams } from "../team.ts";
import { reactionContents, showComment, showIssue } from "../show/show-issue.ts";
import { charactersIn } from "../text-length.ts";
import { nodeId, reactionsOf } from "../world.ts";
import type { World } from "../world.ts";
import { maximumBody } from "./change-issue.ts";
import { authorOf, findIssue, forget, isConverted, record, update } from "./record.ts";
import { recordReferences } from "./reference.ts";

interface ReactionInput {
  /** The node id of an issue, a pull request or a comment. */
  readonly subject: string;
  readonly content: string;
}

export function createComment(
  world: World,
  actor: Actor,
  input: { issue: Issue; body: string },
): Comment {
  const account = permitComment(actor, input.issue);
  if (isConverted(world, input.issue))
    refuse(403, "Unable to create comment because issue is locked.");
  checkBody(input.body);
  const author = authorOf(actor, account);
  const id = world.nextId();
  const now = world.now();
  const comment: Comment = {
    id,
    nodeId: nodeId("IC", id),
    number: input.issue.number,
    author: account,
    byApp: author.byApp,
    body: input.body,
    createdAt: now,
    updatedAt: now,
    editedAt: null,
    editor: null,
    minimized: null,
    seesTeams: seesTeams(actor),
  };
  world.comments.set(id, comment);
  update(world, input.issue, {});
  record(world, author, { number: comment.number, data: { kind: "commented", comment: id } });
  recordReferences(world, author, { source: comment.number, text: comment.body });
  const issue = showIssue(world, findIssue(world, comment.number));
  const body = { issue, comment: showComment(world, comment) };
  world.emit({ event: "issue_comment", action: "created", sender: account, body });
  return comment;
}

export function editComment(
  world: World,
  actor: Actor,
  edit: { comment: Comment; body: string },
): Comment {
  const { comment } = edit;
  const sender = permitAuthorOr(actor, comment.author, needs.edit);
  checkBody(edit.body);
  if (edit.body === comment.body) return comment;
  const now = world.now();
  const edited = {
    ...comment,
    body: edit.body,
    updatedAt: now,
    editedAt: now,
    editor: sender,
    seesTeams: seesTeams(actor),
  };
  world.comments.set(comment.id, edited);
  const issue = update(world, findIssue(world, comment.number), {});
  recordReferences(world, authorOf(actor, sender), { source: comment.number, text: edit.body });
  world.emit({
    event: "issue_comment",
    action: "edited",
    sender,
    body: {
      issue: showIssue(world, issue),
      comment: showComment(world, edited),
      changes: { body: { from: comment.body } },
    },
  });
  return edited;
}

export function deleteComment(world: World, actor: Actor, comment: Comment): void {
  const sender = permitAuthorOr(actor, comment.author, needs.edit);
  const issue = update(world, findIssue(world, comment.number), {});
  const body = { issue: showIssue(world, issue), comment: showComment(world, comment) };
  world.comments.delete(comment.id);
  forget(
    world,
    comment.number,
    ({ data }) => data.kind === "commented" && data.comment === comment.id,
  );
  record(world, authorOf(actor, sender), {
    number: comment.number,
    data: { kind: "comment_deleted", author: comment.author, comment: comment.id },
  });
  world.emit({ event: "issue_comment", action: "deleted", sender, body });
}

export function minimizeComment(
  world: World,
  actor: Actor,
  change: { comment: Comment; reason: string | null },
): Comment {
  permit(actor, needs.edit);
  const minimized = { ...change.comment, minimized: change.reason };
  world.comments.set(minimized.id, minimized);
  return minimized;
}

export function findComment(world: World, id: number): Comment {
  return world.comments.get(id) ?? refuse(404, "Not Found");
}

function checkBody(body: string): void {
  if (body.trim() === "") refuseField("IssueComment", "body", "missing_field");
  if (charactersIn(body) <= maximumBody) return;
  refuse(422, "Validation Failed", {
    errors: [
      {
        resource: "IssueComment",
        code: "unprocessable",
        field: "data",
        message: `Body is too long (maximum is ${maximumBody} characters)`,
      },
    ],
  });
}

/** One reaction of a kind for each account: a second time gives the first one back. GitHub sends no webhook. */
export function addReaction(
  world: World,
  actor: Actor,
  input: ReactionInput,
): { reaction: Reaction; isNew: boolean } {
  const author = permit(actor, needs.discuss);
  if (!reactionContents.some((content) => content === input.content)) {
    return refuseField("Reaction", "content", "invalid");
  }
  const known = reactionsOf(world, input.subject).find(
    (one) => one.author.id === author.id && one.content === input.content,
  );
  if (known !== undefined) return { reaction: known, isNew: false };
  const id = world.nextId();
  const reaction = { id, nodeId: nodeId("REA", id), ...input, author, at: world.now() };
  world.reactions.set(id, reaction);
  return { reaction, isNew: true };
}

export function removeReaction(world: World, actor: Actor, input: ReactionInput): Reaction {
  const author = permit(actor, needs.discuss);
  const known = reactionsOf(world, input.subject).find(
    (one) => one.author.id === author.id && one.content === input.content,
  );
  if (known === undefined) return refuse(404, "Could not find the reaction");
  world.reactions.delete(known.id);
  return known;
}

export function deleteReaction(world: World, actor: Actor, id: number): void {
  const author = permit(actor, needs.discuss);
  const reaction = world.reactions.get(id) ?? refuse(404, "Not Found");
  if (reaction.author.id !== author.id) refuse(404, "Not Found");
  world.reactions.delete(id);
}
