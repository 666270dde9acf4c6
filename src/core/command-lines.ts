import type { Paragraph, RootContent } from "mdast";

import { parseMarkdown, spanOf, type ParsedPiece } from "./markdown.ts";

/** One source line of a paragraph. */
export type ParagraphLine = {
  readonly source: string;
  /** It begins in plain text, not inside a link, code, emphasis or HTML from the line before. */
  readonly isPlain: boolean;
};

export type CommandParagraph = {
  readonly lines: readonly ParagraphLine[];
  /** The list, quote, table or code that follows without an empty line between. */
  readonly attached?: string;
};

const ATTACHABLE: readonly RootContent["type"][] = ["list", "code", "table", "blockquote"];

/** The top-level paragraphs of clean Markdown, at least those with a wanted line. */
export function commandParagraphs(
  markdown: string,
  isWanted: (line: string) => boolean,
): readonly CommandParagraph[] {
  return parseMarkdown(markdown, (piece) => piece.split("\n").some(isWanted)).flatMap(paragraphsOf);
}

function paragraphsOf({ source, root: { children } }: ParsedPiece): readonly CommandParagraph[] {
  return children.flatMap((node, index) => {
    if (node.type !== "paragraph") return [];
    const next = children[index + 1];
    const attached = next === undefined ? undefined : attachedTo(node, next, source);
    return [{ lines: linesOf(node, source), ...(attached === undefined ? {} : { attached }) }];
  });
}

function attachedTo(paragraph: Paragraph, next: RootContent, source: string): string | undefined {
  const { to: end } = spanOf(paragraph);
  const { from, to } = spanOf(next);
  const isAttached =
    ATTACHABLE.includes(next.type) && /^[ \t]*\n[ \t]*$/.test(source.slice(end, from));
  return isAttached ? source.slice(from, to) : undefined;
}

function linesOf(paragraph: Paragraph, source: string): readonly ParagraphLine[] {
  const plain = paragraph.children.filter(({ type }) => type === "text").map(spanOf);
  let { from } = spanOf(paragraph);
  let span = 0;
  return source
    .slice(from, spanOf(paragraph).to)
    .split("\n")
    .map((line) => {
      const first = from + line.search(/[^ \t]|$/);
      while ((plain[span]?.to ?? Infinity) <= first) span += 1;
      from += line.length + 1;
      return { source: line, isPlain: (plain[span]?.from ?? Infinity) <= first };
    });
}
