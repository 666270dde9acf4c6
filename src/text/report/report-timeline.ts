import type { ReportDraft } from "../../core/plan/effect.ts";
import type { Breadcrumb, Incident } from "../../core/model/incident.ts";
import type { Kludge } from "../../core/model/kludge.ts";
import { outagesOf } from "../../core/model/outage.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { localClock, localDate } from "../../core/time/wall-clock.ts";
import type { Instant } from "../../core/time/time.ts";
import { breadcrumbText } from "../board/breadcrumb-line.ts";
import { newest } from "../markdown/limit.ts";
import { inline, person } from "../markdown/escape.ts";
import { pullLink } from "../markdown/link.ts";
import { defined } from "../../core/model/defined.ts";

const MOST_ROWS = 2_000;
/** Characters: GitHub's API gives no files back that are larger than a megabyte. */
const MOST_TIMELINE = 200_000;
const ROOM = 500;

/** What happened at a moment, and through whom where that is known. */
type Row = { readonly at: Instant; readonly by?: string; readonly what: string };

/** By when things happened, not by when somebody said so, in the team's own time. */
export function timelineText(draft: ReportDraft): string {
  const { timezone } = draft.config;
  const all = rowsOf(draft).toSorted((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
  const { kept } = newest(
    all.slice(-MOST_ROWS).map((row) => {
      const who = row.by === undefined ? "" : person(row.by);
      return `| ${localClock(row.at, timezone)} | ${who} | ${row.what} |`;
    }),
    MOST_TIMELINE,
  );
  const left = all.length - kept.length;
  const days = all.slice(left).map(({ at }) => localDate(at, timezone));
  return [
    `| ${inline(timezone)} | Who | What |`,
    "| --- | --- | --- |",
    ...(left === 0 ? [] : [`| | | … ${left} earlier lines are in the issue itself |`]),
    ...kept.flatMap((line, index) =>
      days[index] === days[index - 1] ? [line] : [`| | | **${days[index]}** |`, line],
    ),
  ].join("\n");
}

function rowsOf(draft: ReportDraft): readonly Row[] {
  const { incident } = draft;
  const turns = turnsOf(incident);
  const told = new Set(turns.flatMap(({ crumb }) => crumb ?? []));
  return [
    ...merges(draft),
    {
      at: incident.startedAt,
      what: incident.moments.started === undefined ? "**It was noticed**" : "**It began**",
    },
    ...incident.breadcrumbs
      .filter((crumb) => isTurn(crumb) && !told.has(crumb))
      .map((crumb) => ({ at: crumb.at, by: crumb.by, what: crumbText(crumb) })),
    ...incident.kludges.flatMap((kludge) => kludgeRows(kludge, draft)),
    ...turns.map(({ at, what, crumb }): Row => {
      const text = crumb?.text === undefined ? "" : `: ${inline(crumb.text, ROOM)}`;
      return { at, what: `**${what}**${text}`, ...defined({ by: crumb?.by }) };
    }),
  ];
}

/** What was merged that may have caused it, and what fixed it. */
function merges(draft: ReportDraft): readonly Row[] {
  const { incident, pulls } = draft;
  const kludges = incident.kludges.map(({ pull }) => pull);
  const fixes = incident.fixes.filter(({ gone }) => gone !== "unmerged");
  const named = [
    ...incident.suspects.map((number) => ({ number, as: "suspected later" })),
    ...fixes.flatMap(({ pull }) => (pull === undefined ? [] : [{ number: pull, as: "the fix" }])),
  ].filter(({ number }) => !kludges.includes(number));
  return named.flatMap(({ number, as }): readonly Row[] => {
    const pull = pulls.find((one) => one.number === number);
    if (pull?.mergedAt === undefined) return [];
    const what = `merged ${pullLink(number, draft)} ${inline(pull.title, ROOM)} (${as})`;
    return [{ at: pull.mergedAt, by: mergerOf(pull), what }];
  });
}

function mergerOf({ mergedBy, author }: Pull): string {
  return (mergedBy ?? author).login;
}

/** What else is there stands in the report's other sections. */
const TOLD_FACTS: ReadonlySet<string | undefined> = new Set([
  "summary",
  "severity",
  "scope",
  "cause",
]);

/** Something that people did or found out; kludges and turns are told by when they came. */
function isTurn({ kind, about }: Breadcrumb): boolean {
  if (kind === "fact") return TOLD_FACTS.has(about);
  if (kind === "kludge") return about === "none";
  return kind !== "phase" && kind !== "stable" && kind !== "restored";
}

/** "fix #55" is short enough for a log; here somebody did it. */
function crumbText(crumb: Breadcrumb): string {
  const { kind, about = "", text } = crumb;
  const [, number] = /^#(\d{1,9})$/.exec(about) ?? [];
  if (kind !== "fix" || number === undefined) return breadcrumbText(crumb, ROOM);
  const words = text === undefined ? "" : `: ${inline(text, ROOM)}`;
  return `named #${number} as the fix${words}`;
}

type Turn = { readonly at: Instant; readonly what: string; readonly crumb?: Breadcrumb };

/** When it broke again, was usable, and worked: the corrected moments, with what was said of them. */
function turnsOf({ breadcrumbs, ...incident }: Incident): readonly Turn[] {
  const saidOf = (at: Instant, kind: "stable" | "restored"): Pick<Turn, "crumb"> =>
    found(breadcrumbs.findLast((crumb) => crumb.kind === kind && crumb.about === at));
  return outagesOf({ breadcrumbs, ...incident }).flatMap(({ from, stable, restored }, index) => [
    ...(index === 0
      ? []
      : [
          {
            at: from,
            what: "Broken again",
            ...found(breadcrumbs.find(({ kind, at }) => kind === "broken" && at >= from)),
          },
        ]),
    ...(stable === undefined
      ? []
      : [{ at: stable, what: "Usable again", ...saidOf(stable, "stable") }]),
    ...(restored === undefined
      ? []
      : [{ at: restored, what: "Everything works again", ...saidOf(restored, "restored") }]),
  ]);
}

function found(crumb: Breadcrumb | undefined): Pick<Turn, "crumb"> {
  return crumb === undefined ? {} : { crumb };
}

function kludgeRows(kludge: Kludge, draft: ReportDraft): readonly Row[] {
  const { id, what, by, announcedAt, appliedAt, settledAt, settledBy, state, because } = kludge;
  const pull = draft.pulls.find(({ number }) => number === kludge.pull);
  const link = pull === undefined ? "" : ` ${pullLink(pull.number, draft)}`;
  const words = `**${id}** ${inline(what, ROOM)}${link}`;
  const reason = because === undefined ? "" : `: ${inline(because, ROOM)}`;
  const isMerge = pull?.mergedAt !== undefined && pull.mergedAt === appliedAt;
  const settled = SETTLED[state];
  return [
    ...(announcedAt === appliedAt ? [] : [{ at: announcedAt, by, what: `announced ${words}` }]),
    ...(appliedAt === undefined
      ? []
      : [{ at: appliedAt, by: isMerge ? mergerOf(pull) : by, what: `put in place ${words}` }]),
    ...(settled === undefined || settledAt === undefined
      ? []
      : [{ at: settledAt, by: settledBy ?? by, what: `${settled} **${id}**${reason}` }]),
  ];
}

const SETTLED: Readonly<Record<Kludge["state"], string | undefined>> = {
  announced: undefined,
  standing: undefined,
  withdrawn: "gave up",
  undone: "undid",
  kept: "kept on purpose",
};
