import { clean } from "../../core/markdown/clean.ts";
import { cutTo } from "./limit.ts";

/**
 * Text from people never acts on its way out: no mention, no reference, no HTML, no image, no Liquid.
 * GitHub looks for mentions and references in the rendered text, so an entity for "@" is no help:
 * a zero-width space after it is. https://docs.github.com/get-started/writing-on-github
 */
const GAP = "&#8203;";
const RAW_GAP = "\u200B";

const INLINE_MOST = 1_000;
const TITLE_MOST = 200;

/** Code spans, links and images, addresses, and words that GitHub takes for commits. */
const TOKEN = new RegExp(
  [
    "(?<ticks>(?<!`)`+(?!`))(?<code>[^`](?:.*?[^`])??)\\k<ticks>(?!`)",
    "!?\\[(?<label>[^\\][]*)\\]\\(\\s*<?(?<target>https?://[^\\s()<>]+)>?[^()]*\\)",
    '<img\\b[^>]*?\\ssrc="(?<image>https?://[^"\\s<>]+)"[^>]*>',
    "(?<url>(?:https?|ftp)://[^\\s<>`]+|www\\.[^\\s<>`]+)",
    "\\b(?<hex>[0-9a-f]{7,40})\\b",
  ].join("|"),
  // Without "u": with it, the end of a word is elsewhere than GitHub has it ("\u017F" is a letter of \w).
  "gi",
);

/** What is left of "www.*" leads nowhere. */
const BEGUN = /^(?:\w+:\/\/|www\.)/i;

/** At most so many UTF-16 units, never half a character. */
export function clamp(text: string, most: number): string {
  return cutTo(text, { most, unit: "UTF-16 units" });
}

/** One line of a person's text as Markdown, also within a table's cell. */
export function inline(text: string, most: number = INLINE_MOST): string {
  const line = clean(clamp(text.trim(), most)).replace(/\s+/g, " ").trim();
  let out = "";
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    out += literal(line.slice(end, match.index));
    const piece = token(match);
    // Two code spans side by side would become one.
    out += out.endsWith("`") && piece.startsWith("`") ? GAP + piece : piece;
    end = match.index + match[0].length;
  }
  return withoutBlockStart(out + literal(line.slice(end)));
}

/** The same from somebody who may command here: `#12` leads to this repository's own, where there is one. */
export function trusted(text: string, most: number = INLINE_MOST): string {
  return inline(text, most).replace(OWN_REFERENCE, "#$1");
}

const OWN_REFERENCE = /(?<![\p{L}\p{N}_/#&;.-])#&#8203;(\d{1,9})(?![\p{L}\p{N}_])/gu;

function token(match: RegExpExecArray): string {
  const { code: span, label, target, image, url, hex } = match.groups ?? {};
  if (span !== undefined) return span.includes("|") ? inline(span) : code(span);
  if (hex !== undefined) return commitLike(hex);
  if (image !== undefined) return `image (${address(image)})`;
  if (target !== undefined) {
    const words = label?.trim() ?? "";
    return words === "" || words === target
      ? address(target)
      : `${inline(words)} (${address(target)})`;
  }
  const [tail = ""] = /[?!.,:;*_~'")\]}]+$/.exec(url ?? "") ?? [];
  const head = (url ?? "").slice(0, (url ?? "").length - tail.length);
  return BEGUN.test(head) ? address(head) + literal(tail) : literal(head + tail);
}

/** A link that shows where it goes; addresses that GitHub would make a reference of stay code. */
function address(url: string): string {
  if (isReference(url)) return code(url.replaceAll("|", "%7C"));
  const full = url.toLowerCase().startsWith("www.") ? `http://${url}` : url;
  return `<${full.replace(/[|\\{}$[\]^]/g, encodeURIComponent)}>`;
}

function isReference(url: string): boolean {
  if (/^https?:\/\/github\.com\/user-attachments\//i.test(url)) return false;
  return (
    /^[^/]*\/{0,2}[^/]*github/i.test(url) ||
    /\/(?:issues?|pulls?|discussions|commits?)\//i.test(url)
  );
}

function commitLike(hex: string): string {
  const isMixed = /\d/.test(hex) && /[a-f]/i.test(hex);
  return isMixed ? code(hex) : hex.replace(/.{6}(?=.)/g, `$&${GAP}`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "`": "&#96;",
  "|": "&#124;",
  "\\": "&#92;",
  "{": "&#123;",
  $: "&#36;",
};

const SIGN = /[&<>`|\\{$*_~[\]@]|#(?=\d|$)|\bGH-(?=\d|$)|\b[0-9a-f]{7,40}$/gi;

/** Letters as they are, every sign that Markdown or GitHub reads made harmless. */
function literal(text: string): string {
  return text.replace(SIGN, (sign) => {
    if (/[@#-]$/.test(sign)) return sign + GAP;
    if (sign.length > 3) return commitLike(sign);
    return ENTITIES[sign] ?? `\\${sign}`;
  });
}

/** A line can't become a heading, a list, a rule or an underline. */
function withoutBlockStart(line: string): string {
  return line
    .replace(/^(?:[-+=]|#{1,6}(?=\s|$))/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

/** A code span; signs that Liquid would read are kept apart. */
export function code(text: string): string {
  const line = withoutLiquid(clean(text)).replace(/\s+/g, " ").trim();
  const ticks = "`".repeat(longestTicks(line) + 1);
  const pad = line === "" || line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** A fenced block to copy from, letter for letter. */
export function fence(text: string): string {
  // What is left out may stand between two ticks: they are counted as they come out.
  const said = clean(text);
  const ticks = "`".repeat(Math.max(3, longestTicks(said) + 1));
  return `${ticks}\n${said}\n${ticks}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
}

/** Inside code entities don't work: what Liquid or the report's own markers would read gets a gap. */
export function withoutLiquid(text: string): string {
  return text
    .replace(/\{(?=[{%])/g, `{${RAW_GAP}`)
    .replace(/dakor(?=:(?:begin|end))/gi, `dakor${RAW_GAP}`);
}

/** For titles and commit messages, which know no entities. */
export function plain(text: string, most: number = TITLE_MOST): string {
  const line = clean(clamp(text.trim(), most))
    .replace(/\s+/g, " ")
    .replaceAll("@", `@${RAW_GAP}`)
    .replace(/#(?=\d)/g, `#${RAW_GAP}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${RAW_GAP}`)
    .replace(/\/(issues|pull|discussions|commit)\/(?=\w)/gi, `/$1/${RAW_GAP}`)
    // "[skip ci]" in a title becomes the commit of its merge, which then starts no workflow.
    .replace(/\[(?=[^\][]{0,40}(?:skip|no[ _-]?ci))/gi, `[${RAW_GAP}`)
    .trim();
  // The gaps count as well: GitHub refuses a title that is too long.
  return clamp(line, most);
}

/** A front matter string: JSON's quotes, and escapes for what YAML does not print, or would end the comment around it. */
export function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed().replaceAll("\0", "\uFFFD")).replace(
    /[>\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/** Somebody's name, without telling them. */
export function person(login: string): string {
  return `**${inline(login.replace(/^@/, ""), 100)}**`;
}

const LOGIN = /^[a-z\d][a-z\d_-]{0,38}$/i;
const TEAM = /^[a-z\d][a-z\d_-]{0,38}\/[a-z\d][a-z\d_.-]{0,99}$/i;

/** The only way a real mention is made; anything that is no login or team stays text. */
export function mention(login: string): string {
  const name = login.replace(/^@/, "");
  return LOGIN.test(name) || TEAM.test(name) ? `@${name}` : person(name);
}

/** Those who were told already, in lower case, are named only. */
export function mentions(
  logins: readonly string[],
  told: readonly string[] = [],
): readonly string[] {
  const seen = new Map(logins.map((login) => [login.replace(/^@/, "").toLowerCase(), login]));
  return [...seen].map(([name, login]) => (told.includes(name) ? person(login) : mention(login)));
}

/** "lea", "lea and john", "lea, john and kim" */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
