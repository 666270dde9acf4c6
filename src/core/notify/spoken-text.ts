import type { Nodes, Parents } from "mdast";

import { EVERY_SECRET } from "../config/literal-secret.ts";
import { cleanBody, parseMarkdown } from "../markdown/markdown.ts";

/** People's Markdown as plain paragraphs, for places that know none; code stays, HTML and images don't. */
export function plainText(markdown: string): string {
  return plainOf(markdown, NOTHING);
}

/** Logs and quotes are for those who look for the cause; so is where a link leads. */
const FOR_THE_TEAM = new Set<Nodes["type"]>(["code", "blockquote", "table", "link"]);
const NOTHING = new Set<Nodes["type"]>();

type Left = ReadonlySet<Nodes["type"]>;

function plainOf(markdown: string, left: Left): string {
  return parseMarkdown(cleanBody(markdown), () => true)
    .flatMap(({ root }) => shownOf(root, left).map((node) => blockOf(node, left)))
    .filter((block) => block !== "")
    .join("\n")
    .replace(/\p{Cc}(?<!\n)|\p{Bidi_Control}/gu, "")
    .trim();
}

/** HTML that only dresses words; what stands between any other's tags is a quote, a log or folded away. */
const DRESS =
  /^(?:a|abbr|b|br|code|del|em|hr|i|img|ins|kbd|mark|s|samp|small|strong|sub|sup|u|var|wbr)$/i;

/** A parent's children, for the public without what stands in HTML. */
function shownOf(parent: Parents, left: Left): readonly Nodes[] {
  if (left.size === 0) return parent.children;
  let depth = 0;
  return parent.children.filter((node) => {
    if (node.type === "html") depth = Math.max(0, depth + opened(node.value));
    return depth === 0;
  });
}

/** How many elements a piece of HTML leaves open; fewer than none: how many it ends. */
function opened(html: string): number {
  const tags = html.replace(/<!--.*?(?:-->|$)/gs, "").matchAll(/<(\/?)([a-z][a-z\d-]*)([^>]*)/gi);
  return Array.from(tags, ([, end, name = "", rest = ""]) => {
    const isHidden = /\bhidden\b|\bstyle\b/i.test(rest);
    if (rest.endsWith("/") || (DRESS.test(name) && !isHidden)) return 0;
    return end === "" ? 1 : -1;
  }).reduce<number>((sum, one) => sum + one, 0);
}

function blockOf(node: Nodes, left: Left): string {
  const inner = (child: Nodes): string => blockOf(child, left);
  if (node.type === "list") {
    const first = node.start ?? 1;
    return node.children
      .map((item, index) => {
        const mark = node.ordered === true ? `${first + index}.` : "-";
        const parts = shownOf(item, left).map(inner);
        return `${mark} ${parts.filter((part) => part !== "").join("\n")}`;
      })
      .join("\n");
  }
  if (left.has(node.type)) return "";
  if (node.type === "blockquote") return `> ${node.children.map(inner).join("\n> ")}`;
  if (node.type === "table") return node.children.map((row) => rowOf(row, left)).join("\n");
  return node.type === "code" ? node.value : wordsOf(node, left);
}

function rowOf(row: Parents, left: Left): string {
  return row.children.map((cell) => wordsOf(cell, left)).join(" | ");
}

function wordsOf(node: Nodes, left: Left): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "break") return "\n";
  if (!("children" in node) || (left.has(node.type) && node.type !== "link")) return "";
  const words = shownOf(node, left)
    .map((child) => wordsOf(child, left))
    .join("");
  if (node.type !== "link" || left.has("link")) return words;
  return node.url.endsWith(words) ? words : `${words} (${node.url})`;
}

declare const forAll: unique symbol;

/** Words without anything that leads inside: only `publicText` finds them. */
export type PublicText = string & { readonly [forAll]: true };

/** What leads inside, and the word that stands for it. */
const INSIDE: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]+-----.*/gs, "…"],
  [EVERY_SECRET, "…"],
  [/(?:gh[a-z]_|\bsk[_-]|AKIA|eyJ)[\w.+/=-]{6,}/g, "…"],
  [/(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}/g, "…"],
  [/[a-z][a-z\d+.-]{0,15}:\/\/\S*[\w/=&]|www\.\S*[\w/=&]/gi, "a page"],
  [
    /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_.-]+\.\p{L}{2,}(?::\d{1,5})?\/(?:\S*[\p{L}\p{N}_/=&])?/gu,
    "a page",
  ],
  [/[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/g, "an address"],
  [/(?<!\w)[@＠][a-z\d][\w-]*(?:\/[\w.-]*\w)?/gi, "a colleague"],
  [/(?:[\w.-]+\/[\w.-]+)?[#＃]\d+|\bGH-\d+/gi, "a change"],
  [/\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b/gi, "a change"],
  [/\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?/g, "an address"],
  [
    /(?<![\w:])(?=[\d:]{0,30}(?:::|[a-f]))(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi,
    "an address",
  ],
  [
    /\b[\w-]+(?:\.[\w-]+)*\.(?:internal|intranet|local|localhost|localdomain|corp|lan|home|private|svc)\b(?:\.[\w-]+)*/gi,
    "an address",
  ],
  [
    /(?<![\p{L}\p{N}_.-])(?:[\p{L}\p{N}_.-]*\.)?\p{L}[\p{L}\p{N}_-]*:\d{2,5}(?![\w:])(?:\/\S*)?/gu,
    "an address",
  ],
  [
    /(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_.-]*[\p{L}\p{N}_-]\.[\p{L}\p{N}_-]+\.\p{L}{2,}/gu,
    "an address",
  ],
];

const MOST_READ = 4000;

/**
 * Somebody's words as people outside may read them: no mention, address, number of a change, or token. Undefined where
 * nothing is left, or where something is that might lead inside.
 */
export function publicText(markdown: string | undefined, most: number): PublicText | undefined {
  if (markdown === undefined) return undefined;
  const read = markdown.replace(/[\u200B-\u200D\u2060\uFEFF]/g, "").slice(0, MOST_READ);
  // Other letters and digits that read the same, such as full-width ones, lead to the same place.
  const plain = plainOf(read, FOR_THE_TEAM).replace(/[\p{Nd}\p{Lu}\p{Ll}\uFF01-\uFF5E]/gu, (sign) =>
    sign.normalize("NFKC"),
  );
  const told = INSIDE.reduce((text, [sign, word]) => text.replace(sign, word), plain)
    .replace(/[ \t]+/g, " ")
    .trim();
  const short =
    told.length > most
      ? `${told
          .slice(0, most - 1)
          .trimEnd()
          .toWellFormed()}…`
      : told;
  return isPublic(short) ? short : undefined;
}

function isPublic(text: string): text is PublicText {
  return text !== "" && INSIDE.every(([sign]) => text.search(sign) === -1);
}
