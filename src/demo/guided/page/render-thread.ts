import type { Person, Thread } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LinkTo } from "./render-comment.ts";
import { boxOf, renderComment } from "./render-comment.ts";
import { renderHappening } from "./render-happening.ts";
import { renderLabels } from "./render-label.ts";
import { renderAvatar, renderName } from "./render-person.ts";

/** A whole issue or pull request: title, state, and everything that happened on it. */
export function renderThread(thread: Thread, linkTo: LinkTo): string {
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
  const entries = timeline.map((entry) =>
    entry.kind === "comment" ? renderComment(boxOf(entry), linkTo) : renderHappening(entry, linkTo),
  );
  return [
    `<h2 class="title">${escapeHtml(title)} <span class="number">#${number}</span></h2>`,
    `<p class="state-line">${renderState(thread)} <span class="quiet">${branches(thread)}</span></p>`,
    renderSide(thread),
    `<div class="timeline">${opening}${entries.join("")}</div>`,
  ].join("\n");
}

export function renderState({ state, kind, stateReason }: Thread): string {
  const words = { open: "Open", closed: "Closed", merged: "Merged" } as const;
  const isDone = state === "merged" || (state === "closed" && kind === "issue");
  const tone = state === "open" ? "open" : isDone ? "done" : "stopped";
  const reason = kind === "issue" && state === "closed" ? ` as ${stateReason ?? "completed"}` : "";
  return `<span class="state state-${tone}">${words[state]}${escapeHtml(reason.replace("_", " "))}</span>`;
}

function branches({ author, head, base, state }: Thread): string {
  if (head === undefined || base === undefined) return `opened by ${renderName(author)}`;
  const verb = state === "merged" ? "merged" : "wants to merge";
  const from = `<code class="branch">${escapeHtml(head)}</code>`;
  return `${renderName(author)} ${verb} ${from} into <code class="branch">${escapeHtml(base)}</code>`;
}

function renderSide({ labels, assignees, reviewers }: Thread): string {
  const parts = [
    ["Labels", renderLabels(labels)],
    ["Assignees", renderPeople(assignees)],
    ["Reviewers", renderPeople(reviewers)],
  ].filter(([, html]) => html !== "");
  if (parts.length === 0) return "";
  return `<dl class="side">${parts.map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>`).join("")}</dl>`;
}

function renderPeople(people: readonly Person[]): string {
  return people
    .map((one) => `<span class="person">${renderAvatar(one, "small")}${renderName(one)}</span>`)
    .join(" ");
}
