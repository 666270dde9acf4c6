import type { CheckedPull } from "../open-checks.ts";
import { escapeHtml } from "./escape-html.ts";
import type { LinkTo } from "./render-comment.ts";
import { renderMarkdown } from "./render-markdown.ts";

/** Pull requests with their check as GitHub shows it: a line beside the merge button, and what is behind “Details”. */
export function renderChecks(pulls: readonly CheckedPull[], linkTo: LinkTo): string {
  const boxes = pulls.map(({ number, title, author, conclusion, words, summary }) => {
    const isRed = conclusion !== "success";
    return [
      `<article class="file check"><header>`,
      `<b>${escapeHtml(title)}</b> <span class="number">#${number}</span> <span class="quiet">by ${escapeHtml(author)}</span>`,
      `<p class="check-line"><span class="check-${isRed ? "red" : "green"}">${isRed ? "✕" : "✓"}</span> <b>dakor</b> ${escapeHtml(words)}</p>`,
      `</header><details><summary>Details</summary><div class="markdown">${renderMarkdown(summary, { breaks: false, linkTo })}</div></details></article>`,
    ].join("");
  });
  // The first one open: that is what somebody sees who wonders why.
  return boxes.join("").replace("<details>", "<details open>");
}
