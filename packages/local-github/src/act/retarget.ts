import { refuse } from "../failure.ts";
import type { Actor, PullRequest } from "../model.ts";
import { isPull } from "../model.ts";
import { needs, permitAuthorOr } from "../permission.ts";
import type { World } from "../world.ts";
import { close } from "./change-issue.ts";
import type { Author } from "./record.ts";
import { authorOf, emitIssue, findPull, record, update } from "./record.ts";

/** Somebody chooses another branch for a pull request to be merged into. */
export async function editBase(
  world: World,
  actor: Actor,
  { issue, base }: { readonly issue: PullRequest; readonly base: string },
): Promise<void> {
  const author = authorOf(actor, permitAuthorOr(actor, issue.author, needs.edit));
  const { headRef, headSha, baseRef } = issue.pull;
  if (base === baseRef) return;
  if (issue.state !== "open") refuseBase("Cannot change the base branch of a closed pull request.");
  const tip = await world.git.branch(base);
  if (tip === undefined) {
    return refuse(422, "Validation Failed", {
      errors: [{ resource: "PullRequest", field: "base", code: "invalid" }],
    });
  }
  if (pullsOn(world, base).some(({ pull }) => pull.headRef === headRef)) {
    refuseBase(
      `A pull request already exists for base branch '${base}' and head branch '${headRef}'`,
    );
  }
  if (((await world.git.compare(tip, headSha))?.ahead.length ?? 0) === 0) {
    refuseBase(
      `There are no new commits between base branch '${base}' and head branch '${headRef}'`,
    );
  }
  await retarget(world, author, { issue, base, tip, kind: "base_ref_changed" });
}

function refuseBase(message: string): never {
  return refuse(422, "Validation Failed", {
    errors: [{ resource: "PullRequest", field: "base", code: "invalid", message }],
  });
}

/**
 * What becomes of a stack when the branch below is deleted: once its pull request is merged, the next one is for the branch
 * that that one was for; otherwise it is closed.
 */
export async function leaveBase(world: World, author: Author, branch: string): Promise<void> {
  const merged = [...world.issues.values()]
    .filter(isPull)
    .findLast(({ pull }) => pull.headRef === branch && pull.merge !== null);
  const base = merged?.pull.baseRef;
  const tip = base === undefined ? undefined : await world.git.branch(base);
  for (const issue of pullsOn(world, branch)) {
    if (base === undefined || tip === undefined) {
      record(world, author, { number: issue.number, data: { kind: "base_ref_deleted" } });
      await close(world, author, { issue, reason: "completed" });
    } else {
      const kind = "automatic_base_change_succeeded";
      await retarget(world, author, { issue, base, tip, kind });
    }
  }
}

export function pullsOn(world: World, base: string): readonly PullRequest[] {
  return [...world.issues.values()]
    .filter(isPull)
    .filter(({ state, pull }) => state === "open" && pull.baseRef === base);
}

export async function retarget(
  world: World,
  author: Author,
  to: {
    readonly issue: PullRequest;
    readonly base: string;
    readonly tip: string;
    readonly kind: "base_ref_changed" | "automatic_base_change_succeeded";
  },
): Promise<void> {
  const { pull } = findPull(world, to.issue.number);
  update(world, to.issue, { pull: { ...pull, baseRef: to.base, baseSha: to.tip } });
  const { number } = to.issue;
  record(world, author, { number, data: { kind: to.kind, from: pull.baseRef, to: to.base } });
  const base = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } };
  const more = { changes: { base } };
  await emitIssue(world, to.issue, { action: "edited", sender: author.account, more });
}
