import type { NotifyTarget } from "../config/notify-target.ts";
import type { Severity } from "../model/fact.ts";
import type { Incident, News, NewsKind, ToldKind } from "../model/incident.ts";
import type { Phase } from "../model/phase.ts";
import { between } from "../time/time.ts";
import type { Duration, Instant } from "../time/time.ts";
import { plainText, publicText } from "./spoken-text.ts";
import type { PublicText } from "./spoken-text.ts";

/** How users fared when the news was told. */
type Standing = "broken" | "usable" | "works";

/** What everybody may know of one news, however they stand to the team. */
type Happening = {
  readonly kind: ToldKind;
  readonly number: number;
  readonly severity?: Severity;
  readonly phase: Phase;
  readonly standing: Standing;
  readonly components: readonly string[];
  readonly at: Instant;
  /** When the present outage began. */
  readonly startedAt: Instant;
  /** It had worked again before. */
  readonly isAgain: boolean;
  /** When it was usable again, or worked fully. */
  readonly moment?: Instant;
  /** When people hear more. */
  readonly promise?: Instant;
  /** Seconds after the time by which it was promised. */
  readonly lateBy?: Duration;
  readonly isDrill: boolean;
  /** The team's zone. */
  readonly timezone: string;
};

type ToldKludge = {
  readonly id: string;
  readonly what: string;
  readonly pull?: number;
};

/** Everything that the incident's thread says, as plain text. */
export type TeamView = Happening & {
  readonly audience: "team";
  /** "acme/shop" */
  readonly repository: string;
  readonly url: string;
  readonly by: string;
  readonly summary: string;
  readonly scope?: string;
  readonly works?: string;
  /** What users notice while the kludges stand. */
  readonly impact?: string;
  readonly text?: string;
  /** The incident that it goes on as. */
  readonly goesOnAs?: number;
  /** What people outside are told with it. */
  readonly publicText?: string;
  readonly leads: readonly string[];
  readonly kludge?: ToldKludge;
  /** Those that keep it usable. */
  readonly standingKludges: readonly ToldKludge[];
};

/** What users notice, and nothing of how it is looked for: there is no field for it. */
export type PublicView = Happening & {
  readonly audience: "public";
  readonly summary?: PublicText;
  readonly scope?: PublicText;
  readonly works?: PublicText;
  readonly impact?: PublicText;
  /** What somebody said for the public. */
  readonly text?: PublicText;
};

/** That there is something, how bad it is, and where those read on who may. */
export type PrivateView = {
  readonly audience: "private";
  readonly kind: ToldKind;
  readonly number: number;
  readonly severity?: Severity;
  readonly at: Instant;
  readonly url: string;
  readonly isDrill: boolean;
};

export type AudienceView = TeamView | PublicView | PrivateView;

/** One news of an incident, and what decides who may hear what of it. */
type ToldNews = {
  readonly incident: Incident;
  readonly news: News;
  /** "acme/shop" */
  readonly repository: string;
  readonly timezone: string;
  /** Not everybody may read the repository, or the incident is labelled as private. */
  readonly isPrivate: boolean;
};

/** What a target may know of one news; undefined where it is for those on the incident alone. */
export function viewOf(
  told: ToldNews,
  { audience }: Pick<NotifyTarget, "audience">,
): AudienceView | undefined {
  const { kind } = told.news;
  if (kind === "kludge-announced") return undefined;
  if (told.isPrivate) return privateView(told, kind);
  return audience === "team" ? teamView(told, kind) : publicView(told, kind);
}

function privateView({ incident, news }: ToldNews, kind: ToldKind): PrivateView {
  const { number, url } = incident;
  const { severity, isDrill } = news.context;
  return {
    audience: "private",
    kind,
    number,
    url,
    at: news.at,
    isDrill,
    ...(severity === undefined ? {} : { severity }),
  };
}

function teamView(told: ToldNews, kind: ToldKind): TeamView {
  const { incident, news, repository } = told;
  const { kludge, context } = news;
  return {
    ...happening(told, kind),
    audience: "team",
    repository,
    url: news.url ?? incident.url,
    by: news.by,
    summary: plainText(context.summary),
    ...plainPart("scope", context.scope),
    ...plainPart("works", context.works),
    ...plainPart("impact", kludge?.impact ?? context.impact),
    ...plainPart("text", news.text),
    ...plainPart("publicText", news.publicText),
    ...(news.goesOnAs === undefined ? {} : { goesOnAs: news.goesOnAs }),
    leads: context.leads,
    ...(kludge === undefined ? {} : { kludge: toldKludge(kludge) }),
    standingKludges: context.kludges.filter(({ state }) => state === "standing").map(toldKludge),
  };
}

function plainPart<Name extends "scope" | "works" | "impact" | "text" | "publicText">(
  name: Name,
  markdown: string | undefined,
): { readonly [name in Name]?: string } | undefined {
  const text = plainText(markdown ?? "");
  const part: { readonly [name in Name]?: string } = {};
  return text === "" ? part : Object.assign(part, { [name]: text });
}

function toldKludge({ id, what, pull }: ToldKludge): ToldKludge {
  return { id, what: plainText(what), ...(pull === undefined ? {} : { pull }) };
}

/** Characters; somebody's own words for the public may be longer. */
const MOST_FACT = 300;
const MOST_WORDS = 1500;

function publicView(told: ToldNews, kind: ToldKind): PublicView {
  const { news } = told;
  const { context, kludge } = news;
  return {
    ...happening(told, kind),
    audience: "public",
    ...publicPart("summary", publicText(context.summary, MOST_FACT)),
    ...publicPart("scope", publicText(context.scope, MOST_FACT)),
    ...publicPart("works", publicText(context.works, MOST_FACT)),
    ...publicPart("impact", publicText(kludge?.impact ?? context.impact, MOST_FACT)),
    ...publicPart("text", publicText(news.publicText, MOST_WORDS)),
  };
}

function publicPart<Name extends string>(
  name: Name,
  text: PublicText | undefined,
): { readonly [name in Name]?: PublicText } {
  const part: { readonly [name in Name]?: PublicText } = {};
  return text === undefined ? part : Object.assign(part, { [name]: text });
}

function happening({ incident, news, timezone }: ToldNews, kind: ToldKind): Happening {
  const { context, at, moment, promise } = news;
  const { severity, components, startedAt, isAgain, isDrill } = context;
  const late = incident.promises.find(({ due, answeredAt }) => answeredAt === at && due < at);
  return {
    kind,
    number: incident.number,
    ...(severity === undefined ? {} : { severity }),
    phase: incident.moves.findLast((move) => move.at <= at)?.phase ?? "diagnose",
    standing: standingAt(incident, news),
    components,
    at,
    startedAt,
    isAgain: isAgain === true,
    ...(moment === undefined ? {} : { moment }),
    ...(promise === undefined ? {} : { promise }),
    ...(late === undefined ? {} : { lateBy: between(late.due, at) }),
    isDrill,
    timezone,
  };
}

const STANDINGS: Readonly<Partial<Record<NewsKind, Standing>>> = {
  stable: "usable",
  restored: "works",
  broken: "broken",
  "false-alarm": "works",
};

/** By what people have been told of it up to then. */
function standingAt({ news: all }: Incident, news: News): Standing {
  const told = all.slice(0, all.findIndex(({ key }) => key === news.key) + 1);
  const last = told.findLast(({ kind }) => STANDINGS[kind] !== undefined);
  return (last && STANDINGS[last.kind]) ?? "broken";
}
