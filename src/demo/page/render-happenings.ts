import type { Happening, Reference } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LinkTo } from "./render-comment.ts";
import type { IconName } from "./render-icon.ts";
import { renderIcon } from "./render-icon.ts";
import { renderLabel } from "./render-label.ts";
import { renderAvatar, renderName } from "./render-person.ts";
import { renderTime } from "./render-time.ts";

/** One line between the comments of a timeline; what one person did to labels at once is one line. */
export function renderHappenings(group: readonly Happening[], linkTo: LinkTo): string {
  const [first] = group;
  if (first === undefined) return "";
  const { actor, at, kind } = first;
  const [icon, tone] = marks[kind];
  const references = group.flatMap((one) =>
    one.kind === "cross-referenced" ? [renderReference(one.source, linkTo)] : [],
  );
  const line = `${renderAvatar(actor, "small")}${renderName(actor)} ${group.map(words).join(" and ")}`;
  return `<div class="event event-${tone}">${renderIcon(icon)}<p>${line} <span class="quiet">${renderTime(at)}</span>${references.join("")}</p></div>`;
}

/** Whether GitHub shows both in one line. */
export function belongTogether(one: Happening, other: Happening): boolean {
  return (
    isAboutLabel(one) &&
    isAboutLabel(other) &&
    one.actor.login === other.actor.login &&
    one.at.slice(0, 16) === other.at.slice(0, 16)
  );
}

function isAboutLabel({ kind }: Happening): boolean {
  return kind === "labeled" || kind === "unlabeled";
}

const marks = {
  labeled: ["tag", "plain"],
  unlabeled: ["tag", "plain"],
  assigned: ["person", "plain"],
  unassigned: ["person", "plain"],
  review_requested: ["eye", "plain"],
  renamed: ["pencil", "plain"],
  closed: ["check", "done"],
  merged: ["merge", "done"],
  "cross-referenced": ["reference", "plain"],
  reopened: ["turn", "open"],
  locked: ["lock", "plain"],
  unlocked: ["lock", "plain"],
  comment_deleted: ["cross", "plain"],
} as const satisfies Readonly<Record<Happening["kind"], readonly [IconName, string]>>;

function words(happening: Happening): string {
  switch (happening.kind) {
    case "labeled":
      return `added ${renderLabel(happening.label)}`;
    case "unlabeled":
      return `removed ${renderLabel(happening.label)}`;
    case "assigned":
      return `assigned ${renderName(happening.person)}`;
    case "unassigned":
      return `unassigned ${renderName(happening.person)}`;
    case "review_requested":
      return `asked ${renderName(happening.person)} for a review`;
    case "renamed":
      return `changed the title from <del>${escapeHtml(happening.from)}</del> to <strong>${escapeHtml(happening.to)}</strong>`;
    case "closed":
      return happening.reason === undefined
        ? "closed this"
        : `closed this as ${escapeHtml(happening.reason.replace("_", " "))}`;
    case "merged":
      return `merged commit <code>${escapeHtml(happening.commit)}</code> into main`;
    case "cross-referenced":
      return `mentioned this in ${happening.source.isPull ? "a pull request" : "an issue"}`;
    case "reopened":
      return "reopened this";
    case "locked":
      return "locked the conversation";
    case "unlocked":
      return "unlocked the conversation";
    case "comment_deleted":
      return "deleted a comment";
  }
}

function renderReference({ number, title }: Reference, linkTo: LinkTo): string {
  const href = linkTo(`#${number}`);
  const name = `${escapeHtml(title)} <span class="quiet">#${number}</span>`;
  const linked = href === undefined ? name : `<a href="${href}">${name}</a>`;
  return `<span class="reference">${linked}</span>`;
}
