import type { ShownComment, ShownPerson, Reaction } from "../thread.ts";
import type { MarkdownSettings } from "./render-markdown.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderAvatar, renderName, renderTime } from "./render-person.ts";

export type LinkTo = MarkdownSettings["linkTo"];

interface Box {
  readonly author: ShownPerson;
  readonly at: string;
  readonly body: string;
  readonly isEdited: boolean;
  readonly reactions: readonly Reaction[];
  readonly id: string;
  /** What stands after the name: "opened this issue". */
  readonly verb: string;
}

export function boxOf(comment: ShownComment): Box {
  return { ...comment, id: `comment-${comment.id}`, verb: "commented" };
}

/** A comment with its head and its reactions. */
export function renderComment(box: Box, linkTo: LinkTo): string {
  const { author, at, body, isEdited, reactions, id, verb } = box;
  const edited = isEdited ? ' <span class="quiet">· edited</span>' : "";
  const visible = body.replace(/<!--[\s\S]*?(?:-->|$)/g, "").trim();
  const text =
    visible === ""
      ? '<p class="quiet"><em>No description provided.</em></p>'
      : renderMarkdown(body, { breaks: true, linkTo });
  return [
    `<article class="comment${author.isBot ? " comment-bot" : ""}" id="${id}">`,
    renderAvatar(author, "large"),
    '<div class="bubble">',
    `<header>${renderAvatar(author, "small")}${renderName(author)} <span class="quiet">${verb} at ${renderTime(at)}</span>${edited}</header>`,
    `<div class="markdown">${text}</div>`,
    renderReactions(reactions),
    "</div></article>",
  ].join("");
}

const faces: Readonly<Record<string, string>> = {
  "+1": "👍",
  "-1": "👎",
  laugh: "😄",
  hooray: "🎉",
  confused: "😕",
  heart: "❤️",
  rocket: "🚀",
  eyes: "👀",
};

function renderReactions(reactions: readonly Reaction[]): string {
  if (reactions.length === 0) return "";
  const pills = reactions.map(
    ({ content, count }) => `<span class="reaction">${faces[content] ?? "•"} ${count}</span>`,
  );
  return `<footer class="reactions">${pills.join("")}</footer>`;
}
