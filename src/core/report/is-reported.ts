import type { Incident } from "../model/incident.ts";
import { checkReport } from "./report-rule.ts";
import type { ReportProblem } from "./report-rule.ts";
import { countsOfReport, timesOfReport } from "./report-front.ts";
import type { ReportState } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";

/**
 * Whether an incident has its report: the one place that says when a published report ends an incident. Merged isn't enough,
 * because an empty report would let everything go: the incident is over, and the report says all of it, or the bot has said before that it does.
 */
export function isReported(incident: Incident, published: ReportState["published"]): boolean {
  const { status, isClosed, reported } = incident;
  if (status !== "declared" || !isClosed) return false;
  if (reported !== undefined) return true;
  return published !== undefined && reportProblems(published.text, incident).length === 0;
}

/** Everything that a report lacks to end this incident. */
export function reportProblems(report: string, incident: Incident): readonly ReportProblem[] {
  const problems = checkReport(report, incident.number);
  const earlier = problems.length === 0 ? tooEarly(report, incident) : undefined;
  return earlier === undefined ? problems : [...problems, earlier];
}

/** A report of an earlier outage isn't one of what came after it, and one without times may be older than the incident. */
function tooEarly(report: string, incident: Incident): ReportProblem | undefined {
  const { moments, closed } = incident;
  const name = moments.restored === undefined ? "closed" : "restored";
  const needed = moments.restored?.value ?? closed?.at;
  if (needed === undefined) return undefined;
  const found = timesOfReport(report)?.[name];
  if (found === undefined || minute(found) < minute(needed)) {
    return { reason: "time-too-early", line: 1, name, needed, found };
  }
  return minute(found) === minute(needed) ? untold(report, incident, needed) : undefined;
}

/** Where it was over twice within a minute, no time tells one end from the other: the report counts how often it broke. */
function untold(report: string, incident: Incident, end: Instant): ReportProblem | undefined {
  const { outages, reopenings, moments } = incident;
  const isRestored = moments.restored !== undefined;
  const name = isRestored ? "outages" : "reopened";
  const earlier = isRestored ? outages.map(({ restored }) => restored) : reopenings;
  const isSameMinute = earlier.some((at) => at !== undefined && minute(at) === minute(end));
  const needed = isRestored ? outages.length + 1 : reopenings.length;
  const found = countsOfReport(report)[name];
  return isSameMinute && found < needed
    ? { reason: "outage-missing", line: 1, name, needed, found }
    : undefined;
}

/** People write no seconds. */
function minute(instant: Instant): string {
  return instant.slice(0, 16);
}
