import { guardWorkflows, needs, permit } from "../permission.ts";
import { showTeam } from "../team.ts";
import { refuse } from "../failure.ts";
import type { Account, Actor, Issue, PullRequest } from "../model.ts";
import { isPull } from "../model.ts";
import { showAccount } from "../show/show-account.ts";

import type { World } from "../world.ts";
import { nodeId } from "../world.ts";
import { checkText, close, newIssue } from "./change-issue.ts";
import { mergeTrees } from "./merge-trees.ts";
import { afterPush, commitAuthor } from "./push.ts";
import type { Author } from "./record.ts";
import { authorOf, emitIssue, findPull, record, update } from "./record.ts";
import { closedNumbers, recordReferences } from "./reference.ts";

export interface NewPull {
  readonly title: string;
  readonly body: string | null;
  readonly head: string;
  readonly base: string;
  readonly isDraft: boolean;
}

export async function createPull(world: World, actor: Actor, input: NewPull): Promise<PullRequest> {
  const author = authorOf(actor, permit(actor, needs.pulls));
  checkText(input.title, input.body);
  const headRef = input.head.replace(`${world.owner.login}:`, "");
  const headSha = await branchSha(world, headRef, "head");
  const baseSha = await branchSha(world, input.base, "base");
  if (findOpenPull(world, headRef, input.base) !== undefined) {
    return refusePull(`A pull request already exists for ${world.owner.login}:${headRef}.`);
  }
  const comparison = await world.git.compare(baseSha, headSha);
  if (comparison === undefined || comparison.ahead.length === 0) {
    return refusePull(`No commits between ${input.base} and ${headRef}`);
  }
  const issue = newIssue(world, author, input);
  const pull = {
    id: world.nextId(),
    headRef,
    headSha,
    baseRef: input.base,
    baseSha,
    isDraft: input.isDraft,
    merge: null,
    reviewers: [],
  };
  world.issues.set(issue.number, { ...issue, nodeId: nodeId("PR", issue.id), pull });
  recordReferences(world, author, {
    source: issue.number,
    text: `${input.title}\n\n${input.body ?? ""}`,
  });
  await emitIssue(world, issue, { action: "opened", sender: author.account });
  return findPull(world, issue.number);
}

async function branchSha(world: World, name: string, field: string): Promise<string> {
  const sha = await world.git.branch(name);
  if (sha !== undefined) return sha;
  return refuse(422, "Validation Failed", {
    errors: [{ resource: "PullRequest", field, code: "invalid" }],
  });
}

function refusePull(message: string): never {
  return refuse(422, "Validation Failed", {
    errors: [{ resource: "PullRequest", code: "custom", message }],
  });
}

function findOpenPull(world: World, headRef: string, baseRef: string): Issue | undefined {
  return [...world.issues.values()].find(
    (issue) =>
      isPull(issue) &&
      issue.state === "open" &&
      issue.pull.headRef === headRef &&
      issue.pull.baseRef === baseRef,
  );
}

export interface Merge {
  readonly issue: PullRequest;
  readonly method: "merge" | "squash" | "rebase";
  readonly title?: string;
  readonly message?: string;
  readonly expectedHead?: string;
}

export async function mergePull(world: World, actor: Actor, merge: Merge): Promise<PullRequest> {
  const author = authorOf(actor, permit(actor, needs.contents));
  const { issue } = merge;
  const { headSha, headRef, baseRef, isDraft } = issue.pull;
  if (issue.state !== "open" || isDraft) return refuse(405, "Pull Request is not mergeable");
  if (merge.expectedHead !== undefined && merge.expectedHead !== headSha) {
    return refuse(409, "Head branch was modified. Review and try the merge again.");
  }
  const before = await branchSha(world, baseRef, "base");
  const tree = await mergeTrees(world.git, { base: before, head: headSha });
  if (tree === undefined) return refuse(405, "Pull Request is not mergeable");
  const title =
    merge.title ??
    (merge.method === "merge"
      ? `Merge pull request #${issue.number} from ${world.owner.login}/${headRef}`
      : `${issue.title} (#${issue.number})`);
  const text = merge.message ?? (merge.method === "merge" ? issue.title : "");
  const sha = await world.git.addCommit({
    message: text === "" ? title : `${title}\n\n${text}`,
    tree,
    parents: merge.method === "merge" ? [before, headSha] : [before],
    author: commitAuthor(world, author.account),
  });
  await world.git.setRef(`refs/heads/${baseRef}`, sha);
  await markMerged(world, author, { issue, before, sha });
  await afterPush(world, author, { ref: `refs/heads/${baseRef}`, before, after: sha });
  return findPull(world, issue.number);
}

async function markMerged(
  world: World,
  author: Author,
  merged: { issue: PullRequest; before: string; sha: string },
): Promise<void> {
  const { issue, sha } = merged;
  const { number } = issue;
  const at = world.now();
  update(world, issue, {
    state: "closed",
    closedAt: at,
    closedBy: author.account,
    pull: { ...issue.pull, baseSha: merged.before, merge: { at, by: author.account, sha } },
  });
  record(world, author, { number, data: { kind: "merged", sha } });
  record(world, author, { number, data: { kind: "closed", reason: null, closer: null } });
  await emitIssue(world, issue, { action: "closed", sender: author.account });
  if (issue.pull.baseRef !== world.defaultBranch) return;
  for (const target of closedNumbers(world, issue.body ?? "")) {
    const fixed = world.issues.get(target);
    if (fixed === undefined || isPull(fixed)) continue;
    await close(world, author, {
      issue: fixed,
      reason: "completed",
      closer: { kind: "pull", number },
    });
  }
}

/** What the "Revert" button does: a branch from the base with the inverse change, and a pull request for it. */
export async function revertPull(
  world: World,
  actor: Actor,
  revert: { issue: PullRequest; title?: string; body?: string; isDraft?: boolean },
): Promise<PullRequest> {
  const author = authorOf(actor, permit(actor, needs.contents));
  permit(actor, needs.pulls);
  const { issue } = revert;
  const { pull, number } = issue;
  if (pull.merge === null) return refuse(422, "Pull request must be merged to be reverted.");
  const head = `revert-${number}-${pull.headRef}`;
  if ((await world.git.branch(head)) !== undefined)
    return refuse(422, "The pull request could not be reverted.");
  const base = await branchSha(world, pull.baseRef, "base");
  const merged = await world.git.commit(pull.merge.sha);
  const tree = await mergeTrees(world.git, {
    base,
    head: merged?.parents[0] ?? pull.baseSha,
    ancestor: pull.merge.sha,
  });
  if (tree === undefined)
    return refuse(422, "The pull request could not be reverted: there are conflicts.");
  const sha = await world.git.addCommit({
    message: `Revert "${issue.title}"`,
    tree,
    parents: [base],
    author: commitAuthor(world, author.account),
  });
  const changed = await world.git.compare(base, sha);
  guardWorkflows(actor, changed?.files.map(({ path }) => path) ?? []);
  const ref = `refs/heads/${head}`;
  await world.git.setRef(ref, sha);
  await afterPush(world, author, { ref, before: undefined, after: sha });
  return createPull(world, actor, {
    title: revert.title ?? `Revert "${issue.title}"`,
    body: revert.body ?? `Reverts ${world.owner.login}/${world.repo.name}#${number}`,
    head,
    base: pull.baseRef,
    isDraft: revert.isDraft ?? false,
  });
}

export async function requestReviews(
  world: World,
  actor: Actor,
  request: { issue: PullRequest; reviewers: readonly Account[] },
): Promise<void> {
  const author = authorOf(actor, permit(actor, needs.pulls));
  for (const reviewer of request.reviewers) {
    const issue = findPull(world, request.issue.number);
    if (reviewer.id === issue.author.id)
      refuse(422, "Review cannot be requested from pull request author.");
    if (issue.pull.reviewers.some((one) => one.id === reviewer.id)) continue;
    update(world, issue, {
      pull: { ...issue.pull, reviewers: [...issue.pull.reviewers, reviewer] },
    });
    record(world, author, { number: issue.number, data: { kind: "review_requested", reviewer } });
    const more =
      reviewer.kind === "Team"
        ? { requested_team: showTeam(world, reviewer) }
        : { requested_reviewer: showAccount(world, reviewer) };
    await emitIssue(world, issue, { action: "review_requested", sender: author.account, more });
  }
}
