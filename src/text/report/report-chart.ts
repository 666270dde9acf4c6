import type { Incident } from "../../core/model/incident.ts";
import type { Kludge } from "../../core/model/kludge.ts";
import { between, plus } from "../../core/time/time.ts";
import type { Instant } from "../../core/time/time.ts";
import { secondsOf, wallAt } from "../../core/time/wall-clock.ts";
import { PHASE_TITLES } from "../board/ask.ts";
import { clean } from "../../core/markdown/clean.ts";
import { clamp } from "../markdown/escape.ts";

type Bar = { readonly label: string; readonly from: Instant; readonly to: Instant };

const DAY = 86_400;
const MOST_BARS = 60;

/**
 * The phases and kludges over time, as a Mermaid chart: it knows no zones, so all is moved to the team's, as far as that
 * was from UTC when it began.
 */
export function phaseChart(incident: Incident, timezone: string): string {
  const start = secondsOf(incident.startedAt);
  const shift = wallAt(start, timezone) - start;
  const line = ({ label, from, to }: Bar): string =>
    `    ${label} :${chartTime(plus(from, shift))}, ${chartTime(plus(to, shift))}`;
  const end = endOf(incident);
  const phases = phaseBars(incident, end);
  const kludges = incident.kludges.flatMap((kludge) => kludgeBar(kludge, end));
  const isLong = between(incident.startedAt, end) > DAY;
  return [
    "```mermaid",
    "gantt",
    `    title Incident ${incident.number}, times in ${timezone}`,
    "    dateFormat YYYY-MM-DD HH:mm:ss",
    `    axisFormat ${isLong ? "%d %b %H:%M" : "%H:%M"}`,
    "    section Phases",
    ...phases.slice(0, MOST_BARS).map(line),
    ...(kludges.length === 0 ? [] : ["    section Kludges"]),
    ...kludges.slice(0, MOST_BARS).map(line),
    "```",
  ].join("\n");
}

function endOf(incident: Incident): Instant {
  const moments = [
    incident.startedAt,
    ...incident.moves.map((move) => move.at),
    ...(incident.moments.restored === undefined ? [] : [incident.moments.restored.value]),
    ...(incident.closed === undefined ? [] : [incident.closed.at]),
  ];
  return moments.reduce((latest, moment) => (moment > latest ? moment : latest));
}

function phaseBars(incident: Incident, end: Instant): readonly Bar[] {
  const first = incident.moves[0];
  const unnoticed =
    first !== undefined && incident.startedAt < first.at
      ? [{ label: "Before the report", from: incident.startedAt, to: first.at }]
      : [];
  const bars = incident.moves.map((move, at) => ({
    label: PHASE_TITLES[move.phase],
    from: move.at,
    to: incident.moves[at + 1]?.at ?? end,
  }));
  return [...unnoticed, ...bars].filter(({ from, to }) => from < to);
}

function kludgeBar(kludge: Kludge, end: Instant): readonly Bar[] {
  const from = kludge.appliedAt;
  if (from === undefined) return [];
  const settled = kludge.state === "kept" ? end : (kludge.settledAt ?? end);
  const to = settled > from ? settled : plus(from, 60);
  return [{ label: `${kludge.id} ${chartLabel(kludge.what)}`, from, to }];
}

function chartTime(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)}`;
}

/** Letters, digits and spaces: Mermaid gives every other sign a meaning somewhere. */
function chartLabel(text: string): string {
  const words = clean(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return clamp(words, 40);
}
