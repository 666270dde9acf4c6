import type { CommentContent } from "../../core/plan/effect.ts";
import type { Chat } from "../../core/model/timeline.ts";
import { formatMarker } from "../../core/model/marker.ts";
import { formatRecord } from "../../core/record/record-text.ts";
import { renderBoard } from "../board/board.ts";
import { LIMITS } from "../../core/markdown/text-limits.ts";
import { MOST_BODY, cutLines } from "../markdown/limit.ts";
import { renderNews } from "./news.ts";
import { renderReminder } from "./reminder.ts";
import { renderReply } from "./reply.ts";
import { withPull } from "../../core/command/page-command.ts";
import type { ParsedLine } from "../../core/command/parsed-command.ts";
import { renderScore } from "./drill-score.ts";
import { correctedLines } from "./corrected-line.ts";
import { clamp, fence, inline, listed, person } from "../markdown/escape.ts";

type PageContent = Extract<CommentContent, { readonly kind: "page" }>;

type SaidContent = Extract<CommentContent, { readonly kind: "said" }>;

/** Leaves room for who said it and where. */
const MOST_WORDS = 60_000;

type LinkContent = Extract<CommentContent, { readonly kind: "link" }>;

/** A comment's whole body: the hidden marker that makes it ours, then what people read. */
export function renderComment(content: CommentContent): string {
  const body = `${formatMarker(content)}\n${wordsOf(content)}`;
  return cutLines(body, LIMITS.comment, "… there is more than a comment can hold.");
}

function wordsOf(content: CommentContent): string {
  switch (content.kind) {
    case "board": {
      const record = content.record === undefined ? "" : `${formatRecord(content.record)}\n`;
      return `${record}${renderBoard(content.view, MOST_BODY - record.length)}`;
    }
    case "news":
      return renderNews(content);
    case "reply":
      return renderReply(content);
    case "reminder":
      return renderReminder(content);
    case "score":
      return renderScore(content);
    case "link":
      return renderLink(content);
    case "said":
      return renderSaid(content);
    case "page":
      return renderPage(content);
  }
}

/** Asks on a pull request's page on which incident a command is to count, with the line to paste there. */
function renderPage({ to, pull, incidents, lines }: PageContent): string {
  const [only, ...others] = incidents.map((number) => `#${number}`);
  if (only === undefined) {
    return `Nothing has changed, ${person(to)}: commands count on an incident, and this pull request has to do with none that goes on. If it should, please say it on the incident, with \`#${pull}\`.`;
  }
  const isOne = others.length === 0;
  return [
    isOne
      ? `Nothing has changed yet, ${person(to)}. This reached me too late: it would count at the wrong time.`
      : `Nothing has changed yet, ${person(to)}: this pull request has to do with ${listed([only, ...others])}. Which one do you mean?`,
    isOne ? `If it still holds, please say it on the incident, ${only}:` : "Please say it there:",
    fence(lines.map((line) => pastedLine(line, pull)).join("\n")),
  ].join("\n\n");
}

function pastedLine(line: ParsedLine, pull: number): string {
  if (line.type === "problem") return correctedLines(line.problem)[0] ?? line.problem.line;
  const { name, because, line: typed } = line.command;
  const isUnfounded = name === "override" && because === undefined;
  return `${withPull(line, typed, pull)}${isUnfounded ? " because <reason>" : ""}`;
}

const CHAT_NAMES: Readonly<Record<Chat, string>> = { slack: "Slack", teams: "Teams" };

/** Passes on to an incident what somebody said elsewhere: letter for letter, it counts from here on. */
function renderSaid({ by, place, words }: SaidContent): string {
  const where = "pull" in place ? `on #${place.pull}` : `in ${CHAT_NAMES[place.chat]}`;
  return `${person(by)} ${where}:\n\n${fence(clamp(words, MOST_WORDS))}`;
}

/** What a pull request is told about its part in an incident. */
function renderLink(content: LinkContent): string {
  const { incidents, kludge, pull, role } = content;
  const refs = listed(incidents.map((incident) => `#${incident}`));
  const id = kludge?.id ?? "a kludge";
  switch (role) {
    case "kludge":
    case "named":
      return [
        `This pull request is ${kludge === undefined ? "a kludge" : `kludge **${id}**`} of incident ${refs}.`,
        "When it merges, the kludge counts as in place; closed without a merge, it is withdrawn. The incident does not hold it back.",
      ].join("\n");
    case "undo":
      return [
        `When this merges, it undoes ${kludge === undefined ? id : `**${id}** (${inline(kludge.what, 200)})`} of incident ${refs}.`,
        "Nothing else is needed.",
      ].join("\n");
    case "asked":
      return [
        incidents.length === 0
          ? "This looks like a rollback. Does it belong to an incident?"
          : `This looks like a rollback, and it could belong to ${refs}. Which one is it?`,
        "On that incident, please write this line:",
        "",
        fence(`/kludge Rollback #${pull}`),
      ].join("\n");
  }
}
