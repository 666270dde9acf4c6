import {
  addReaction,
  createComment,
  deleteComment,
  editComment,
  minimizeComment,
  removeReaction,
} from "../act/change-comment.ts";
import {
  assign,
  closeIssue,
  createIssue,
  editIssue,
  lockIssue,
  reopenIssue,
  unassign,
} from "../act/change-issue.ts";
import { deleteIssue } from "../act/leave.ts";
import { createLabel, putLabel, removeLabel, setLabels } from "../act/change-labels.ts";
import type { Author } from "../act/record.ts";
import { authorOf, findIssue, record } from "../act/record.ts";
import type { Issue, StateReason } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { accountOf } from "../world.ts";
import { accountWithId, commentWithId, issueWithId, labelWithId, viewNode } from "./find-node.ts";
import { contentOf, reactionFields, viewAccountOrNull, viewReaction } from "./view-account.ts";
import { viewComment, viewLabel } from "./view-issue.ts";
import type { View, Viewer } from "./view.ts";

type Payload = Promise<Readonly<Record<string, unknown>>>;
interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string };
}

/** Root fields of graphql-js for issues, comments, labels and reactions; it calls them in the request's order. */
export function issueMutations(viewer: Viewer): Readonly<Record<string, unknown>> {
  const { world, actor } = viewer;
  const view = (issue: Issue): View => viewer.views.issueOrPull(findIssue(world, issue.number));
  const actorView = (): View | null => viewAccountOrNull(viewer, accountOf(actor) ?? null);
  const triager = (): Author => authorOf(actor, permit(actor, needs.triage));
  return {
    addComment: async ({ input }: Input<{ subjectId: string; body: string }>): Payload => {
      const issue = issueWithId(world, input.subjectId);
      const comment = createComment(world, actor, { issue, body: input.body });
      const commentEdge = { cursor: comment.nodeId, node: viewComment(viewer, comment) };
      return { ...echo(input), subject: view(issue), commentEdge };
    },
    updateIssueComment: async ({ input }: Input<{ id: string; body: string }>): Payload => {
      const comment = editComment(world, actor, {
        comment: commentWithId(world, input.id),
        body: input.body,
      });
      return { ...echo(input), issueComment: viewComment(viewer, comment) };
    },
    deleteIssueComment: async ({ input }: Input<{ id: string }>): Payload => {
      deleteComment(world, actor, commentWithId(world, input.id));
      return echo(input);
    },
    deleteIssue: async ({ input }: Input<{ issueId: string }>): Payload => {
      await deleteIssue(world, actor, issueWithId(world, input.issueId));
      return { ...echo(input), repository: viewer.views.repository() };
    },
    minimizeComment: async ({
      input,
    }: Input<{ subjectId: string; classifier: string }>): Payload => {
      const reason = input.classifier.toLowerCase().replaceAll("_", "-");
      const comment = minimizeComment(world, actor, {
        comment: commentWithId(world, input.subjectId),
        reason,
      });
      return { ...echo(input), minimizedComment: viewComment(viewer, comment) };
    },
    unminimizeComment: async ({ input }: Input<{ subjectId: string }>): Payload => {
      const comment = minimizeComment(world, actor, {
        comment: commentWithId(world, input.subjectId),
        reason: null,
      });
      return { ...echo(input), unminimizedComment: viewComment(viewer, comment) };
    },
    addReaction: async ({ input }: Input<{ subjectId: string; content: string }>): Payload => {
      const subject = await viewNode(viewer, input.subjectId);
      const { reaction } = addReaction(world, actor, {
        subject: input.subjectId,
        content: contentOf(input.content),
      });
      const { reactionGroups } = reactionFields(viewer, input.subjectId);
      return { ...echo(input), reaction: viewReaction(viewer, reaction), subject, reactionGroups };
    },
    removeReaction: async ({ input }: Input<{ subjectId: string; content: string }>): Payload => {
      const subject = await viewNode(viewer, input.subjectId);
      const removed = removeReaction(world, actor, {
        subject: input.subjectId,
        content: contentOf(input.content),
      });
      const { reactionGroups } = reactionFields(viewer, input.subjectId);
      return { ...echo(input), reaction: viewReaction(viewer, removed), subject, reactionGroups };
    },
    addLabelsToLabelable: async ({
      input,
    }: Input<{ labelableId: string; labelIds: readonly string[] }>): Payload => {
      const issue = issueWithId(world, input.labelableId);
      const labels = input.labelIds.map((id) => labelWithId(world, id));
      const author = triager();
      for (const label of labels) await putLabel(world, author, { issue, label });
      return { ...echo(input), labelable: view(issue) };
    },
    removeLabelsFromLabelable: async ({
      input,
    }: Input<{ labelableId: string; labelIds: readonly string[] }>): Payload => {
      const issue = issueWithId(world, input.labelableId);
      const labels = input.labelIds.map((id) => labelWithId(world, id));
      for (const label of labels) await removeLabel(world, actor, { issue, label });
      return { ...echo(input), labelable: view(issue) };
    },
    createLabel: async ({
      input,
    }: Input<{ name: string; color: string; description?: string | null }>): Payload => {
      const { name, color, description = null } = input;
      return {
        ...echo(input),
        label: viewLabel(viewer, createLabel(world, actor, { name, color, description })),
      };
    },
    createIssue: async ({ input }: Input<NewIssueInput>): Payload => {
      const issue = await createIssue(world, actor, {
        title: input.title,
        body: input.body ?? null,
        labels: (input.labelIds ?? []).map((id) => labelWithId(world, id).name),
        assignees: (input.assigneeIds ?? []).map((id) => accountWithId(world, id)),
      });
      return { ...echo(input), issue: view(issue) };
    },
    updateIssue: async ({ input }: Input<UpdateIssueInput>): Payload => {
      const issue = issueWithId(world, input.id);
      const { title, body, labelIds, state } = input;
      if (typeof title === "string" || typeof body === "string") {
        const edit = { title: title ?? undefined, body: body ?? undefined };
        await editIssue(world, actor, { issue, edit });
      }
      if (labelIds !== undefined && labelIds !== null) {
        await setLabels(world, actor, {
          issue,
          names: labelIds.map((id) => labelWithId(world, id).name),
        });
      }
      if (state === "CLOSED") await closeIssue(world, actor, { issue, reason: "completed" });
      if (state === "OPEN") await reopenIssue(world, actor, issue);
      return { ...echo(input), actor: actorView(), issue: view(issue) };
    },
    closeIssue: async ({ input }: Input<CloseIssueInput>): Payload => {
      const issue = issueWithId(world, input.issueId);
      const reason = closeReasons[input.stateReason ?? "COMPLETED"];
      const original = input.duplicateIssueId;
      await closeIssue(world, actor, { issue, reason });
      if (reason === "duplicate" && typeof original === "string") {
        const canonical = issueWithId(world, original).number;
        record(world, triager(), {
          number: issue.number,
          data: { kind: "marked_as_duplicate", canonical },
        });
      }
      return { ...echo(input), issue: view(issue) };
    },
    reopenIssue: async ({ input }: Input<{ issueId: string }>): Payload => {
      const issue = issueWithId(world, input.issueId);
      await reopenIssue(world, actor, issue);
      return { ...echo(input), issue: view(issue) };
    },
    lockLockable: async ({
      input,
    }: Input<{ lockableId: string; lockReason?: string | null }>): Payload => {
      const issue = issueWithId(world, input.lockableId);
      const reason = input.lockReason?.toLowerCase().replaceAll("_", " ") ?? null;
      await lockIssue(world, actor, { issue, isLocked: true, reason });
      return { ...echo(input), actor: actorView(), lockedRecord: view(issue) };
    },
    unlockLockable: async ({ input }: Input<{ lockableId: string }>): Payload => {
      const issue = issueWithId(world, input.lockableId);
      await lockIssue(world, actor, { issue, isLocked: false, reason: null });
      return { ...echo(input), actor: actorView(), unlockedRecord: view(issue) };
    },
    addAssigneesToAssignable: async ({
      input,
    }: Input<{ assignableId: string; assigneeIds: readonly string[] }>): Payload => {
      const issue = issueWithId(world, input.assignableId);
      const assignees = input.assigneeIds.map((id) => accountWithId(world, id));
      const author = triager();
      for (const assignee of assignees) await assign(world, author, { issue, assignee });
      return { ...echo(input), assignable: view(issue) };
    },
    removeAssigneesFromAssignable: async ({
      input,
    }: Input<{ assignableId: string; assigneeIds: readonly string[] }>): Payload => {
      const issue = issueWithId(world, input.assignableId);
      const assignees = input.assigneeIds.map((id) => accountWithId(world, id));
      const author = triager();
      for (const assignee of assignees) await unassign(world, author, { issue, assignee });
      return { ...echo(input), assignable: view(issue) };
    },
  };
}

interface NewIssueInput {
  readonly title: string;
  readonly body?: string | null;
  readonly labelIds?: readonly string[] | null;
  readonly assigneeIds?: readonly string[] | null;
}

interface UpdateIssueInput {
  readonly id: string;
  readonly title?: string | null;
  readonly body?: string | null;
  readonly state?: "OPEN" | "CLOSED" | null;
  readonly labelIds?: readonly string[] | null;
}

interface CloseIssueInput {
  readonly issueId: string;
  readonly stateReason?: keyof typeof closeReasons | null;
  readonly duplicateIssueId?: string | null;
}

const closeReasons = {
  COMPLETED: "completed",
  NOT_PLANNED: "not_planned",
  DUPLICATE: "duplicate",
} as const satisfies Readonly<Record<string, StateReason>>;

export function echo(input: {
  readonly clientMutationId?: string;
}): Readonly<Record<string, unknown>> {
  return { clientMutationId: input.clientMutationId ?? null };
}
