import * as fc from "fast-check";
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

const NASTY = [
  "@lea",
  "@acme/team",
  "#12",
  "GH-12",
  "gh-7",
  "acme/shop#3",
  "fixes ",
  "closes: ",
  "<!--",
  "-->",
  "<b>",
  "</details>",
  "<details>",
  "<img src=x onerror=alert(1)>",
  '<img alt="x" src="https://example.com/i.png">',
  "![x](https://example.com/i.png)",
  "[a](javascript:alert(1))",
  "[#12](https://example.com/?q=@lea)",
  "[a]: https://example.com",
  "[^1]: note",
  "https://github.com/acme/shop/issues/7",
  "https://example.com/a_b*c|d?x={{y}}&copy;#12",
  "www.github.com/acme/shop/pull/3",
  "http://ghe.example.com/a/b/pull/3.",
  "ftp://example.com",
  "mailto:lea@example.com",
  "<lea@example.com>",
  "lea@example.com",
  "acme/shop@a1b2c3d4",
  "`",
  "``",
  "```",
  "~~~",
  "{{ x }}",
  "{{",
  "{%",
  "{% include x %}",
  "{",
  "|",
  "| a | b |\n| - | - |",
  "\\",
  "\n",
  "\n\n",
  "\r\n",
  "    ",
  "\t",
  "- ",
  "* ",
  "1. ",
  "2) ",
  "> ",
  "# ",
  "***",
  "__",
  "---",
  "===",
  "~~",
  "+",
  "a1b2c3d4e5",
  "1234567",
  "deadbeef",
  "&#64;lea",
  "&commat;lea",
  "&",
  "\u202E",
  "\uD800",
  "\0",
  "\u200B",
  "$x$",
  "dakor:begin front 00000000",
  "<!-- dakor:end front -->",
  "# dakor:end front",
  "TODO:",
  "'",
  '"',
  "%%",
  ";",
  ":",
  "(",
  ")",
  "[",
  "]",
  "!",
  "é",
  "😀",
  "word",
  " ",
] as const;

/** What somebody might write who wants this bot to say it. */
export const nasty: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NASTY) }, fc.string({ unit: "binary" })),
    {
      maxLength: 14,
    },
  )
  .map((words) => words.join(""));
