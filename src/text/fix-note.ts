import type { Fix } from "../core/incident.ts";
import { person } from "./escape.ts";
import type { Place } from "./pull-link.ts";

/** Who merged it, where that was somebody else, or why it is no fix any more. */
export function fixNote(fix: Fix, { pulls }: Place): string {
  const instead = fix.replacedBy === undefined ? "" : `; then came #${fix.replacedBy}`;
  if (fix.gone === "unmerged") return `: closed without a merge, so no fix${instead}`;
  if (fix.gone === "reverted") return `: reverted, so no fix any more${instead}`;
  const merger = pulls.find((pull) => pull.number === fix.pull)?.mergedBy?.login;
  return merger === undefined || merger.toLowerCase() === fix.by.toLowerCase()
    ? ""
    : `, merged by ${person(merger)}`;
}
