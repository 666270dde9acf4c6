import { closeIssue, editIssue, reopenIssue } from "../act/change-issue.ts";
import { createPull, mergePull, requestReviews, revertPull } from "../act/change-pull.ts";
import { findPull } from "../act/record.ts";
import { editBase } from "../act/retarget.ts";
import { refuse } from "../failure.ts";
import type { PullRequest } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { accountOf } from "../world.ts";
import { accountWithId, pullWithId } from "./find-node.ts";
import { echo } from "./mutate-issues.ts";
import { viewAccountOrNull } from "./view-account.ts";
import { viewPull } from "./view-pull.ts";
import type { View, Viewer } from "./view.ts";

type Payload = Promise<Readonly<Record<string, unknown>>>;
interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string };
}

export function pullMutations(viewer: Viewer): Readonly<Record<string, unknown>> {
  const { world, actor } = viewer;
  const view = (pull: PullRequest): View => viewPull(viewer, findPull(world, pull.number));
  const actorView = (): View | null => viewAccountOrNull(viewer, accountOf(actor) ?? null);
  return {
    createPullRequest: async ({ input }: Input<NewPullInput>): Payload => {
      const pull = await createPull(world, actor, {
        title: input.title,
        body: input.body ?? null,
        head: input.headRefName.replace(/^refs\/heads\//, ""),
        base: input.baseRefName.replace(/^refs\/heads\//, ""),
        isDraft: input.draft ?? false,
      });
      return { ...echo(input), pullRequest: view(pull) };
    },
    updatePullRequest: async ({ input }: Input<UpdatePullInput>): Payload => {
      const pull = pullWithId(world, input.pullRequestId);
      const edit = { title: input.title ?? undefined, body: input.body ?? undefined };
      await editIssue(world, actor, { issue: pull, edit });
      if (typeof input.baseRefName === "string") {
        const base = input.baseRefName.replace(/^refs\/heads\//, "");
        await editBase(world, actor, { issue: pull, base });
      }
      if (input.state === "CLOSED")
        await closeIssue(world, actor, { issue: pull, reason: "completed" });
      if (input.state === "OPEN") await reopenIssue(world, actor, pull);
      return { ...echo(input), actor: actorView(), pullRequest: view(pull) };
    },
    closePullRequest: async ({ input }: Input<{ pullRequestId: string }>): Payload => {
      const pull = pullWithId(world, input.pullRequestId);
      await closeIssue(world, actor, { issue: pull, reason: "completed" });
      return { ...echo(input), pullRequest: view(pull) };
    },
    reopenPullRequest: async ({ input }: Input<{ pullRequestId: string }>): Payload => {
      const pull = pullWithId(world, input.pullRequestId);
      if (pull.pull.merge !== null) return refuse(422, "Could not open the pull request.");
      await reopenIssue(world, actor, pull);
      return { ...echo(input), pullRequest: view(pull) };
    },
    mergePullRequest: async ({ input }: Input<MergeInput>): Payload => {
      const { commitHeadline: title, commitBody: message, expectedHeadOid: expectedHead } = input;
      const pull = await mergePull(world, actor, {
        issue: pullWithId(world, input.pullRequestId),
        method: mergeMethods[input.mergeMethod ?? "MERGE"],
        ...(typeof title === "string" ? { title } : {}),
        ...(typeof message === "string" ? { message } : {}),
        ...(typeof expectedHead === "string" ? { expectedHead } : {}),
      });
      return { ...echo(input), actor: actorView(), pullRequest: view(pull) };
    },
    revertPullRequest: async ({ input }: Input<RevertInput>): Payload => {
      const { title, body } = input;
      const pull = pullWithId(world, input.pullRequestId);
      const revert = await revertPull(world, actor, {
        issue: pull,
        isDraft: input.draft ?? false,
        ...(typeof title === "string" ? { title } : {}),
        ...(typeof body === "string" ? { body } : {}),
      });
      return { ...echo(input), pullRequest: view(pull), revertPullRequest: view(revert) };
    },
    // No branch here has a rule that asks for a queue; who stands in one was put there by hand.
    enqueuePullRequest: async ({ input }: Input<{ pullRequestId: string }>): Payload => {
      permit(actor, needs.queue);
      pullWithId(world, input.pullRequestId);
      return refuse(422, "No merge queue found for the base branch");
    },
    dequeuePullRequest: async ({ input }: Input<{ id: string }>): Payload => {
      permit(actor, needs.queue);
      const { number } = pullWithId(world, input.id);
      if (world.mergeQueue.delete(number)) return { ...echo(input), mergeQueueEntry: null };
      return refuse(422, "Pull request is not in the merge queue");
    },
    requestReviews: async ({
      input,
    }: Input<{ pullRequestId: string; userIds?: readonly string[] | null }>): Payload => {
      const pull = pullWithId(world, input.pullRequestId);
      const reviewers = (input.userIds ?? []).map((id) => accountWithId(world, id));
      await requestReviews(world, actor, { issue: pull, reviewers });
      return { ...echo(input), actor: actorView(), pullRequest: view(pull) };
    },
  };
}

interface NewPullInput {
  readonly title: string;
  readonly body?: string | null;
  readonly headRefName: string;
  readonly baseRefName: string;
  readonly draft?: boolean | null;
}

interface UpdatePullInput {
  readonly pullRequestId: string;
  readonly baseRefName?: string | null;
  readonly title?: string | null;
  readonly body?: string | null;
  readonly state?: "OPEN" | "CLOSED" | null;
}

interface MergeInput {
  readonly pullRequestId: string;
  readonly commitHeadline?: string | null;
  readonly commitBody?: string | null;
  readonly expectedHeadOid?: string | null;
  readonly mergeMethod?: keyof typeof mergeMethods | null;
}

interface RevertInput {
  readonly pullRequestId: string;
  readonly title?: string | null;
  readonly body?: string | null;
  readonly draft?: boolean | null;
}

const mergeMethods = { MERGE: "merge", SQUASH: "squash", REBASE: "rebase" } as const;
