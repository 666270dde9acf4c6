import type { AppRequest } from "../count-requests.ts";
import type { Summary } from "../summary.ts";
import type { ShownThread } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";
import { pageStyle } from "./page-style.ts";
import type { LinkTo } from "./render-comment.ts";
import { renderMoments } from "./render-moments.ts";
import type { Moment } from "./render-moments.ts";
import type { ToldOutside } from "../outside.ts";
import { renderOutside } from "./render-outside.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderCounts, renderSummary } from "./render-summary.ts";
import { renderThread } from "./render-thread.ts";
import type { CheckedPull } from "../open-checks.ts";

/** Everything that the page shows; saved beside it as JSON. */
export interface PageData {
  /** "acme/shop" */
  readonly slug: string;
  /** The local GitHub's address, which is gone when somebody reads the page. */
  readonly origin: string;
  readonly moments: readonly Moment[];
  /** What came in outside GitHub. */
  readonly told: readonly ToldOutside[];
  readonly issue: ShownThread;
  readonly rollback: ShownThread;
  /** What broke it, and what fixed it. */
  readonly changes: readonly ShownThread[];
  readonly report: ShownThread;
  readonly file: { readonly path: string; readonly text: string };
  readonly summary: Summary;
  readonly scenes: readonly PlayedScene[];
}

/** What a scene cost; not shown on the page. */
interface PlayedScene {
  /** "10:06" */
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly milliseconds: number;
  readonly requests: readonly AppRequest[];
}

interface Part {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly html: string;
}

/** One file without scripts and without requests to anywhere. */
export function renderPage(data: PageData): string {
  const title = escapeHtml(`${data.issue.title} #${data.issue.number}`);
  const parts = partsOf(data);
  const nav = parts.map(({ id, name }) => `<a href="#${id}">${name}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} · ${escapeHtml(data.slug)}</title>
<style>${pageStyle}</style>
</head>
<body>
<div class="hero"><div class="wrap">
<p class="quiet">DAKOR for GitHub · ${escapeHtml(data.slug)} · ${escapeHtml(data.issue.at.slice(0, 10))}, times in UTC</p>
<h1>${escapeHtml(data.issue.title)}</h1>
<p>One incident in five steps, from the issue form to the report. People wrote the short lines; the bot kept the board, told everybody, and opened the report.</p>
${renderSummary(data.summary)}
</div></div>
<nav aria-label="Parts of this page"><div class="wrap">${nav.join("")}</div></nav>
<main class="wrap">
${parts.map(renderPart).join("\n")}
</main>
<footer class="end"><div class="wrap">Played on a local GitHub by <code>npm run demo</code>. What was fetched from its API is in <code>thread.json</code>, beside this page.</div></footer>
</body>
</html>
`;
}

function partsOf(data: PageData): readonly Part[] {
  const { issue, rollback, changes, report, summary } = data;
  const linkTo = linksWithin(data);
  return [
    {
      id: "moments",
      name: "Minute by minute",
      why: "On one side what people typed or clicked, and what the bot answered; on the other the board as it stood at that minute. It is one comment at the top of the issue, and only edited. Scroll in it.",
      html: renderMoments(data.moments, linkTo),
    },
    {
      id: `n${issue.number}`,
      name: "Issue",
      why: "The whole thread. The issue is the database: there is nothing that cannot be read here.",
      html: renderThread(issue, linkTo),
    },
    {
      id: "outside",
      name: "Who heard what",
      why: "The same news, as each audience got it: the team in one thread of its channel, customers by mail, without names, steps or causes. A promise is a promise in both.",
      html: renderOutside(data.told),
    },
    {
      id: "gate",
      name: "Held merges",
      why: `While an incident has no report, what touches its paths can't be merged: the check “dakor” on ${summary.gate.held.length} of ${summary.gate.open} open pull requests, as people see it.`,
      html: renderChecks(summary.gate.held, linkTo),
    },
    {
      id: `n${rollback.number}`,
      name: "Rollback",
      why: "Opened with GitHub's button “Revert”. The bot recognised it and linked it as a kludge.",
      html: renderThread(rollback, linkTo),
    },
    {
      id: "changes",
      name: "Cause and fix",
      why: "The change that broke it, and the one that restored everything and undid the kludge.",
      html: changes
        .map((one) => `<div id="n${one.number}">${renderThread(one, linkTo)}</div>`)
        .join(""),
    },
    {
      id: `n${report.number}`,
      name: "Report",
      why: "Opened when the issue was closed, for tomorrow: nobody needs to write it tonight.",
      html: renderThread(report, linkTo),
    },
    {
      id: "file",
      name: "Report file",
      why: "What the pull request added: what can be known the bot wrote at once, the rest lea, and then everything that was held was free.",
      html: renderFile(data, linkTo),
    },
    {
      id: "requests",
      name: "Requests",
      why: `What the App asked of GitHub's API during the story${summary.requests.tokens > 0 ? ", tokens aside" : ""}.`,
      html: renderCounts(summary),
    },
  ];
}

function renderPart({ id, name, why, html }: Part): string {
  return `<section class="part" id="${id}"><h2>${name}</h2><p class="part-why">${why}</p>${html}</section>`;
}

function renderFile({ file }: PageData, linkTo: LinkTo): string {
  const body = renderMarkdown(file.text, { breaks: false, linkTo });
  return `<div class="file"><header><code>${escapeHtml(file.path)}</code></header><div class="markdown">${body}</div></div>`;
}

/** Addresses of the local GitHub lead to the same thing on this page, or nowhere; others stay. */
function linksWithin({ slug, origin, ...threads }: PageData): LinkTo {
  const { issue, rollback, changes, report } = threads;
  const shown = new Set([issue, rollback, ...changes, report].map(({ number }) => String(number)));
  const part = (number: string | undefined): string | undefined =>
    number !== undefined && shown.has(number) ? `#n${number}` : undefined;
  return (target) => {
    if (target.startsWith("#")) return part(target.slice(1));
    if (!target.startsWith(`${origin}/`)) return target;
    const path = target.slice(origin.length + slug.length + 2);
    const [, number, comment] = /^(?:issues|pull)\/(\d+)(?:#issuecomment-(\d+))?$/.exec(path) ?? [];
    return comment === undefined ? part(number) : `#comment-${comment}`;
  };
}

/** Pull requests with their check as GitHub shows it: a line beside the merge button, and what is behind “Details”. */
function renderChecks(pulls: readonly CheckedPull[], linkTo: LinkTo): string {
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
