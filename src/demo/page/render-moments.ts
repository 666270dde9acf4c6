import type { CheckedPull } from "../open-checks.ts";
import type { ShownComment } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LinkTo } from "./render-comment.ts";
import { renderMarkdown } from "./render-markdown.ts";

/** What people saw right after somebody had said or done something. */
export interface Moment {
  /** "10:06" */
  readonly at: string;
  readonly by: string;
  readonly does: string | undefined;
  readonly says: string | undefined;
  /** The bot put its thumb up. */
  readonly isTaken: boolean;
  /** What the bot wrote. */
  readonly fresh: readonly ShownComment[];
  /** The board as it stood then, where it was another than before. */
  readonly board: string | undefined;
  /** Checks that were others than before. */
  readonly checks: readonly CheckedPull[];
}

const MOST_CHECKS = 3;

/** Minute by minute: on the left what was said and done, on the right the board of that minute. */
export function renderMoments(moments: readonly Moment[], linkTo: LinkTo): string {
  return moments.map((moment) => renderMoment(moment, linkTo)).join("\n");
}

function renderMoment(moment: Moment, linkTo: LinkTo): string {
  const { at, by, does, says, isTaken, fresh, board, checks } = moment;
  const markdown = (text: string, breaks = true): string =>
    `<div class="markdown">${renderMarkdown(text, { breaks, linkTo })}</div>`;
  const said = [
    ...(does === undefined ? [] : [`<p class="does">${escapeHtml(does)}</p>`]),
    ...(says === undefined ? [] : [`<div class="says">${markdown(says)}</div>`]),
    ...(isTaken ? ['<p class="taken"><span class="reaction">👍 1</span></p>'] : []),
  ];
  const answers = fresh.map(
    ({ body }) => `<div class="says says-bot"><p class="who">dakor</p>${markdown(body)}</div>`,
  );
  const shown = checks.slice(0, MOST_CHECKS).map(renderCheckLine);
  const more = checks.length - shown.length;
  const rest = more === 0 ? "" : `<p class="quiet">… and ${more} more</p>`;
  const gate =
    checks.length === 0
      ? ""
      : `<div class="says gate-box"><p class="who">The check beside the merge button</p>${shown.join("")}${rest}</div>`;
  const seen =
    board === undefined
      ? '<p class="quiet same">The board stays as it was.</p>'
      : `<div class="board-box" tabindex="0" role="region" aria-label="The board at ${escapeHtml(at)}"><p class="who">The board at ${escapeHtml(at)}</p>${markdown(board)}</div>`;
  return [
    `<article class="moment"><div class="told"><header><b class="clock">${escapeHtml(at)}</b> <b>${escapeHtml(by)}</b></header>`,
    ...said,
    ...answers,
    gate,
    `</div><div class="seen">${seen}</div></article>`,
  ].join("");
}

function renderCheckLine({ number, title, words, conclusion }: CheckedPull): string {
  const isFree = conclusion === "success";
  const mark = isFree ? '<span class="check-green">✓</span>' : '<span class="check-red">✕</span>';
  return `<p class="check-line">${mark} <b>#${number}</b> ${escapeHtml(title)}<br><span class="quiet">${escapeHtml(words)}</span></p>`;
}
