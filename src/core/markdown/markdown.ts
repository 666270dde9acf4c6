import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { splitMarkdown } from "./markdown-piece.ts";
import type { MarkdownPiece } from "./markdown-piece.ts";
import { LIMITS } from "./text-limits.ts";

/** The parser's time grows with the square of these: 65,536 times "]" takes it a minute, nested lists two. */
export const MOST_CHARACTERS = 8192;
const MOST_LINES = 500;
const MOST_NESTING = 12;
const MOST_MARKS = 300;
const MOST_COMMENTS = 50;

/**
 * Signs for which the parser looks back or ahead, each as often as a long comment has them; a footnote's are rarer.
 * Those at the beginning of a line stay, since they may tell what stands below: a list, a fence, a table.
 */
const MARKS: readonly (readonly [sign: RegExp, most: number])[] = [
  [/(?<=\[)\^|\^(?=\[)/g, 6],
  [/!?\[|\]/g, 60],
  [/\\/g, 100],
  [/(?<!(?:^|\n)[ \t]{0,8})</g, 60],
  [/(?<!(?:^|\n)[ \t]{0,8})[*_]/g, 120],
  [/(?<=[^\s~])~/g, 60],
  [/(?<=[^\s`])`+/g, 100],
  [/@/g, 30],
  [/&/g, 200],
  [/\|/g, 160],
];

const EXTENSIONS = [gfm()];
/** Without the transforms: they find more links, and lose the text's positions. */
const TREE_EXTENSIONS = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

const OPTIONS = { extensions: EXTENSIONS, mdastExtensions: TREE_EXTENSIONS };

/** Trees, by their text: a run has several questions about it, and so has the next. Forgotten all at once when full. */
const RECENT = new Map<string, Root>();
const MOST_RECENT = 200;
const LONGEST_RECENT = 1000;

/** A piece of a document with its tree, whose positions count from the piece's beginning. */
export type ParsedPiece = MarkdownPiece & { readonly root: Root };

/** A body as every parser here takes it: whole characters, "\n" between lines, nothing that ends a C string. */
export function cleanBody(body: string): string {
  return (
    body
      .slice(0, LIMITS.comment.most)
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n")
      .replaceAll("\0", "\uFFFD")
      // What phones and pages put for a space, and what nobody sees.
      .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, " ")
      .replace(/[\u200B\u2060\uFEFF]/g, "")
      // A keyboard for Chinese or Japanese writes these for "/stable:".
      .replace(/^([ \t]*)([/\uFF0F][ \t]?[A-Za-z\d\uFF01-\uFF5E-]+)/gm, halfWidth)
      .toWellFormed()
  );
}

function halfWidth(_: string, indent: string, head: string): string {
  return indent + head.replace(/[\uFF01-\uFF5E]/g, (letter) => letter.normalize("NFKC"));
}

/** The trees of clean Markdown, of long documents only where they are wanted and as far as time allows. */
export function parseMarkdown(
  source: string,
  isWanted: (piece: string) => boolean,
): readonly ParsedPiece[] {
  if (source.length <= MOST_CHARACTERS) return [{ from: 0, source, root: recentTree(source) }];
  let budget = MOST_CHARACTERS;
  return splitMarkdown(source)
    .filter((piece) => isWanted(piece.source))
    .flatMap((piece) => {
      if (budget <= 0) return [];
      const parsed = parsePiece(piece, budget);
      // Each call has a price of its own.
      budget -= piece.source.length + 50;
      return [parsed];
    });
}

function parsePiece(piece: MarkdownPiece, most: number): ParsedPiece {
  return { ...piece, root: treeOf(piece.source.slice(0, most)) };
}

function treeOf(source: string): Root {
  return fromMarkdown(affordable(source), OPTIONS);
}

function recentTree(source: string): Root {
  const known = RECENT.get(source);
  if (known !== undefined) return known;
  const root = treeOf(source);
  if (source.length > LONGEST_RECENT) return root;
  if (RECENT.size >= MOST_RECENT) RECENT.clear();
  RECENT.set(source, root);
  return root;
}

/** What no person would write is not read to its end; too many links are no links, nor is stress. */
function affordable(source: string): string {
  let marks = 0;
  const lines = source.split("\n", MOST_LINES);
  const tooMuch = lines.findIndex((line) => {
    const nesting = nestingOf(line);
    return (marks += nesting) > MOST_MARKS || nesting > MOST_NESTING;
  });
  const text = (tooMuch === -1 ? lines : lines.slice(0, tooMuch))
    .join("\n")
    .split(/(?=<[!?])/, MOST_COMMENTS)
    .join("");
  return MARKS.reduce(
    (marked, [sign, most]) => withoutMany(marked, sign, most),
    withoutUnmatched(text),
  );
}

/** Marks after the first so many mean nothing any more; every position stays. */
function withoutMany(text: string, mark: RegExp, most: number): string {
  let count = 0;
  return text.replace(mark, (found) =>
    (count += 1) > most ? NOTHING.repeat(found.length) : found,
  );
}

/** An open bracket that no other ends before the paragraph does is none, and costs the most. */
function withoutUnmatched(text: string): string {
  const unmatched = new Set<number>();
  let open: number[] = [];
  for (const { index, 0: found } of text.matchAll(/[[\]]|\n[ \t]*\n/g)) {
    if (found === "[") open.push(index);
    else if (found === "]") open.pop();
    else {
      for (const at of open) unmatched.add(at);
      open = [];
    }
  }
  for (const at of open) unmatched.add(at);
  return text.replace(/\[/g, (found, at: number) => (unmatched.has(at) ? NOTHING : found));
}

/** No sign of Markdown's, and not a letter either, which could begin an address. */
const NOTHING = ",";

/** The quotes and lists that a line may open at once. */
function nestingOf(line: string): number {
  const [marks = ""] = /^[\s>*+.)\d-]+/.exec(line) ?? [];
  return marks.match(/>|[*+-](?=\s)|\d[.)](?=\s)/g)?.length ?? 0;
}

/** Where a node begins and ends in its piece. */
export function spanOf(node: Nodes): { readonly from: number; readonly to: number } {
  return { from: node.position?.start.offset ?? 0, to: node.position?.end.offset ?? 0 };
}

/** What a description says in its own words, a line each: no comments, no code, no quotes. */
export function visibleLines(body: string): string {
  return parseMarkdown(cleanBody(body), () => true)
    .flatMap(({ root }) => root.children.map(linesOf))
    .join("\n");
}

/** Where people speak of something else than of this change. */
const ELSEWHERE: readonly Nodes["type"][] = ["html", "code", "inlineCode", "blockquote"];
const BLOCKS: readonly Nodes["type"][] = ["list", "listItem", "table"];

function linesOf(node: Nodes): string {
  if (ELSEWHERE.includes(node.type)) return "";
  if (node.type === "text") return node.value;
  if (node.type === "break") return "\n";
  if (!("children" in node)) return "";
  return node.children.map(linesOf).join(BLOCKS.includes(node.type) ? "\n" : "");
}
