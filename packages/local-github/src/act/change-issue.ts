import { refuseField } from "../failure.ts";
import type {
  Account,
  Actor,
  Closer,
  ContentEdit,
  Issue,
  Json,
  Label,
  StateReason,
} from "../model.ts";
import { mayDo, needs, permit, permitAuthorOr } from "../permission.ts";
import { showAccount } from "../show/show-account.ts";
import { checkLength } from "../text-length.ts";
import type { World } from "../world.ts";
import { nodeId } from "../world.ts";
import { labelsByName, putLabel } from "./change-labels.ts";
import type { Author } from "./record.ts";
import { authorOf, emitIssue, findIssue, isConverted, record, update } from "./record.ts";
import { recordReferences } from "./reference.ts";

export const maximumBody = 65_536;

export interface NewIssue {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly assignees?: readonly Account[];
}

/** People without triage may open issues, but their labels and assignees are dropped, as GitHub does. */
export async function createIssue(world: World, actor: Actor, input: NewIssue): Promise<Issue> {
  const author = authorOf(actor, permit(actor, needs.open));
  const mayTriage = mayDo(actor, needs.triage);
  return openIssue(world, author, {
    title: input.title,
    body: input.body ?? null,
    labels: mayTriage ? labelsByName(world, author, input.labels ?? []) : [],
    assignees: mayTriage ? (input.assignees ?? []) : [],
  });
}

export interface OpenedIssue {
  readonly title: string;
  readonly body: string | null;
  readonly labels: readonly Label[];
  readonly assignees: readonly Account[];
}

/** Opens without asking for permission: a form's own labels are put on for strangers too. */
export async function openIssue(world: World, author: Author, input: OpenedIssue): Promise<Issue> {
  checkText(input.title, input.body);
  const issue = newIssue(world, author, input);
  // GitHub's `opened` payload shows the labels, and a `labeled` follows for each of them.
  world.issues.set(issue.number, { ...issue, labels: input.labels.map((label) => label.id) });
  await emitIssue(world, issue, { action: "opened", sender: author.account });
  world.issues.set(issue.number, issue);
  for (const label of input.labels) await putLabel(world, author, { issue, label });
  for (const assignee of input.assignees) await assign(world, author, { issue, assignee });
  recordReferences(world, author, {
    source: issue.number,
    text: `${input.title}\n\n${input.body ?? ""}`,
  });
  return findIssue(world, issue.number);
}

export function newIssue(
  world: World,
  author: Author,
  input: { title: string; body: string | null },
): Issue {
  const id = world.nextId();
  const now = world.now();
  return {
    id,
    nodeId: nodeId("I", id),
    number: world.nextNumber(),
    title: input.title.trim(),
    body: input.body,
    author: author.account,
    byApp: author.byApp,
    state: "open",
    stateReason: null,
    isLocked: false,
    lockReason: null,
    labels: [],
    assignees: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    editedAt: null,
    editor: null,
    edits: [],
    pull: null,
  };
}

export function checkText(title: string, body: string | null): void {
  if (title.trim() === "") refuseField("Issue", "title", "missing_field");
  checkLength("Issue", "title", { text: title, most: 256 });
  checkLength("Issue", "body", { text: body ?? "", most: maximumBody });
}

export interface IssueEdit {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
}

export async function editIssue(
  world: World,
  actor: Actor,
  change: { issue: Issue; edit: IssueEdit },
): Promise<void> {
  const { issue } = change;
  const account = permitAuthorOr(actor, issue.author, needs.edit);
  const author = authorOf(actor, account);
  const title = (change.edit.title ?? issue.title).trim();
  const body = change.edit.body === undefined ? issue.body : change.edit.body;
  checkText(title, body);
  const changes: Record<string, Json> = {};
  if (title !== issue.title) changes["title"] = { from: issue.title };
  if (body !== issue.body) changes["body"] = { from: issue.body ?? "" };
  if (Object.keys(changes).length === 0) return;
  const bodyEdit = body === issue.body ? {} : bodyEditOf(world, issue, { body, editor: account });
  update(world, issue, { title, body, ...bodyEdit });
  if (title !== issue.title) {
    record(world, author, {
      number: issue.number,
      data: { kind: "renamed", from: issue.title, to: title },
    });
  }
  recordReferences(world, author, { source: issue.number, text: `${title}\n\n${body ?? ""}` });
  await emitIssue(world, issue, { action: "edited", sender: account, more: { changes } });
}

/** GitHub keeps the first text, too, from the first edit on. */
function bodyEditOf(
  world: World,
  issue: Issue,
  { body, editor }: { readonly body: string | null; readonly editor: Account },
): Pick<Issue, "editedAt" | "editor" | "edits"> {
  const at = world.now();
  const edit = (text: string | null, by: Account, when: number): ContentEdit => ({
    nodeId: nodeId("UCE", world.nextId()),
    at: when,
    editor: by,
    body: text ?? "",
  });
  const before =
    issue.edits.length > 0 ? issue.edits : [edit(issue.body, issue.author, issue.createdAt)];
  return { editedAt: at, editor, edits: [...before, edit(body, editor, at)] };
}

export interface Closing {
  readonly issue: Issue;
  readonly reason: StateReason;
  readonly closer?: Closer;
}

export async function closeIssue(world: World, actor: Actor, closing: Closing): Promise<void> {
  const account = permitAuthorOr(actor, closing.issue.author, needs.triage);
  await close(world, authorOf(actor, account), closing);
}

/** Closes on behalf of somebody whose right was checked elsewhere, such as the merger of a pull request. */
export async function close(world: World, author: Author, closing: Closing): Promise<void> {
  const { issue } = closing;
  const reason = issue.pull === null ? closing.reason : null;
  if (issue.state === "closed") {
    if (reason !== null && reason !== issue.stateReason)
      update(world, issue, { stateReason: reason });
    return;
  }
  update(world, issue, {
    state: "closed",
    stateReason: reason,
    closedAt: world.now(),
    closedBy: author.account,
  });
  const closer = closing.closer ?? null;
  record(world, author, { number: issue.number, data: { kind: "closed", reason, closer } });
  await emitIssue(world, issue, { action: "closed", sender: author.account });
}

export async function reopenIssue(world: World, actor: Actor, issue: Issue): Promise<void> {
  const account = permitAuthorOr(actor, issue.author, needs.triage);
  if (issue.state === "open") return;
  if (isConverted(world, issue)) refuseField("Issue", "state", "invalid");
  const stateReason = issue.pull === null ? "reopened" : null;
  update(world, issue, { state: "open", stateReason, closedAt: null, closedBy: null });
  record(world, authorOf(actor, account), { number: issue.number, data: { kind: "reopened" } });
  await emitIssue(world, issue, { action: "reopened", sender: account });
}

export async function lockIssue(
  world: World,
  actor: Actor,
  lock: { issue: Issue; isLocked: boolean; reason: string | null },
): Promise<void> {
  await setLock(world, authorOf(actor, permit(actor, needs.lock)), lock);
}

/** Locks without asking for permission: converting an issue needs less than locking one. */
export async function setLock(
  world: World,
  author: Author,
  { issue, isLocked, reason }: { issue: Issue; isLocked: boolean; reason: string | null },
): Promise<void> {
  if (issue.isLocked === isLocked) return;
  update(world, issue, { isLocked, lockReason: isLocked ? reason : null });
  const data = isLocked ? ({ kind: "locked", reason } as const) : ({ kind: "unlocked" } as const);
  record(world, author, { number: issue.number, data });
  await emitIssue(world, issue, { action: data.kind, sender: author.account });
}

export async function assign(
  world: World,
  author: Author,
  target: { issue: Issue; assignee: Account },
): Promise<void> {
  const { assignee } = target;
  const issue = findIssue(world, target.issue.number);
  if (issue.assignees.some((one) => one.id === assignee.id)) return;
  update(world, issue, { assignees: [...issue.assignees, assignee] });
  record(world, author, { number: issue.number, data: { kind: "assigned", assignee } });
  const more = { assignee: showAccount(world, assignee) };
  await emitIssue(world, issue, { action: "assigned", sender: author.account, more });
}

export async function unassign(
  world: World,
  author: Author,
  target: { issue: Issue; assignee: Account },
): Promise<void> {
  const { assignee } = target;
  const issue = findIssue(world, target.issue.number);
  if (!issue.assignees.some((one) => one.id === assignee.id)) return;
  update(world, issue, { assignees: issue.assignees.filter((one) => one.id !== assignee.id) });
  record(world, author, { number: issue.number, data: { kind: "unassigned", assignee } });
  const more = { assignee: showAccount(world, assignee) };
  await emitIssue(world, issue, { action: "unassigned", sender: author.account, more });
}
