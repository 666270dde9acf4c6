import type { BoardView } from "../../core/plan/effect.ts";
import { FACTS } from "../../core/model/fact.ts";
import type { Severity } from "../../core/model/fact.ts";
import type { Incident } from "../../core/model/incident.ts";
import { isStanding } from "../../core/model/kludge.ts";
import { isUsable } from "../../core/model/outage.ts";
import { PHASES, nextPhase } from "../../core/model/phase.ts";
import { openPromise } from "../../core/model/promise.ts";
import { PHASE_TITLES } from "./ask.ts";
import { inline, listed, person } from "../markdown/escape.ts";
import { issueLink } from "../markdown/link.ts";
import { when } from "../markdown/when.ts";
import type { WallClock } from "../markdown/when.ts";

const DOTS: Readonly<Record<Severity, string>> = { critical: "🔴", major: "🟠", minor: "🟡" };

/** A board is read on any day: its times have dates. */
export function clockOf(view: BoardView): WallClock {
  return { timezone: view.timezone };
}

/** All that somebody with ten seconds reads: how bad, how far, and when there is news. */
export function boardHead(view: BoardView): readonly string[] {
  return [`## ${title(view.incident)}`, stateLine(view), ...promiseLine(view)];
}

function title(incident: Incident): string {
  const summary = inline(incident.facts.summary?.value ?? "Something is broken", 200);
  return [...(incident.isDrill ? ["DRILL"] : []), ...badge(incident), summary].join(" · ");
}

function badge(incident: Incident): readonly string[] {
  if (incident.status === "candidate") return ["⚪ CANDIDATE"];
  if (incident.dismissedAs === "duplicate" || incident.duplicateOf !== undefined) {
    return ["⚪ DUPLICATE"];
  }
  if (incident.status !== "declared") return ["⚪ NO INCIDENT"];
  if (incident.moments.restored !== undefined) return ["✅ RESTORED"];
  if (incident.isClosed) return ["⚪ CLOSED"];
  const severity = incident.severity?.value;
  return [severity === undefined ? "⚪ HOW BAD?" : `${DOTS[severity]} ${severity.toUpperCase()}`];
}

function stateLine(view: BoardView): string {
  const { incident } = view;
  switch (incident.status) {
    case "none":
      return "This issue is not an incident. `/incident` makes it one.";
    case "candidate":
      return "**Not declared yet.** Somebody with permission can say `/incident`.";
    case "dismissed":
      if (incident.dismissedAs === "duplicate" && incident.duplicateOf === undefined) {
        return "**Closed as a duplicate** of another issue; it goes on there. No report is needed here, and no merge is held. `/duplicate #41` says of which, and reopening goes on here.";
      }
      return incident.duplicateOf === undefined
        ? "**False alarm.** No report is needed, and no merge is held. Reopen the issue to go on with it."
        : `**Closed as a duplicate of ${issueLink(incident.duplicateOf, view.repository)}.** Please go on there.`;
    case "declared":
      return declaredLine(incident, clockOf(view));
  }
}

function declaredLine(incident: Incident, clock: WallClock): string {
  const { stable, restored } = incident.moments;
  if (incident.isReported) return "**Reported.** Everything works again, and the report is merged.";
  if (restored !== undefined)
    return `**Everything works again** since ${when(restored.value, clock)}.`;
  if (incident.isClosed) return "**Closed.** The report comes next.";
  const leads = leadLine(incident);
  if (stable !== undefined) return `**Usable again** since ${when(stable.value, clock)}. ${leads}`;
  const again = brokenAgain(incident, clock);
  return `${again}${openQuestion(incident)} ${leads}`;
}

/** What is to be found out now: the next phase's question as soon as the present one is answered. */
function openQuestion({ phase, missing, kludges }: Incident): string {
  const [only, ...others] = missing;
  const open = only === undefined ? (nextPhase(phase) ?? phase) : phase;
  const inPlace = kludges.filter(isStanding).map(({ id }) => id);
  if (open === "kludge" && inPlace.length > 0) {
    return `**${PHASE_TITLES.kludge}:** ${listed(inPlace.slice(-5))} ${inPlace.length === 1 ? "is" : "are"} in place. ${FACTS.stable.question}`;
  }
  const isOne = only !== undefined && others.length === 0;
  const { question } = isOne ? FACTS[only] : PHASES[open];
  return `**${PHASE_TITLES[open]}:** ${question}`;
}

function brokenAgain({ moments }: Incident, clock: WallClock): string {
  return moments.broken === undefined
    ? ""
    : `**Broken again** since ${when(moments.broken.value, clock)}. `;
}

function leadLine(incident: Incident): string {
  if (incident.leads.length === 0) return "Nobody is on it yet: `/checking`";
  const names = listed(incident.leads.map(person));
  return `${names} ${incident.leads.length === 1 ? "is" : "are"} on it.`;
}

function promiseLine(view: BoardView): readonly string[] {
  const { incident } = view;
  const isOver = incident.isClosed || incident.moments.restored !== undefined;
  if (incident.status !== "declared" || isOver) return [];
  const promise = openPromise(incident);
  if (promise === undefined) {
    return incident.alertedAt === undefined && !isUsable(incident)
      ? [`No update is promised yet: \`/alert next 10m\`${back(view)}`]
      : [`No next update is promised: \`/update <news> next 30m\`${back(view)}`];
  }
  const late = view.isLate ? " — **LATE**" : "";
  return [`Next update by **${when(promise.due, clockOf(view))}**${late}${back(view)}`];
}

/** Whoever reads LATE sees that somebody has seen it, too. */
function back({ away, ...view }: BoardView): string {
  return away === undefined
    ? ""
    : `; ${person(away.by)} is back by ${when(away.until, clockOf(view))}`;
}
