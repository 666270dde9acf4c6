import { clean } from "../../core/markdown/clean.ts";
import { clamp, fence, inline, trusted, withoutLiquid } from "./escape.ts";

const BLOCK_MOST = 4_000;

const FENCE = /^\s*(?<mark>`{3,}|~{3,})/;
const ITEM = /^(?<indent>\s*)(?<mark>[-*+]|\d{1,9}[.)])\s+(?<rest>\S.*)$/;
const QUOTE = /^\s*>[\s>]*(?<rest>.*)$/;
const HEADING = /^\s*#{1,6}\s+(?<rest>\S.*)$/;

/** Lines of a person's text as Markdown: lists, quotes and code stay, everything else is only words. */
export function block(text: string, most: number = BLOCK_MOST): string {
  return blockOf(text, most, inline);
}

/** The same from somebody who may command here. */
export function trustedBlock(text: string, most: number = BLOCK_MOST): string {
  return blockOf(text, most, trusted);
}

type Words = (text: string, most: number) => string;

function blockOf(text: string, most: number, words: Words): string {
  const lines = clean(clamp(text.trim(), most)).split("\n");
  const out: string[] = [];
  let level = -1;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const mark = FENCE.exec(line)?.groups?.["mark"];
    if (mark !== undefined) {
      const end = fenceEnd(lines, at, mark);
      out.push("", fence(withoutLiquid(lines.slice(at + 1, end).join("\n"))), "");
      at = end;
      level = -1;
      continue;
    }
    const item = ITEM.exec(line)?.groups;
    level = item === undefined ? -1 : Math.min(level + 1, depth(item["indent"] ?? ""));
    out.push(blockLine(line, level, words));
  }
  return out
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function fenceEnd(lines: readonly string[], start: number, mark: string): number {
  const end = lines.findIndex((line, at) => {
    const word = line.trim();
    return at > start && word.startsWith(mark) && word === mark.slice(0, 1).repeat(word.length);
  });
  return end === -1 ? lines.length : end;
}

function depth(indent: string): number {
  return Math.min(3, Math.floor(indent.replaceAll("\t", "    ").length / 2));
}

function blockLine(line: string, level: number, words: Words): string {
  const item = ITEM.exec(line)?.groups;
  if (item !== undefined) {
    const mark = item["mark"] ?? "-";
    const bullet = /^\d/.test(mark) ? mark : "-";
    return `${"   ".repeat(level)}${bullet} ${words(item["rest"] ?? "", BLOCK_MOST)}`;
  }
  const quote = QUOTE.exec(line)?.groups?.["rest"];
  if (quote !== undefined) return `> ${words(quote, BLOCK_MOST)}`.trimEnd();
  const heading = HEADING.exec(line)?.groups?.["rest"];
  if (heading !== undefined) return `**${words(heading, BLOCK_MOST)}**`;
  return words(line, BLOCK_MOST);
}
