import type { CommentContent } from "../../core/plan/effect.ts";
import type { News, NewsContext } from "../../core/model/incident.ts";
import type { Kludge } from "../../core/model/kludge.ts";
import { trustedBlock } from "../markdown/block.ts";
import { fit } from "../markdown/budget.ts";
import { inline, listed, mentions, person, trusted } from "../markdown/escape.ts";
import { span, when } from "../markdown/when.ts";

type NewsContent = Extract<CommentContent, { readonly kind: "news" }>;

/** A public announcement. Ages count from the moment it was called for, so that late news reads the same. */
export function renderNews(content: NewsContent): string {
  return fit((room) => {
    const { news, mention } = content;
    const isDrill = news.context.isDrill;
    const title = headline(news);
    const isShort = title === "";
    const paragraphs = [
      isShort ? "" : `**${isDrill ? "DRILL · " : ""}${title}**`,
      isDrill && !isShort ? "This is practice. Nothing is broken." : "",
      body(content, room)
        .filter(Boolean)
        .join("\n")
        .replace(/\n{3,}/g, "\n\n")
        .trim(),
      isDrill || isShort ? "" : mentions(mention).join(" "),
    ];
    return paragraphs.filter(Boolean).join("\n\n");
  });
}

/** What has changed comes first: "works again: login fails" would be misread. */
function headline({ kind, context, kludge }: News): string {
  const subject = subjectOf(context);
  switch (kind) {
    case "alert":
      return issue(context);
    case "update":
    case "kludge-announced":
      return "";
    case "kludge-applied":
      return `${kludge?.id ?? "Kludge"} is in place: ${kludge === undefined ? "" : what(kludge, HEADLINE)} (${subject})`;
    case "stable":
      return changed(context, "usable again");
    case "restored":
      return changed(context, "works again");
    case "broken":
      return context.components.length > 0
        ? `${subject}: broken again`
        : `Broken again: ${subject}`;
    case "raised":
      return `It is worse than we said. ${issue(context)}`;
  }
}

const HEADLINE = 120;

function issue(context: NewsContext): string {
  return `${context.severity === undefined ? "" : `${context.severity.toUpperCase()} `}ISSUE: ${subjectOf(context)}`;
}

function changed(context: NewsContext, state: string): string {
  const subject = subjectOf(context);
  return context.components.length > 0
    ? `${subject}: ${state}`
    : `${state.slice(0, 1).toUpperCase()}${state.slice(1)} (it was: ${subject})`;
}

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
  }
}

function alert(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  const since = when(context.startedAt, { timezone, reference: at });
  return [
    context.components.length > 0 ? sentence(inline(context.summary, 300)) : "",
    context.scope === undefined ? "" : sentence(`Affected: ${inline(context.scope, room)}`),
    `${context.isAgain === true ? "Broken again since" : "Since"} ${since}.`,
    context.works === undefined ? "" : sentence(`Still works: ${inline(context.works, room)}`),
    said(news, room),
    [onIt(context), nextUpdate(content)].filter(Boolean).join(" "),
  ];
}

/** Whoever hears of it for the first time is led to the words themselves. */
function updated(content: NewsContent, room: number): readonly string[] {
  const { news, mention } = content;
  const to = mentions(mention).join(" ");
  const where = news.url === undefined ? "" : ` ([in full](${news.url}))`;
  const { context, text = "" } = news;
  const about = `**${context.isDrill ? "DRILL · " : ""}${subjectOf(context)}**`;
  return [
    `${to === "" ? "" : `${to}: `}${about}. ${person(news.by)} has news${where}.`,
    news.url === undefined ? trustedBlock(text, room) : "",
    nextUpdate(content),
  ];
}

/** For those who are on it: nobody undoes unknowingly what somebody else is doing. */
function announced(content: NewsContent, room: number): readonly string[] {
  const { news, mention, timezone } = content;
  const { kludge } = news;
  if (kludge === undefined) return [];
  const to = mention.length === 0 ? "" : `${listed(mentions(mention))}: `;
  const at =
    kludge.plannedAt === undefined
      ? "is about to happen"
      : `is planned for ${when(kludge.plannedAt, { timezone, reference: news.at })}`;
  return [
    `${to}**${kludge.id}** ${at}: ${sentence(what(kludge, room))} Please say so here if it gets in the way of what you are doing.`,
    nextUpdate(content),
  ];
}

function applied(content: NewsContent, room: number): readonly string[] {
  const { kludge, context } = content.news;
  if (kludge === undefined) return [];
  const impact = kludge.impact ?? context.impact;
  return [
    kludge.what.length > HEADLINE ? sentence(what(kludge, room)) : "",
    impact === undefined ? "" : sentence(`Impact: ${trusted(impact, room)}`),
    "This is a workaround; the real fix comes later.",
    nextUpdate(content),
  ];
}

function stable(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  const moment = news.moment ?? at;
  const standing = context.kludges.filter((kludge) => kludge.state === "standing");
  const thanks = standing.map((kludge) => `${kludge.id} (${what(kludge, 200)})`);
  return [
    `Usable since ${when(moment, { timezone, reference: at })}, ${span(context.startedAt, moment)} after it ${began(context)}.`,
    thanks.length === 0 ? "" : `Thanks to ${listed(thanks.slice(0, 10))}.`,
    context.impact === undefined
      ? ""
      : sentence(`What users notice meanwhile: ${trusted(context.impact, room)}`),
    said(news, room),
    ["Now we take the time to find the real fix.", nextUpdate(content)].filter(Boolean).join(" "),
  ];
}

function broken(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  return [
    `It doesn’t work any more, since ${when(context.startedAt, { timezone, reference: at })}.`,
    context.scope === undefined ? "" : sentence(`Affected: ${inline(context.scope, room)}`),
    said(news, room),
    [onIt(context), nextUpdate(content)].filter(Boolean).join(" "),
  ];
}

/** Short: those who hear of it now find the rest above. */
function raised(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  return [
    context.scope === undefined ? "" : sentence(`Affected: ${inline(context.scope, room)}`),
    `Since ${when(context.startedAt, { timezone, reference: at })}.`,
    [onIt(context), nextUpdate(content)].filter(Boolean).join(" "),
  ];
}

function restored(content: NewsContent, room: number): readonly string[] {
  const { news, timezone } = content;
  const { context, at } = news;
  const moment = news.moment ?? at;
  return [
    context.components.length > 0 ? sentence(`It was: ${inline(context.summary, 300)}`) : "",
    `Everything has worked since ${when(moment, { timezone, reference: at })}, ${span(context.startedAt, moment)} after it ${began(context)}.`,
    said(news, room),
    context.isDrill
      ? "Well done. Now take a break: you have earned it."
      : "The full report follows on the next working day. Now take a break: you have earned it.",
  ];
}

function began({ isAgain }: NewsContext): string {
  return isAgain === true ? "broke again" : "began";
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

function onIt(context: NewsContext): string {
  if (context.leads.length === 0) return "";
  return `${listed(mentions(context.leads))} ${context.leads.length === 1 ? "is" : "are"} on it.`;
}

function nextUpdate({ news, timezone }: NewsContent): string {
  if (news.promise === undefined) return "";
  return `Next update by ${when(news.promise, { timezone, reference: news.at })}.`;
}

/** Ends in a full stop, unless it ends a sentence already. */
function sentence(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`;
}
