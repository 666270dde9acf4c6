import type { ChatPost, Mail, ToldOutside } from "../outside.ts";
import { escapeHtml } from "./escape-html.ts";

/** What people outside GitHub were told: the team's channel on one side, the customers' mailbox on the other. */
export function renderOutside(told: readonly ToldOutside[]): string {
  const posts = told.filter((one) => one.kind === "chat");
  const mails = told.filter((one) => one.kind === "mail");
  return [
    '<div class="outside">',
    `<section class="channel"><h3># ${escapeHtml(posts[0]?.channel ?? "shop-ops")} <span class="quiet">the team, in Slack</span></h3>${posts.map(renderPost).join("")}</section>`,
    `<section class="mailbox"><h3>${escapeHtml(mails[0]?.to ?? "customers")} <span class="quiet">anybody, by e-mail</span></h3>${mails.map(renderMail).join("")}</section>`,
    "</div>",
  ].join("");
}

function renderPost({ at, isReply, title, lines, buttons }: ChatPost): string {
  const more = buttons.map((words) => `<span class="button">${escapeHtml(words)}</span>`).join(" ");
  return [
    `<article class="post${isReply ? " post-reply" : ""}">`,
    `<p class="who">dakor <span class="clock">${escapeHtml(at)}</span></p>`,
    `<p><b>${escapeHtml(title)}</b></p>`,
    ...lines.map(renderLine),
    more === "" ? "" : `<p>${more}</p>`,
    "</article>",
  ].join("");
}

function renderMail({ at, from, subject, text }: Mail): string {
  return [
    `<article class="file mail"><header><span class="clock">${escapeHtml(at)}</span> <span class="quiet">${escapeHtml(from)}</span><br><b>${escapeHtml(subject)}</b></header>`,
    `<div class="mail-text">${text
      .split(/\n{2,}/)
      .map(renderLine)
      .join("")}</div></article>`,
  ].join("");
}

function renderLine(line: string): string {
  return `<p>${escapeHtml(line).replaceAll("\n", "<br>")}</p>`;
}
