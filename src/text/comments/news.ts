import type { CommentContent } from "../../core/plan/effect.ts";
import type { News, NewsContext } from "../../core/model/incident.ts";
import type { Kludge } from "../../core/model/kludge.ts";
import type { Instant } from "../../core/time/time.ts";
import { trustedBlock } from "../markdown/block.ts";
import { fit } from "../markdown/limit.ts";
import { inline, listed, mentions, person, trusted } from "../markdown/escape.ts";
import { span, when } from "../markdown/when.ts";
import {
  affected,
  brokenSince,
  changedTitle,
  impactOf,
  inPlaceTitle,
  issueTitle,
  itWas,
  meanwhile,
  nextUpdate,
  onIt,
  PRACTICE,
  REAL_FIX,
  REPORT_FOLLOWS,
  sentence,
  since,
  stillWorks,
  TAKE_A_BREAK,
  thanksTo,
  usableSince,
  WORKAROUND,
  worksSince,
  worseTitle,
} from "./news-sentence.ts";

type NewsContent = Extract<CommentContent, { readonly kind: "news" }>;

/** A public announcement. Ages count from the moment it was called for, so that late news reads the same. */
export function renderNews(content: NewsContent): string {
  return fit((room) => {
    const { news, mention, told } = content;
    const isDrill = news.context.isDrill;
    const title = headline(news);
    const isShort = title === "";
    const paragraphs = [
      isShort ? "" : `**${isDrill ? "DRILL · " : ""}${title}**`,
      isDrill && !isShort ? PRACTICE : "",
      body(content, room)
        .filter(Boolean)
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim(),
      isDrill || isShort ? "" : mentions(mention, told).join(" "),
    ];
    return paragraphs.filter(Boolean).join("\n\n");
  });
}

function headline({ kind, context, kludge }: News): string {
  const subject = subjectOf(context);
  const isComponent = context.components.length > 0;
  switch (kind) {
    case "alert":
      return issueTitle(context.severity, subject);
    case "update":
    case "kludge-announced":
    // What is told outside alone.
    case "false-alarm":
    case "duplicate":
      return "";
    case "kludge-applied":
      return inPlaceTitle(
        kludge?.id ?? "Kludge",
        kludge === undefined ? "" : what(kludge, HEADLINE),
        subject,
      );
    case "stable":
      return changedTitle(subject, "usable again", isComponent);
    case "restored":
      return changedTitle(subject, "works again", isComponent);
    case "broken":
      return changedTitle(subject, "broken again", isComponent);
    case "raised":
      return worseTitle(issueTitle(context.severity, subject));
  }
}

const HEADLINE = 120;

function subjectOf(context: NewsContext): string {
  return inline(
    context.components.length > 0 ? context.components.join(", ") : context.summary,
    200,
  );
}

function body(content: NewsContent, room: number): readonly string[] {
  switch (content.news.kind) {
    case "alert":
      return alert(content, room);
    case "update":
      return updated(content, room);
    case "kludge-announced":
      return announced(content, room);
    case "kludge-applied":
      return applied(content, room);
    case "stable":
      return stable(content, room);
    case "restored":
      return restored(content, room);
    case "broken":
      return broken(content, room);
    case "raised":
      return raised(content, room);
    case "false-alarm":
    case "duplicate":
      return [];
  }
}

function alert(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  const startedAt = when(context.startedAt, { timezone, reference: at });
  return [
    context.components.length > 0 ? sentence(inline(context.summary, 300)) : "",
    context.scope === undefined ? "" : affected(inline(context.scope, room)),
    since(startedAt, context.isAgain),
    context.works === undefined ? "" : stillWorks(inline(context.works, room)),
    said(news, room),
    [leading(content), promised(content)].filter(Boolean).join(" "),
  ];
}

/** Whoever hears of it for the first time is led to the words themselves. */
function updated(content: NewsContent, room: number): readonly string[] {
  const { news, mention, told } = content;
  const to = mentions(mention, told).join(" ");
  const where = news.url === undefined ? "" : ` ([in full](${news.url}))`;
  const { context, text = "" } = news;
  const about = `**${context.isDrill ? "DRILL · " : ""}${subjectOf(context)}**`;
  return [
    `${to === "" ? "" : `${to}: `}${about}. ${person(news.by)} has news${where}.`,
    news.url === undefined ? trustedBlock(text, room) : "",
    promised(content),
  ];
}

/** For those who are on it: nobody undoes unknowingly what somebody else is doing. */
function announced(content: NewsContent, room: number): readonly string[] {
  const { news, mention, told, timezone } = content;
  const { kludge } = news;
  if (kludge === undefined) return [];
  const to = mention.length === 0 ? "" : `${listed(mentions(mention, told))}: `;
  const at =
    kludge.plannedAt === undefined
      ? "is about to happen"
      : `is planned for ${when(kludge.plannedAt, { timezone, reference: news.at })}`;
  return [
    `${to}**${kludge.id}** ${at}: ${sentence(what(kludge, room))} Please say so here if it gets in the way of what you are doing.`,
    promised(content),
  ];
}

function applied(content: NewsContent, room: number): readonly string[] {
  const { kludge, context } = content.news;
  if (kludge === undefined) return [];
  const impact = kludge.impact ?? context.impact;
  return [
    kludge.what.length > HEADLINE ? sentence(what(kludge, room)) : "",
    impact === undefined ? "" : impactOf(trusted(impact, room)),
    WORKAROUND,
    promised(content),
  ];
}

function stable(content: NewsContent, room: number): readonly string[] {
  const { news } = content;
  const { context, at } = news;
  const moment = news.moment ?? at;
  const standing = context.kludges.filter((kludge) => kludge.state === "standing");
  const thanks = standing.map((kludge) => `${kludge.id} (${what(kludge, 200)})`);
  return [
    usableSince(past(moment, content)),
    thanks.length === 0 ? "" : thanksTo(listed(thanks.slice(0, 10))),
    context.impact === undefined ? "" : meanwhile(trusted(context.impact, room)),
    said(news, room),
    [REAL_FIX, promised(content)].filter(Boolean).join(" "),
  ];
}

function broken(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  return [
    brokenSince(when(context.startedAt, { timezone, reference: at })),
    context.scope === undefined ? "" : affected(inline(context.scope, room)),
    said(news, room),
    [leading(content), promised(content)].filter(Boolean).join(" "),
  ];
}

/** Short: those who hear of it now find the rest above. */
function raised(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  return [
    context.scope === undefined ? "" : affected(inline(context.scope, room)),
    since(when(context.startedAt, { timezone, reference: at })),
    [leading(content), promised(content)].filter(Boolean).join(" "),
  ];
}

function restored(content: NewsContent, room: number): readonly string[] {
  const { news } = content;
  const { context, at } = news;
  const moment = news.moment ?? at;
  return [
    context.components.length > 0 ? itWas(inline(context.summary, 300)) : "",
    worksSince(past(moment, content)),
    said(news, room),
    `${context.isDrill ? "Well done." : REPORT_FOLLOWS} ${TAKE_A_BREAK}`,
  ];
}

function past(moment: Instant, { news, timezone }: NewsContent): Parameters<typeof usableSince>[0] {
  const { context, at } = news;
  return {
    when: when(moment, { timezone, reference: at }),
    after: span(context.startedAt, moment),
    isAgain: context.isAgain === true,
  };
}

function what(kludge: Kludge, room: number): string {
  const pull = kludge.pull === undefined ? "" : ` #${kludge.pull}`;
  const words = trusted(kludge.what, room);
  return words.includes(`#${kludge.pull ?? ""}`) && pull !== "" ? words : `${words}${pull}`;
}

/** A paragraph of its own: a list in it must not swallow the next line. */
function said(news: News, room: number): string {
  const text = trustedBlock(news.text ?? "", room);
  return text === "" ? "" : `\n${text}\n`;
}

function leading({ news, told }: NewsContent): string {
  const { leads } = news.context;
  return leads.length === 0 ? "" : onIt(listed(mentions(leads, told)), leads.length);
}

function promised({ news, timezone }: NewsContent): string {
  if (news.promise === undefined) return "";
  return nextUpdate(when(news.promise, { timezone, reference: news.at }));
}
