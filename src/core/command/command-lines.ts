import type { Heading, Paragraph, RootContent } from "mdast";

import { parseMarkdown, spanOf, type ParsedPiece } from "../markdown/markdown.ts";
import { mayQuoteMail, quotedMailIn } from "./quoted-mail.ts";
import { defined } from "../model/defined.ts";

/** One source line of a paragraph. */
type ParagraphLine = {
  readonly source: string;
  /** It begins in plain text, not inside a link, code, emphasis or HTML from the line before. */
  readonly isPlain: boolean;
};

export type CommandParagraph = {
  readonly lines: readonly ParagraphLine[];
  /** The list, table or code that follows without an empty line between. */
  readonly attached?: string;
  /** Right below a quote or a list Markdown takes it for the end of its last line; below a mail's head it is that mail's. */
  readonly isWithin?: true;
  /** A quote with its marks follows: what stands below that is the answer again. */
  readonly isQuoteMarked?: true;
};

const HIDDEN_WORDS = /^<!--[\s\S]*\bpublic\s*:/i;

const ATTACHABLE: readonly RootContent["type"][] = ["list", "code", "table"];

/** The top-level paragraphs of clean Markdown, at least those with a wanted line. */
export function commandParagraphs(
  markdown: string,
  isWanted: (line: string) => boolean,
): readonly CommandParagraph[] {
  const pieces = parseMarkdown(markdown, (piece) =>
    piece.split("\n").some((line) => isWanted(line) || mayQuoteMail(line)),
  );
  let isMail = false;
  return pieces.flatMap((piece) =>
    paragraphsOf(piece).flatMap((paragraph): readonly CommandParagraph[] => {
      if (isMail) return [{ ...paragraph, isWithin: true }];
      const { lines } = paragraph;
      const at = quotedMailIn(lines.map(({ source }) => source));
      if (at === -1 || paragraph.isQuoteMarked === true) return [paragraph];
      isMail = true;
      return [{ lines: lines.slice(0, at) }, { lines: lines.slice(at), isWithin: true }];
    }),
  );
}

function paragraphsOf({ source, root: { children } }: ParsedPiece): readonly CommandParagraph[] {
  return children.flatMap((node, index): readonly CommandParagraph[] => {
    const next = children[index + 1];
    if (node.type === "blockquote" || node.type === "list") return belowOf(node, source);
    if (node.type !== "paragraph" && !isUnderlined(node, source)) return [];
    const attached = next === undefined ? undefined : attachedTo(node, next, source);
    return [
      {
        lines: linesOf(node, source),
        ...defined({ attached }),
        ...(next?.type === "blockquote" ? { isQuoteMarked: true } : {}),
      },
    ];
  });
}

/** A rule or a signature below a line makes a heading of it: nobody who types a command means one. */
function isUnderlined(node: RootContent, source: string): node is Heading {
  return node.type === "heading" && !/^ {0,3}#/.test(source.slice(spanOf(node).from));
}

/** Lines without a mark that Markdown counts to the quote or the list above them. */
function belowOf(node: RootContent, source: string): readonly CommandParagraph[] {
  const { from, to } = spanOf(node);
  return (
    source
      .slice(from, to)
      .split("\n")
      .slice(1)
      // A table's row begins with whatever is in its first cell.
      .filter((line) => line.startsWith("/") && !/[ \t]\|[ \t]/.test(line))
      .map((line) => ({ lines: [{ source: line, isPlain: true }], isWithin: true }))
  );
}

function attachedTo(
  paragraph: Paragraph | Heading,
  next: RootContent,
  source: string,
): string | undefined {
  const { to: end } = spanOf(paragraph);
  const { from, to } = spanOf(next);
  const isAttached =
    ATTACHABLE.includes(next.type) && /^[ \t]*\n[ \t]*$/.test(source.slice(end, from));
  return isAttached ? source.slice(from, to) : undefined;
}

/** What nobody sees is for nobody outside: words for the public in an HTML comment are taken out; their place stays. */
function seenOf(paragraph: Paragraph | Heading, source: string): string {
  const { from, to } = spanOf(paragraph);
  const hidden = paragraph.children.filter(
    (node) => node.type === "html" && HIDDEN_WORDS.test(node.value),
  );
  return hidden.reduce(
    (text, node) => {
      const span = spanOf(node);
      const blank = source.slice(span.from, span.to).replaceAll(/[^\n]/g, " ");
      return text.slice(0, span.from - from) + blank + text.slice(span.to - from);
    },
    source.slice(from, to),
  );
}

function linesOf(paragraph: Paragraph | Heading, source: string): readonly ParagraphLine[] {
  const plain = paragraph.children.filter(({ type }) => type === "text").map(spanOf);
  let { from } = spanOf(paragraph);
  let span = 0;
  const lines = seenOf(paragraph, source).split("\n");
  return (paragraph.type === "heading" ? lines.slice(0, -1) : lines).map((line) => {
    const first = from + line.search(/[^ \t]|$/);
    while ((plain[span]?.to ?? Infinity) <= first) span += 1;
    from += line.length + 1;
    return { source: line, isPlain: (plain[span]?.from ?? Infinity) <= first };
  });
}
