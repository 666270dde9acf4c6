import type { CommentContent } from "../../core/plan/effect.ts";
import { formatMarker } from "../../core/model/marker.ts";
import { formatRecord } from "../../core/record/record-text.ts";
import { renderBoard } from "../board/board.ts";
import { cutLines, LIMITS } from "../markdown/limit.ts";
import { MOST_BODY } from "../markdown/budget.ts";
import { renderLink } from "../markdown/link.ts";
import { renderNews } from "./news.ts";
import { renderPage } from "./page.ts";
import { renderReminder } from "./reminder.ts";
import { renderReply } from "./reply.ts";
import { renderSaid } from "./said.ts";

/** A comment's whole body: the hidden marker that makes it ours, then what people read. */
export function renderComment(content: CommentContent): string {
  const body = `${formatMarker(content)}\n${words(content)}`;
  return cutLines(body, LIMITS.comment, "… there is more than a comment can hold.");
}

function words(content: CommentContent): string {
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
    case "link":
      return renderLink(content);
    case "said":
      return renderSaid(content);
    case "page":
      return renderPage(content);
  }
}
