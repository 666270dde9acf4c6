import {
  addReaction,
  createComment,
  deleteComment,
  deleteReaction,
  editComment,
  findComment,
} from "../act/change-comment.ts";
import { findIssue } from "../act/record.ts";
import type { Comment } from "../model.ts";
import { isoTime } from "../model.ts";
import { textOf } from "../narrow.ts";
import { showComment, showReaction } from "../show/show-issue.ts";
import { renderTeams } from "../team.ts";
import type { World } from "../world.ts";
import { commentsOf, reactionsOf } from "../world.ts";
import type { RestContext, Routes } from "./route.ts";
import { numberIn, page, readBody, repoPath } from "./route.ts";

export function addCommentRoutes(app: Routes, world: World): void {
  const commentPath = `${repoPath}/issues/comments/:id{[0-9]+}`;
  const issuePath = `${repoPath}/issues/:number{[0-9]+}`;
  const commentIn = (c: RestContext): Comment => findComment(world, numberIn(c, "id"));

  app.get(`${repoPath}/issues/comments`, (c) =>
    listComments(c, world, [...world.comments.values()]),
  );
  app.get(commentPath, (c) => {
    const comment = commentIn(c);
    const isHtml = /html|full/.test(c.req.header("accept") ?? "");
    const body_html = renderTeams(world, comment.body, comment.seesTeams);
    return c.json({ ...showComment(world, comment), ...(isHtml ? { body_html } : {}) });
  });
  app.patch(commentPath, async (c) => {
    const body = textOf((await readBody(c))["body"]);
    const comment = editComment(world, c.env.actor, { comment: commentIn(c), body });
    return c.json(showComment(world, comment));
  });
  app.delete(commentPath, (c) => {
    deleteComment(world, c.env.actor, commentIn(c));
    return c.body(null, 204);
  });
  app.get(`${issuePath}/comments`, (c) =>
    listComments(c, world, commentsOf(world, findIssue(world, numberIn(c, "number")).number)),
  );
  app.post(`${issuePath}/comments`, async (c) => {
    const issue = findIssue(world, numberIn(c, "number"));
    const body = textOf((await readBody(c))["body"]);
    return c.json(showComment(world, createComment(world, c.env.actor, { issue, body })), 201);
  });
  addReactionRoutes(app, world, { path: commentPath, subject: (c) => commentIn(c).nodeId });
  addReactionRoutes(app, world, {
    path: issuePath,
    subject: (c) => findIssue(world, numberIn(c, "number")).nodeId,
  });
}

interface Reactable {
  readonly path: string;
  readonly subject: (c: RestContext) => string;
}

function addReactionRoutes(app: Routes, world: World, { path, subject }: Reactable): void {
  app.get(`${path}/reactions`, (c) => {
    const content = c.req.query("content");
    const reactions = reactionsOf(world, subject(c)).filter(
      (one) => content === undefined || one.content === content,
    );
    return c.json(page(c, reactions).map((one) => showReaction(world, one)));
  });
  app.post(`${path}/reactions`, async (c) => {
    const content = textOf((await readBody(c))["content"]);
    const { reaction, isNew } = addReaction(world, c.env.actor, { subject: subject(c), content });
    return c.json(showReaction(world, reaction), isNew ? 201 : 200);
  });
  app.delete(`${path}/reactions/:reaction`, (c) => {
    deleteReaction(world, c.env.actor, numberIn(c, "reaction"));
    return c.body(null, 204);
  });
}

function listComments(c: RestContext, world: World, comments: readonly Comment[]): Response {
  const since = c.req.query("since");
  const wanted = comments.filter((one) => since === undefined || isoTime(one.updatedAt) >= since);
  const ordered = c.req.query("direction") === "desc" ? wanted.toReversed() : wanted;
  return c.json(page(c, ordered).map((one) => showComment(world, one)));
}
