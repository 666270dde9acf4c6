import { refuse } from "../failure.ts";
import type { Actor, Gone, Issue } from "../model.ts";
import { isPull } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { showIssue } from "../show/show-issue.ts";
import { showRepository } from "../show/show-repository.ts";
import type { World } from "../world.ts";
import { commentsOf, nodeId } from "../world.ts";
import { close, setLock } from "./change-issue.ts";
import { authorOf, emitIssue, record } from "./record.ts";

/** Its number is never given again. A pull request can't be deleted. */
export async function deleteIssue(world: World, actor: Actor, issue: Issue): Promise<void> {
  const sender = permit(actor, needs.remove);
  if (isPull(issue)) refuse(422, "Pull requests can't be deleted");
  await emitIssue(world, issue, { action: "deleted", sender });
  forget(world, issue, { kind: "deleted" });
}

/** Moves it to another repository of the same owner, which nobody can look into from here. */
export async function transferIssue(
  world: World,
  actor: Actor,
  { issue, to }: { readonly issue: Issue; readonly to: string },
): Promise<void> {
  const sender = permit(actor, needs.transfer);
  if (isPull(issue)) refuse(422, "Pull requests can't be transferred");
  const [id, repository, number] = [world.nextId(), world.nextId(), 1];
  const there: World = {
    ...world,
    repo: { id: repository, nodeId: nodeId("R", repository), name: to },
  };
  const changes = {
    new_issue: showIssue(there, { ...issue, id, nodeId: nodeId("I", id), number }),
    new_repository: showRepository(there),
  };
  await emitIssue(world, issue, { action: "transferred", sender, more: { changes } });
  forget(world, issue, { kind: "transferred", repository, number });
}

function forget(world: World, { number }: Issue, gone: Gone): void {
  for (const { id } of commentsOf(world, number)) world.comments.delete(id);
  world.timelines.delete(number);
  world.issues.delete(number);
  world.gone.set(number, gone);
}

/** Makes a discussion of it; the issue stays, closed and locked, and nobody can go on there. */
export async function convertIssue(world: World, actor: Actor, issue: Issue): Promise<void> {
  const author = authorOf(actor, permit(actor, needs.triage));
  if (isPull(issue)) refuse(422, "Pull requests can't be converted");
  world.nextNumber();
  await close(world, author, { issue, reason: "completed" });
  await setLock(world, author, { issue, isLocked: true, reason: null });
  record(world, author, { number: issue.number, data: { kind: "converted_to_discussion" } });
}
