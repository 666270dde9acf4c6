import type { Happening } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import { renderLabel } from "./render-label.ts";
import { renderAvatar, renderName } from "./render-person.ts";
import { renderTime } from "./render-time.ts";
import type { LinkTo } from "./render-comment.ts";

/** One line between the comments of a timeline. */
export function renderHappening(happening: Happening, linkTo: LinkTo): string {
  const { actor, at, kind } = happening;
  const [icon, tone] = marks[kind];
  return `<div class="event event-${tone}"><span class="icon" aria-hidden="true">${icon}</span><p>${renderAvatar(actor, "small")}${renderName(actor)} ${words(happening, linkTo)} <span class="quiet">${renderTime(at)}</span></p></div>`;
}

const marks = {
  labeled: ["⌁", "plain"],
  unlabeled: ["⌁", "plain"],
  assigned: ["→", "plain"],
  unassigned: ["→", "plain"],
  review_requested: ["◉", "plain"],
  renamed: ["✎", "plain"],
  closed: ["✓", "done"],
  merged: ["⑂", "done"],
  "cross-referenced": ["↗", "plain"],
  reopened: ["↺", "open"],
  locked: ["▪", "plain"],
  unlocked: ["▫", "plain"],
  comment_deleted: ["×", "plain"],
} as const satisfies Readonly<Record<Happening["kind"], readonly [string, string]>>;

function words(happening: Happening, linkTo: LinkTo): string {
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
    case "cross-referenced": {
      const { number, title, isPull } = happening.source;
      const href = linkTo(`#${number}`);
      const name = `${escapeHtml(title)} <span class="quiet">#${number}</span>`;
      const linked = href === undefined ? name : `<a href="${href}">${name}</a>`;
      return `mentioned this in ${isPull ? "a pull request" : "an issue"}<span class="reference">${linked}</span>`;
    }
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
