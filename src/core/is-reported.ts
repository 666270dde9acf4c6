import type { Incident } from "./incident.ts";
import { checkReport } from "./report-rule.ts";
import type { ReportState } from "./snapshot.ts";

/**
 * Whether an incident has its report: the one place that says when a published report ends an incident. Merged isn't
 * enough, because an empty report would let everything go.
 */
export function isReported(
  incident: Pick<Incident, "number">,
  published: ReportState["published"],
): boolean {
  return published !== undefined && checkReport(published.text, incident.number).length === 0;
}
