import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Nodes } from "mdast";

/** What GitHub would do with a Markdown text beyond showing it. */
export type Acts = {
  readonly mentions: readonly string[];
  readonly references: readonly string[];
  readonly html: readonly string[];
  readonly images: number;
  readonly links: readonly string[];
  readonly types: ReadonlySet<string>;
};

const MENTION = /(?<![\w`/])@([a-z\d][\w-]*(?:\/[\w.-]+)?)/gi;
const REFERENCE = /[\w./-]*#\d+|\bGH-\d+|\b[0-9a-f]{7,40}\b/gi;

export function parse(markdown: string): Nodes {
  return fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
}

/** Reads the parsed tree as GitHub does: mentions and references in text outside code and links. */
export function actsOf(markdown: string): Acts {
  const nodes = flatten(parse(markdown), false);
  // Neighbours are one text node on GitHub: an escaped sign doesn't part them.
  const text = nodes
    .map(({ node, isLinked }) => (node.type === "text" && !isLinked ? node.value : "\u0001"))
    .join("");
  return {
    mentions: Array.from(text.matchAll(MENTION), ([, name = ""]) => name),
    references: Array.from(text.matchAll(REFERENCE), ([whole]) => whole),
    html: nodes.flatMap(({ node }) => (node.type === "html" ? [node.value] : [])),
    images: nodes.filter(({ node }) => node.type.startsWith("image")).length,
    links: nodes.flatMap(({ node }) => (node.type === "link" ? [node.url] : [])),
    types: new Set(nodes.map(({ node }) => node.type)),
  };
}

/** How many cells all its tables have. */
export function cellsOf(markdown: string): number {
  return flatten(parse(markdown), false).filter(({ node }) => node.type === "tableCell").length;
}

type Found = { readonly node: Nodes; readonly isLinked: boolean };

function flatten(node: Nodes, isLinked: boolean): readonly Found[] {
  const isInside = isLinked || node.type === "link" || node.type === "linkReference";
  const children = "children" in node ? node.children : [];
  return [{ node, isLinked }, ...children.flatMap((child) => flatten(child, isInside))];
}

/** Links that make GitHub write a line on the other issue. */
export function isCrossReference(url: string): boolean {
  return /github\.com\/[^/]+\/[^/]+\/(?:issues|pull|discussions|commit)\//i.test(url);
}
