import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

import { splitMarkdown, type MarkdownPiece } from "./markdown-piece.ts";

/** GitHub's own limit for a comment or an issue. */
const LONGEST_BODY = 65_536;

/** The parser's time grows with the square of these: 65,536 times "]" takes it a minute, nested lists two. */
const MOST_CHARACTERS = 8192;
const MOST_LINES = 500;
const MOST_BRACKETS = 200;
const MOST_STRESS = 300;
const MOST_NESTING = 12;
const MOST_MARKS = 600;
const MOST_COMMENTS = 50;

const EXTENSIONS = [gfm()];
/** Without the transforms: they find more links, and lose the text's positions. */
const TREE_EXTENSIONS = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));

/** A piece of a document with its tree, whose positions count from the piece's beginning. */
export type ParsedPiece = MarkdownPiece & { readonly root: Root };

/** A body as every parser here takes it: whole characters, "\n" between lines, nothing that ends a C string. */
export function cleanBody(body: string): string {
  return body
    .slice(0, LONGEST_BODY)
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "\uFFFD")
    .toWellFormed();
}

/** The trees of clean Markdown, of long documents only where they are wanted and as far as time allows. */
export function parseMarkdown(
  source: string,
  isWanted: (piece: string) => boolean,
): readonly ParsedPiece[] {
  if (source.length <= MOST_CHARACTERS) return [parsePiece({ from: 0, source }, MOST_CHARACTERS)];
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
  const options = { extensions: EXTENSIONS, mdastExtensions: TREE_EXTENSIONS };
  return { ...piece, root: fromMarkdown(affordable(piece.source.slice(0, most)), options) };
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
  const linked = withoutMany(text, /!?[[\]]/g, MOST_BRACKETS);
  // After a space it may begin a list or a fence, which tell what stands in them.
  return withoutMany(linked, /(?<=\S)[*_]+|(?<=[^\s~])~+/g, MOST_STRESS);
}

/** Marks after the first so many become letters, so that every position stays. */
function withoutMany(text: string, mark: RegExp, most: number): string {
  let count = 0;
  return text.replace(mark, (found) => ((count += 1) > most ? "x".repeat(found.length) : found));
}

/** The quotes and lists that a line may open at once. */
function nestingOf(line: string): number {
  const [marks = ""] = /^[\s>*+.)\d-]+/.exec(line) ?? [];
  return marks.match(/>|[*+-](?=\s)|\d[.)](?=\s)/g)?.length ?? 0;
}

/** Where a node begins and ends in its piece. */
export function spanOf(node: Nodes): { readonly from: number; readonly to: number } {
  return { from: node.position?.start.offset ?? 0, to: node.position?.end.offset ?? 0 };
}
