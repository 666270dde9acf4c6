import type { Config } from "../config/config.ts";
import type { Severity } from "../model/fact.ts";
import type { EndKind, Incident, News, NewsContext, NewsKind } from "../model/incident.ts";
import { brokenSince, isUsable } from "../model/outage.ts";
import type { Phase } from "../model/phase.ts";
import { isToldElsewhere } from "../notify/delivery.ts";
import type { NewsDraft } from "./commands/rule.ts";
import type { Source } from "../model/timeline.ts";
import { defined } from "../model/defined.ts";

type Around = {
  readonly config: Config;
  /** The comment that says it already; nothing where it happened otherwise. */
  readonly url?: string;
};

/** The phase whose one call a milestone is. */
const MILESTONES: Readonly<Partial<Record<NewsKind, Phase>>> = {
  alert: "alert",
  "kludge-applied": "kludge",
  stable: "optimize",
  restored: "report",
};

/** News of how it goes on: whoever heard the beginning hears it, too. */
const FOR_ALL_TOLD: ReadonlySet<NewsKind> = new Set(["stable", "restored", "broken"]);

/** Announces what has news for its readers; what a comment says already isn't said again beneath it. */
export function withNews(
  incident: Incident,
  drafts: readonly NewsDraft[],
  around: Around,
): Incident {
  if (incident.status !== "declared" || incident.isAfterTheFact) return incident;
  return drafts.reduce((told, draft) => withOne(told, draft, around), incident);
}

function withOne(incident: Incident, draft: NewsDraft, { config, url }: Around): Incident {
  const calls = callsOf(incident, draft.kind);
  const spoken = url === undefined ? {} : { url };
  const news: News = { ...draft, ...spoken, context: contextOf(incident, calls) };
  const isHeard = calls.some((level) => config.severities[level].mention.length > 0);
  if (!isHeard && !isOwed(incident, news)) return withQuiet(incident, news, config);
  return { ...incident, news: [...incident.news, news], called: calledBy(incident, news) };
}

/** Whoever was told outside that it began hears that it was none, or goes on as another one; here the board says so. */
export function withEnd(
  incident: Incident,
  { by, at, source }: Source,
  end: { readonly kind: EndKind; readonly goesOnAs?: number | undefined; readonly config: Config },
): Incident {
  const { kind, goesOnAs, config } = end;
  const isTold = incident.status === "declared" && incident.news.some(isToldElsewhere);
  if (config.notify.length === 0 || !isTold) return incident;
  const news: News = {
    by,
    at,
    source,
    kind,
    key: `${kind}:${source}`,
    ...defined({ goesOnAs }),
    isDefaultPromise: false,
    isQuiet: true,
    context: contextOf(incident, []),
  };
  return { ...incident, news: [...incident.news, news] };
}

/** Whoever listens outside GitHub doesn't read the comment. What is told there is noted on a comment of ours. */
function withQuiet(incident: Incident, news: News, { notify }: Config): Incident {
  const isMore = news.kind === "kludge-applied" && isUsable(incident);
  if (notify.length === 0 || isMore || !isToldElsewhere(news)) return incident;
  const isFirst = incident.news.every(({ isQuiet }) => isQuiet === true);
  const told: News = isFirst ? news : { ...news, isQuiet: true };
  return { ...incident, news: [...incident.news, told] };
}

function isOwed(incident: Incident, news: News): boolean {
  if (FOR_ALL_TOLD.has(news.kind)) return true;
  // One more workaround changes nothing for those who wait.
  if (news.kind === "kludge-applied" && isUsable(incident)) return false;
  if (news.kind === "kludge-announced") return concernsLeads(news);
  if (news.url === undefined) return true;
  return news.kind === "alert" && incident.called.alert === undefined;
}

/** What is about to happen is told to those on the incident; the board is enough for whoever does it. */
function concernsLeads(news: News): boolean {
  // Whether a rollback is possible shows only when its pull request is open.
  const isTried = news.kludge?.rollbackOf !== undefined && news.kludge.pull === undefined;
  return !(isTried && news.url !== undefined) && leadsBeside(news).length > 0;
}

/** The severities whose people are called: once in each phase, and when it gets worse. */
function callsOf(incident: Incident, kind: NewsKind): readonly Severity[] {
  const { called, isDrill, severity, told } = incident;
  if (isDrill || kind === "kludge-announced") return [];
  const level = severity?.value ?? "major";
  const levels = FOR_ALL_TOLD.has(kind) ? [...new Set([level, ...told])] : [level];
  if (kind === "broken" || kind === "raised") return levels;
  const phase = MILESTONES[kind];
  const before = phase === undefined ? Object.values(called).flat() : (called[phase] ?? []);
  return levels.filter((one) => !before.includes(one));
}

function calledBy(incident: Incident, { kind, context }: News): Incident["called"] {
  // It begins anew.
  if (kind === "broken") return { alert: context.calls };
  const phase = MILESTONES[kind] ?? (kind === "kludge-announced" ? undefined : incident.phase);
  if (phase === undefined) return incident.called;
  const before = incident.called[phase] ?? [];
  return { ...incident.called, [phase]: [...new Set([...before, ...context.calls])] };
}

function contextOf(incident: Incident, calls: readonly Severity[]): NewsContext {
  const { scope, works, impact, summary } = incident.facts;
  return {
    summary: summary?.value ?? "",
    ...defined({
      severity: incident.severity?.value,
      scope: scope?.value,
      works: works?.value,
      impact: impact?.value,
    }),
    components: incident.components,
    startedAt: brokenSince(incident),
    ...(incident.outages.length === 0 ? {} : { isAgain: true as const }),
    leads: incident.leads,
    kludges: incident.kludges,
    isDrill: incident.isDrill,
    calls,
  };
}

/** Who is on the incident beside the one who says it. */
export function leadsBeside({ by, context }: News): readonly string[] {
  return context.leads.filter((lead) => lead.toLowerCase() !== by.toLowerCase());
}
