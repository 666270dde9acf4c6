import type { ShownComment, Entry, Happening, ShownPerson, ShownThread } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LinkTo } from "./render-comment.ts";
import { boxOf, renderComment } from "./render-comment.ts";
import { belongTogether, renderHappenings } from "./render-happenings.ts";
import { renderLabels } from "./render-label.ts";
import { renderAvatar, renderName } from "./render-person.ts";

/** A whole issue or pull request: title, state, and everything that happened on it. */
export function renderThread(thread: ShownThread, linkTo: LinkTo): string {
  const { number, title, author, at, body, reactions, timeline } = thread;
  const opening = renderComment(
    {
      author,
      at,
      body,
      reactions,
      isEdited: false,
      id: `opening-${number}`,
      verb: thread.kind === "pull" ? "opened this pull request" : "opened this issue",
    },
    linkTo,
  );
  // A merge closes; GitHub does not say so again.
  const told = timeline.filter(({ kind }) => kind !== "closed" || thread.state !== "merged");
  const entries = grouped(told).map((group) =>
    group.kind === "comment"
      ? renderComment(boxOf(group), linkTo)
      : renderHappenings(group.happenings, linkTo),
  );
  return [
    `<h2 class="title">${escapeHtml(title)} <span class="number">#${number}</span></h2>`,
    `<p class="state-line">${renderState(thread)} <span class="quiet">${branches(thread)}</span></p>`,
    renderSide(thread),
    `<div class="timeline">${opening}${entries.join("")}</div>`,
  ].join("\n");
}

type Group =
  | ShownComment
  | { readonly kind: "happenings"; readonly happenings: readonly Happening[] };

function grouped(timeline: readonly Entry[]): readonly Group[] {
  return timeline.reduce<readonly Group[]>((groups, entry) => {
    if (entry.kind === "comment") return [...groups, entry];
    const last = groups.at(-1);
    const before = last?.kind === "happenings" ? last.happenings : [];
    const previous = before.at(-1);
    return previous !== undefined && belongTogether(previous, entry)
      ? [...groups.slice(0, -1), { kind: "happenings", happenings: [...before, entry] }]
      : [...groups, { kind: "happenings", happenings: [entry] }];
  }, []);
}

function renderState({ state, kind, stateReason }: ShownThread): string {
  const words = { open: "Open", closed: "Closed", merged: "Merged" } as const;
  const isDone = state === "merged" || (state === "closed" && kind === "issue");
  const tone = state === "open" ? "open" : isDone ? "done" : "stopped";
  const reason = kind === "issue" && state === "closed" ? ` as ${stateReason ?? "completed"}` : "";
  return `<span class="state state-${tone}">${words[state]}${escapeHtml(reason.replace("_", " "))}</span>`;
}

function branches({ author, head, base, timeline }: ShownThread): string {
  if (head === undefined || base === undefined) return `opened by ${renderName(author)}`;
  const merged = timeline.find(({ kind }) => kind === "merged");
  const who = merged?.kind === "merged" ? merged.actor : author;
  const verb = merged === undefined ? "wants to merge" : "merged";
  const from = `<code class="branch">${escapeHtml(head)}</code>`;
  return `${renderName(who)} ${verb} ${from} into <code class="branch">${escapeHtml(base)}</code>`;
}

function renderSide({ labels, assignees, reviewers }: ShownThread): string {
  const parts = [
    ["Labels", renderLabels(labels)],
    ["Assignees", renderPeople(assignees)],
    ["Reviewers", renderPeople(reviewers)],
  ].filter(([, html]) => html !== "");
  if (parts.length === 0) return "";
  return `<dl class="side">${parts.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join("")}</dl>`;
}

function renderPeople(people: readonly ShownPerson[]): string {
  return people
    .map((one) => `<span class="person">${renderAvatar(one, "small")}${renderName(one)}</span>`)
    .join(" ");
}
