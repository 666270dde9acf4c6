import { clean } from "../markdown/clean.ts";
import type { Chat } from "../model/timeline.ts";

/** Somebody's id there to their login here, where the team has said so. */
type LoginOf = (user: string) => string | undefined;

/** Longer than any message of a chat that is meant as a command. */
const LONGEST = 10_000;

/**
 * A message as the text of a comment, where it begins with a command: `!kludge` is typed because a chat keeps "/kludge" for
 * itself. Undefined for everything else that people say to each other.
 */
export function wordsFromChat(chat: Chat, text: string, loginOf: LoginOf): string | undefined {
  const cut = text.slice(0, LONGEST);
  const plain = chat === "slack" ? fromSlack(cut, loginOf) : cut;
  // As the comment will hold it: what is said again is then known again, letter for letter.
  const lines = clean(plain)
    .split("\n")
    .map((line) => line.trim());
  const first = lines.findIndex((line) => line !== "");
  if (!CALL.test(lines[first] ?? "")) return undefined;
  return lines
    .slice(first)
    .map((line) => line.replace(CALL, "/"))
    .join("\n")
    .trim();
}

/** "!kludge", "/kludge", but not "!" alone, "!!" or "/usr/bin". */
const CALL = /^[!/](?=[a-z][a-z-]*(?:[\s:,]|$))/i;

/** Slack wraps what is more than text in angle brackets, and escapes three signs in all else. */
function fromSlack(text: string, loginOf: LoginOf): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => slackPart(inside, loginOf))
    .replace(/&(lt|gt|amp);/g, (_, name: string) => SIGNS[name] ?? "");
}

const SIGNS: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: " ",
  "#39": "'",
  "#160": " ",
};

function slackPart(inside: string, loginOf: LoginOf): string {
  const [target = "", label] = inside.split("|", 2);
  switch (target.charAt(0)) {
    case "@": {
      const login = loginOf(target.slice(1));
      return login === undefined ? (label ?? "somebody") : `@${login}`;
    }
    case "#":
      return label === undefined ? "a channel" : `#${label}`;
    case "!":
      return label ?? "everybody";
    default:
      return target.startsWith("mailto:") || target.startsWith("tel:") ? (label ?? "") : target;
  }
}

/** Teams sends a little HTML, with the name of whoever was called first: the text of it. */
export function plainFromTeams(text: string): string {
  const cut = text.slice(0, LONGEST);
  const [lead = ""] = /^(?:<[^<>]*>|&nbsp;|\s)*/.exec(cut) ?? [];
  // No tag has another "<" in it: so each sign is looked at a few times only, whatever somebody sends.
  return cut
    .replace(/<at\b[^<>]{0,200}>([^<]{0,200})<\/at>/gi, (_, name: string, at: number) =>
      at < lead.length ? "" : name,
    )
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]{0,200}>/gi, "\n")
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, "")
    .replace(/&(lt|gt|amp|quot|apos|nbsp|#39|#160);/g, (_, name: string) => SIGNS[name] ?? "");
}
