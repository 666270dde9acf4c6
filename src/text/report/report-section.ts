import type { ReportDraft } from "../../core/plan/effect.ts";
import { containedBy } from "../../core/report/contained.ts";
import type { Incident } from "../../core/model/incident.ts";
import { lost, outagesOf } from "../../core/model/outage.ts";
import { isKept } from "../../core/model/promise.ts";
import { formatDuration } from "../../core/time/duration.ts";
import { formatDatedMoment } from "../../core/time/time.ts";
import { PHASE_TITLES } from "../board/ask.ts";
import { block } from "../markdown/block.ts";
import { inline, listed, mentions, person } from "../markdown/escape.ts";
import { fixAuthor, fixNote, kludgeEntry } from "../board/kludge-line.ts";
import type { KludgeContext } from "../board/kludge-line.ts";
import { outageText } from "../board/outage-text.ts";
import { issueLink, pullState } from "../markdown/link.ts";
import { span, when } from "../markdown/when.ts";
import type { WallClock } from "../markdown/when.ts";

const MOST_ROWS = 2_000;
const ROOM = 2_000;

function aroundOf({ incident, repository, pulls, config }: ReportDraft): KludgeContext {
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
    ...handovers(incident, clock),
    ...gaps(incident),
  ]
    .filter(Boolean)
    .join("\n");
}

/** Who gave it to whom, with what they said of it. */
function handovers(incident: Incident, clock: WallClock): readonly string[] {
  return incident.breadcrumbs.flatMap(({ kind, at, by, about = "", text = "" }) => {
    if (kind !== "lead" || text === "") return [];
    const to = listed(about.split(" ").map(person));
    return [`At ${when(at, clock)}, ${person(by)} handed over to ${to}: ${inline(text, ROOM)}`];
  });
}

/** It broke again: each outage with its own times, and how long it was bad in all. */
function outageList(incident: Incident, clock: WallClock): string {
  const all = outagesOf(incident);
  const bad = lost(all, "restored");
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

export function stabilityText(draft: ReportDraft): string {
  const { incident } = draft;
  const withdrawn = incident.kludges.filter((kludge) => kludge.state === "withdrawn").length;
  return [
    containedFor(draft),
    withdrawn === 0 ? "" : `Kludges that were withdrawn: ${withdrawn}.`,
    incident.reopenings.length === 0
      ? ""
      : `The incident was opened again ${incident.reopenings.length === 1 ? "once" : `${incident.reopenings.length} times`}.`,
  ]
    .filter(Boolean)
    .join("\n");
}

function containedFor({ incident, config }: ReportDraft): string {
  const contained = containedBy(incident);
  const clock = { timezone: config.timezone, reference: incident.startedAt };
  if (contained === undefined) {
    const isStable = outagesOf(incident).some(({ stable }) => stable !== undefined);
    return isStable
      ? "No kludge was in place: it was usable again without one."
      : "No kludge was ever in place.";
  }
  const { kludges, from, until, seconds } = contained;
  const names = listed(kludges.map(({ id }) => id));
  return until === undefined
    ? `It has run on ${names} since ${when(from, clock)}.`
    : `It ran on ${names} for ${formatDuration(seconds)}, from ${when(from, clock)} until ${when(until, clock)}.`;
}

export function fixedText(draft: ReportDraft): string {
  const { fixes, facts } = draft.incident;
  const around = aroundOf(draft);
  const lines = fixes.map((fix) => {
    const pull = fix.pull === undefined ? "" : pullState(fix.pull, around);
    const title = draft.pulls.find(({ number }) => number === fix.pull)?.title;
    const text = inline(fix.text ?? title ?? "", ROOM);
    return `- ${[pull, text].filter(Boolean).join(" ")}, by ${person(fixAuthor(fix, around))}${fixNote(fix, around)}`;
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
