import { refuse, refuseField } from "../failure.ts";
import type { Actor, Issue, Label } from "../model.ts";
import { needs, permit } from "../permission.ts";
import { showLabel } from "../show/show-issue.ts";
import { checkLength } from "../text-length.ts";
import type { World } from "../world.ts";
import { findLabel, nodeId } from "../world.ts";
import type { Author } from "./record.ts";
import { authorOf, emitIssue, findIssue, record, update } from "./record.ts";

export interface NewLabel {
  readonly name: string;
  readonly color?: string;
  readonly description?: string | null;
}

export function createLabel(world: World, actor: Actor, input: NewLabel): Label {
  const account = permit(actor, needs.label);
  if (input.name.trim() === "") return refuseField("Label", "name", "missing_field");
  checkWords(input.name, input.description);
  if (findLabel(world, input.name) !== undefined)
    return refuseField("Label", "name", "already_exists");
  return insertLabel(world, authorOf(actor, account), input);
}

function checkWords(name: string, description: string | null | undefined): void {
  checkLength("Label", "name", { text: name, most: 50 });
  checkLength("Label", "description", { text: description ?? "", most: 100 });
}

function insertLabel(world: World, author: Author, input: NewLabel): Label {
  const id = world.nextId();
  const label: Label = {
    id,
    nodeId: nodeId("LA", id),
    name: input.name,
    color: input.color ?? "ededed",
    description: input.description ?? null,
    isDefault: false,
    createdAt: world.now(),
  };
  world.labels.set(id, label);
  world.emit({
    event: "label",
    action: "created",
    sender: author.account,
    body: { label: showLabel(world, label) },
  });
  return label;
}

export interface LabelChange {
  readonly name?: string;
  readonly color?: string;
  readonly description?: string | null;
}

export function editLabel(
  world: World,
  actor: Actor,
  edit: { name: string; change: LabelChange },
): Label {
  const sender = permit(actor, needs.label);
  const label = findLabel(world, edit.name) ?? refuse(404, "Not Found");
  const edited = { ...label, ...edit.change };
  checkWords(edited.name, edited.description);
  world.labels.set(label.id, edited);
  const changes = edited.name === label.name ? {} : { name: { from: label.name } };
  world.emit({
    event: "label",
    action: "edited",
    sender,
    body: { label: showLabel(world, edited), changes },
  });
  return edited;
}

export function deleteLabel(world: World, actor: Actor, name: string): void {
  const sender = permit(actor, needs.label);
  const label = findLabel(world, name) ?? refuse(404, "Not Found");
  const body = { label: showLabel(world, label) };
  world.labels.delete(label.id);
  for (const issue of world.issues.values()) {
    if (!issue.labels.includes(label.id)) continue;
    world.issues.set(issue.number, {
      ...issue,
      labels: issue.labels.filter((id) => id !== label.id),
    });
  }
  world.emit({ event: "label", action: "deleted", sender, body });
}

/** REST creates labels that don't exist yet. */
export function labelsByName(
  world: World,
  author: Author,
  names: readonly string[],
): readonly Label[] {
  return names.map((name) => findLabel(world, name) ?? insertLabel(world, author, { name }));
}

export async function addLabels(
  world: World,
  actor: Actor,
  target: { issue: Issue; names: readonly string[] },
): Promise<void> {
  const author = authorOf(actor, permit(actor, needs.triage));
  const labels = labelsByName(world, author, target.names);
  for (const label of labels) await putLabel(world, author, { issue: target.issue, label });
}

export async function putLabel(
  world: World,
  author: Author,
  target: { issue: Issue; label: Label },
): Promise<void> {
  const { label } = target;
  const issue = findIssue(world, target.issue.number);
  if (issue.labels.includes(label.id)) return;
  update(world, issue, { labels: [...issue.labels, label.id] });
  record(world, author, { number: issue.number, data: { kind: "labeled", label } });
  const more = { label: showLabel(world, label) };
  await emitIssue(world, issue, { action: "labeled", sender: author.account, more });
}

export async function removeLabel(
  world: World,
  actor: Actor,
  target: { issue: Issue; label: Label },
): Promise<void> {
  const { label } = target;
  const author = authorOf(actor, permit(actor, needs.triage));
  const issue = findIssue(world, target.issue.number);
  if (!issue.labels.includes(label.id)) return;
  update(world, issue, { labels: issue.labels.filter((id) => id !== label.id) });
  record(world, author, { number: issue.number, data: { kind: "unlabeled", label } });
  const more = { label: showLabel(world, label) };
  await emitIssue(world, issue, { action: "unlabeled", sender: author.account, more });
}

export async function setLabels(
  world: World,
  actor: Actor,
  target: { issue: Issue; names: readonly string[] },
): Promise<void> {
  const author = authorOf(actor, permit(actor, needs.triage));
  const wanted = labelsByName(world, author, target.names);
  const present = target.issue.labels.flatMap((id) => world.labels.get(id) ?? []);
  for (const label of present.filter((one) => !wanted.includes(one))) {
    await removeLabel(world, actor, { issue: target.issue, label });
  }
  for (const label of wanted) await putLabel(world, author, { issue: target.issue, label });
}
