import { refuse, refuseField } from "../failure.ts";
import type { Actor, Reaction } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { reactionContents } from "../show/show-issue.ts";
import type { World } from "../world.ts";
import { nodeId, reactionsOf } from "../world.ts";

interface ReactionInput {
  /** The node id of an issue, a pull request or a comment. */
  readonly subject: string;
  readonly content: string;
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
