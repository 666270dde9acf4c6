import type { Nodes } from "mdast";

import { cleanBody, parseMarkdown } from "./markdown.ts";

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
