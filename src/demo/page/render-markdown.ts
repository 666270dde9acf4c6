import { Marked } from "marked";
import { escapeHtml, escapeMarkdownText } from "./escape-html.ts";
import { renderGantt } from "./render-gantt.ts";

export interface MarkdownSettings {
  /** In comments every line break is one; in files it is not. */
  readonly breaks: boolean;
  /** Where an address or "#12" leads on this page, or outside of it; undefined: nowhere. */
  readonly linkTo: (target: string) => string | undefined;
}

const alerts: Readonly<Record<string, string>> = {
  NOTE: "Note",
  TIP: "Tip",
  IMPORTANT: "Important",
  WARNING: "Warning",
  CAUTION: "Caution",
};

const tags = /<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|[^">])*>/gi;
const empty = new Set(["br", "hr", "input", "img"]);

/** Markdown as GitHub shows it, safe to put into the page whoever wrote it. */
export function renderMarkdown(text: string, { breaks, linkTo }: MarkdownSettings): string {
  const marked = new Marked({ gfm: true, breaks, async: false });
  marked.use({
    renderer: {
      html: ({ text: html }) => filterHtml(html),
      text(token) {
        if ("tokens" in token && token.tokens !== undefined) {
          return this.parser.parseInline(token.tokens);
        }
        return withReferences(escapeMarkdownText(token.text), linkTo);
      },
      link({ href, tokens }) {
        return linked(this.parser.parseInline(tokens), safeTarget(href, linkTo));
      },
      image: ({ text: alt }) => `<span class="image">${escapeMarkdownText(alt || "image")}</span>`,
      code: ({ text: code, lang }) => {
        const chart = lang === "mermaid" ? renderGantt(code) : undefined;
        return chart ?? `<pre><code>${escapeHtml(code)}</code></pre>\n`;
      },
      blockquote({ tokens }) {
        const inner = this.parser.parse(tokens);
        const [mark, kind = ""] = /^<p>\[!([A-Z]+)\]\s*(?:<br>|<\/p>|\n)\s*/.exec(inner) ?? [];
        const title = alerts[kind];
        if (mark === undefined || title === undefined) return `<blockquote>${inner}</blockquote>\n`;
        const rest = `${mark.endsWith("</p>") ? "" : "<p>"}${inner.slice(mark.length)}`;
        return `<div class="alert alert-${kind.toLowerCase()}"><p class="alert-title">${title}</p>${rest}</div>\n`;
      },
    },
  });
  return balanceHtml(marked.parse(text, { async: false }));
}

const allowed = /^<(\/?)(details|summary|sub|sup|kbd|br)\s*(\/?)>$/i;

/** Raw HTML: a few harmless tags stay, without attributes; comments go; the rest is shown as text. */
function filterHtml(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .split(/(<[^<>]*>)/)
    .map((part) => {
      const [matched, slash = "", name = ""] = allowed.exec(part) ?? [];
      return matched === undefined ? escapeMarkdownText(part) : `<${slash}${name.toLowerCase()}>`;
    })
    .join("");
}

const mention = String.raw`(?<![\w/])@(?<login>[a-z\d][a-z\d-]{0,38}(?:/[\w-]+)?)`;
const number = String.raw`(?<![\w&/-])(?<slug>[\w.-]+/[\w.-]+)?#(?<number>\d{1,9})\b(?!;)`;
const references = new RegExp(`${mention}|${number}`, "gi");

function withReferences(html: string, linkTo: MarkdownSettings["linkTo"]): string {
  return html.replace(references, (matched, ...rest) => {
    const groups: unknown = rest.at(-1);
    const isMention =
      typeof groups === "object" &&
      groups !== null &&
      "login" in groups &&
      groups.login !== undefined;
    if (isMention) return `<span class="mention">${matched}</span>`;
    return linked(matched, linkTo(matched.slice(matched.indexOf("#"))));
  });
}

/** No link in a link; and none that runs a script. */
function linked(html: string, href: string | undefined): string {
  const inner = html.replace(/<\/?a\b[^>]*>/g, "");
  return href === undefined ? inner : `<a href="${escapeMarkdownText(href)}">${inner}</a>`;
}

function safeTarget(href: string, linkTo: MarkdownSettings["linkTo"]): string | undefined {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? linkTo(href) : undefined;
}

/** Closes what a body left open and drops what it closes too much, so that no body reaches beyond itself. */
function balanceHtml(html: string): string {
  const open: string[] = [];
  const balanced = html.replace(tags, (tag: string, slash: string, written: string) => {
    const name = written.toLowerCase();
    if (empty.has(name) || tag.endsWith("/>")) return tag;
    if (slash === "") {
      open.push(name);
      return tag;
    }
    if (!open.includes(name)) return "";
    // Raw HTML may not close what Markdown opened around it.
    if (
      raw.has(name) &&
      open.findLast((one) => !raw.has(one)) !== undefined &&
      !isInnermost(open, name)
    ) {
      return "";
    }
    return closeUpTo(open, name);
  });
  return (
    balanced +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join("")
  );
}

const raw = new Set(["details", "summary", "sub", "sup", "kbd"]);

/** Whether only raw HTML stands between here and the tag's start. */
function isInnermost(open: readonly string[], name: string): boolean {
  const inner = open.slice(open.lastIndexOf(name) + 1);
  return inner.every((one) => raw.has(one));
}

function closeUpTo(open: string[], name: string): string {
  let closed = "";
  for (;;) {
    const last = open.pop();
    if (last === undefined) return closed;
    closed += `</${last}>`;
    if (last === name) return closed;
  }
}
