/** A part of a document that reads the same alone: nothing that began before it is still open. */
export type MarkdownPiece = { readonly from: number; readonly source: string };

/** What is still open after a line. Where that is unclear, nothing that follows is split off. */
type Opening =
  | { readonly type: "none" }
  | { readonly type: "fence"; readonly marks: string }
  | { readonly type: "unclear" };

const NOTHING: Opening = { type: "none" };
const UNCLEAR: Opening = { type: "unclear" };

const FENCE = /^(?:(`{3,})[^`]*|(~{3,}).*)$/;
/** HTML that ends at its own mark, not at an empty line. */
const HTML = /<(?:!|\?|\/?(?:pre|script|style|textarea)(?![\w-]))/i;

/**
 * Cuts where an empty line is followed by a line without indent, so that neither list nor quote goes on,
 * and where no fence or HTML can be open. Whatever is unclear stays in one piece. Fenced code that
 * stands by itself is left out.
 */
export function splitMarkdown(source: string): readonly MarkdownPiece[] {
  const pieces: MarkdownPiece[] = [];
  let opening = NOTHING;
  let from = 0;
  let at = 0;
  let isAfterEmpty = false;
  let isAfterTag = false;
  let isCode = false;
  const cut = (): void => {
    if (at > from && !isCode) pieces.push({ from, source: source.slice(from, at) });
    from = at;
    isCode = false;
  };
  for (const line of source.split("\n")) {
    const isEmpty = /^[ \t]*$/.test(line);
    if (isAfterEmpty && opening.type === "none" && /^[^ \t]/.test(line)) cut();
    isAfterTag = !isEmpty && (isAfterTag || /^\s*</.test(line));
    opening = openingAfter(line, opening, isAfterTag);
    if (at === from && opening.type === "fence") isCode = true;
    isAfterEmpty = isEmpty;
    at += line.length + 1;
    if (isCode && opening.type === "none") cut();
  }
  cut();
  return pieces;
}

function openingAfter(line: string, opening: Opening, isAfterTag: boolean): Opening {
  if (opening.type === "unclear") return UNCLEAR;
  if (opening.type === "fence") {
    const [, marks = ""] = /^ {0,3}(`+|~+)[ \t]*$/.exec(line) ?? [];
    return marks.startsWith(opening.marks) ? NOTHING : opening;
  }
  if (HTML.test(line)) return UNCLEAR;
  if (!/```|~~~/.test(line)) return NOTHING;
  const [whole, ticks, tildes] = FENCE.exec(line) ?? [];
  if (whole !== undefined && !isAfterTag) return { type: "fence", marks: ticks ?? tildes ?? "" };
  // Indented, or after a list's or a quote's mark: which of them it belongs to takes a parser to tell.
  return /^[\s>*+.)\d-]*(?:```|~~~)/.test(line) ? UNCLEAR : NOTHING;
}
