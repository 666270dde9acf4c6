import type { ReportDraft } from "../core/effect.ts";
import type { Incident } from "../core/incident.ts";
import { lost, outagesOf } from "../core/outage.ts";
import { isKept } from "../core/promise.ts";
import { formatDuration } from "../core/duration.ts";
import { between, formatDatedMoment } from "../core/time.ts";
import { PHASE_TITLES } from "./ask.ts";
import { block } from "./block.ts";
import { breadcrumbText } from "./breadcrumb-line.ts";
import { newest } from "./budget.ts";
import { inline, listed, mentions, person } from "./escape.ts";
import { kludgeEntry } from "./kludge-line.ts";
import type { Around } from "./kludge-line.ts";
import { fixNote } from "./fix-note.ts";
import { outageText } from "./outage-text.ts";
import { issueLink, pullState } from "./pull-link.ts";
import { span, when } from "./when.ts";
import type { Clock } from "./when.ts";

const MOST_ROWS = 2_000;
/** Characters of the timeline: GitHub's API gives no files back that are larger than a megabyte. */
const MOST_TIMELINE = 200_000;
const ROOM = 2_000;

export function aroundOf({ incident, repository, pulls, config }: ReportDraft): Around {
  const clock = { timezone: config.timezone, reference: incident.startedAt };
  return { repository, pulls, clock, room: ROOM };
}

export function titleText({ incident }: ReportDraft): string {
  const drill = incident.isDrill ? "Drill: " : "";
  return `# ${drill}${inline(incident.facts.summary?.value ?? "", 200) || `Incident ${incident.number}`}`;
}

export function summaryText(draft: ReportDraft): string {
  const { incident, repository, config } = draft;
  const { stable, restored } = incident.moments;
  const { timezone } = config;
  const began = formatDatedMoment(incident.startedAt, timezone);
  const clock = { timezone, reference: incident.startedAt };
  const severity = incident.severity === undefined ? "" : `, ${incident.severity.value}`;
  const leads = listed(incident.led.map(person));
  return [
    `Incident ${issueLink(incident.number, repository)}${severity}. It began ${began}.`,
    ...(incident.outages.length > 0
      ? [outageList(incident, clock)]
      : [
          stable === undefined
            ? ""
            : `It was usable again at ${when(stable.value, clock)}, after ${span(incident.startedAt, stable.value)}.`,
          restored === undefined
            ? ""
            : `Everything worked again at ${when(restored.value, clock)}, after ${span(incident.startedAt, restored.value)}.`,
        ]),
    leads === "" ? "" : `${leads} ${incident.led.length === 1 ? "was" : "were"} on it.`,
    ...gaps(incident),
  ]
    .filter(Boolean)
    .join("\n");
}

/** It broke again: each outage with its own times, and how long it was bad in all. */
function outageList(incident: Incident, clock: Clock): string {
  const all = outagesOf(incident);
  const bad = lost(incident, "restored");
  return [
    `It broke ${all.length} times:`,
    "",
    ...all.map((outage, index) => `${index + 1}. ${outageText(outage, clock)}`),
    "",
    ...(bad === undefined ? [] : [`In all it didn’t work fully for ${formatDuration(bad)}.`]),
  ].join("\n");
}

function gaps(incident: Incident): readonly string[] {
  const anyway = incident.closedAnyway?.value;
  return [
    ...incident.skips.map(
      (skip) => `The step *${PHASE_TITLES[skip.phase]}* was skipped: ${inline(skip.because)}`,
    ),
    ...(anyway === undefined ? [] : [`Closed although facts were missing: ${inline(anyway)}`]),
  ];
}

export function impactText({ incident }: ReportDraft): string {
  const { scope, works, impact, steps } = incident.facts;
  const parts = [
    scope === undefined ? "" : `**Affected**\n\n${block(scope.value)}`,
    steps === undefined ? "" : `**How it could be seen**\n\n${block(steps.value)}`,
    works === undefined ? "" : `**What still worked**\n\n${block(works.value)}`,
    impact === undefined
      ? ""
      : `**What users noticed while it was contained**\n\n${block(impact.value)}`,
  ];
  return parts.filter(Boolean).join("\n\n") || "Nothing was noted during the incident.";
}

export function timelineText({ incident }: ReportDraft): string {
  const crumbs = incident.breadcrumbs.slice(-MOST_ROWS);
  const rows = crumbs.map(
    (crumb) =>
      `| ${crumb.at.slice(0, 10)} ${crumb.at.slice(11, 16)} | ${person(crumb.by)} | ${breadcrumbText(crumb, 500)} |`,
  );
  const { kept } = newest(rows, MOST_TIMELINE);
  const left = incident.breadcrumbs.length - kept.length;
  return [
    "| Time (UTC) | Who | What |",
    "| --- | --- | --- |",
    ...(left === 0 ? [] : [`| | | … ${left} earlier lines are in the issue itself |`]),
    ...kept,
  ].join("\n");
}

export function causeText({ incident }: ReportDraft): string {
  const cause = incident.facts.cause?.value;
  return cause === undefined
    ? "TODO: What caused it? What set it off, and why could it get that far? Name things, not people."
    : block(cause);
}

export function containedText(draft: ReportDraft): string {
  const { incident } = draft;
  const around = aroundOf(draft);
  const lines = incident.kludges.flatMap((kludge) => kludgeEntry(kludge, around));
  if (lines.length > 0) return lines.join("\n");
  return incident.noKludge === undefined
    ? "TODO: How was it contained, or why was no kludge needed?"
    : `There was no kludge: ${inline(incident.noKludge.value)}`;
}

export function stabilityText({ incident }: ReportDraft): string {
  const withdrawn = incident.kludges.filter((kludge) => kludge.state === "withdrawn").length;
  return [
    containedFor(incident),
    withdrawn === 0 ? "" : `Kludges that were withdrawn: ${withdrawn}.`,
    incident.reopenings.length === 0
      ? ""
      : `The incident was opened again ${incident.reopenings.length === 1 ? "once" : `${incident.reopenings.length} times`}.`,
  ]
    .filter(Boolean)
    .join("\n");
}

function containedFor(incident: Incident): string {
  const all = outagesOf(incident);
  if (all.every(({ stable }) => stable === undefined)) return "It was never called stable.";
  if (incident.moments.restored === undefined && incident.moments.stable !== undefined) {
    return "It was called stable, but nobody said that everything works again.";
  }
  const seconds = all.reduce((sum, { stable, restored }, index) => {
    const end = restored ?? all[index + 1]?.from;
    return stable === undefined || end === undefined ? sum : sum + between(stable, end);
  }, 0);
  return `It ran on kludges for ${formatDuration(seconds)}.`;
}

export function fixedText(draft: ReportDraft): string {
  const { fixes, facts } = draft.incident;
  const around = aroundOf(draft);
  const lines = fixes.map((fix) => {
    const pull = fix.pull === undefined ? "" : pullState(fix.pull, around);
    const text = fix.text === undefined ? "" : inline(fix.text, ROOM);
    return `- ${[pull, text].filter(Boolean).join(" ")}, by ${person(fix.by)}${fixNote(fix, around)}`;
  });
  const tested = facts.tested?.value;
  return [
    lines.length === 0 ? "TODO: What restored full function?" : lines.join("\n"),
    tested === undefined
      ? "TODO: Where and how was the fix tested?"
      : `**Tested**\n\n${block(tested)}`,
  ].join("\n\n");
}

/** One line each: `- [ ] text (kind: detect; owner: @john; due: 2026-03-02)`. */
export function recommendationsText({ incident }: ReportDraft): string {
  const lines = incident.todos.map((todo) => {
    const owners = mentions(todo.owners).join(" ");
    return `- [ ] ${inline(todo.text, ROOM)} (kind: TODO: prevent, detect, mitigate or process; owner: ${owners === "" ? "TODO: who" : owners}; due: TODO: date)`;
  });
  return lines.length > 0
    ? lines.join("\n")
    : "TODO: What would prevent this, show it sooner, or make it smaller? One line each, such as `- [ ] Alert when card refusals rise (kind: detect; owner: @lea; due: 2026-03-02)`";
}

export function promisesText(draft: ReportDraft): string {
  const { promises } = draft.incident;
  const { clock } = aroundOf(draft);
  if (promises.length === 0) return "No update was promised.";
  const kept = promises.filter(isKept).length;
  return [
    `${kept} of ${promises.length} ${promises.length === 1 ? "promise was" : "promises were"} kept.`,
    "",
    "| Promised | Next update by | It came |",
    "| --- | --- | --- |",
    ...promises.slice(-MOST_ROWS).map((promised) => {
      const { answeredAt, due } = promised;
      const came =
        answeredAt === undefined
          ? "never"
          : isKept(promised)
            ? `${when(answeredAt, clock)}, in time`
            : `${when(answeredAt, clock)}, ${span(due, answeredAt)} late`;
      return `| ${when(promised.at, clock)} | ${when(due, clock)} | ${came} |`;
    }),
  ].join("\n");
}
