import type {
  Entry,
  Happening,
  Reference,
  ShownComment,
  ShownLabel,
  ShownPerson,
  ShownThread,
} from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import { boxOf, renderComment } from "./render-comment.ts";
import type { LinkTo } from "./render-comment.ts";
import { renderAvatar, renderName, renderTime } from "./render-person.ts";

const paths = {
  tag: '<path d="M2.5 7.8V2.5h5.3l5.7 5.7-5.3 5.3z"/><circle cx="5.4" cy="5.4" r=".7"/>',
  check: '<circle cx="8" cy="8" r="5.7"/><path d="M5.5 8.2l1.8 1.8 3.3-3.8"/>',
  merge:
    '<circle cx="4.5" cy="3.5" r="1.5"/><circle cx="4.5" cy="12.5" r="1.5"/><circle cx="11.5" cy="9" r="1.5"/><path d="M4.5 5v6M4.5 5c.5 2.6 2.6 4 5.5 4"/>',
  reference: '<path d="M5 11l6-6M6 5h5v5"/>',
  eye: '<path d="M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8z"/><circle cx="8" cy="8" r="1.7"/>',
  pencil: '<path d="M3 13l.7-3 6.8-6.8 2.3 2.3L6 12.3z"/>',
  person:
    '<circle cx="8" cy="5.3" r="2.5"/><path d="M3.4 13.5c.5-3 2-4.2 4.6-4.2s4.1 1.2 4.6 4.2"/>',
  turn: '<path d="M3 8a5 5 0 1 0 1.6-3.6M3 2.8v2.6h2.6"/>',
  lock: '<path d="M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"/>',
  cross: '<path d="M4.5 4.5l7 7M11.5 4.5l-7 7"/>',
} as const;

type IconName = keyof typeof paths;

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
  const names = { open: "Open", closed: "Closed", merged: "Merged" } as const;
  const isDone = state === "merged" || (state === "closed" && kind === "issue");
  const tone = state === "open" ? "open" : isDone ? "done" : "stopped";
  const reason = kind === "issue" && state === "closed" ? ` as ${stateReason ?? "completed"}` : "";
  return `<span class="state state-${tone}">${names[state]}${escapeHtml(reason.replace("_", " "))}</span>`;
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

/** One line between the comments of a timeline; what one person did to labels at once is one line. */
function renderHappenings(group: readonly Happening[], linkTo: LinkTo): string {
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
function belongTogether(one: Happening, other: Happening): boolean {
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

/** A pill in the label's colour, with letters that can be read on it. */
function renderLabel({ name, color }: ShownLabel): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    parseInt(color.slice(at, at + 2), 16),
  );
  const isLight = red * 0.299 + green * 0.587 + blue * 0.114 > 150;
  const ink = isLight ? "#1f2328" : "#ffffff";
  return `<span class="label" style="--color:#${color};--ink:${ink}">${escapeHtml(name)}</span>`;
}

function renderLabels(labels: readonly ShownLabel[]): string {
  return labels.map(renderLabel).join(" ");
}

function renderIcon(name: IconName): string {
  return `<span class="icon" aria-hidden="true"><svg viewBox="0 0 16 16">${paths[name]}</svg></span>`;
}
