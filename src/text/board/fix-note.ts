import type { Fix } from "../../core/model/incident.ts";
import { person } from "../markdown/escape.ts";
import type { LinkContext } from "../markdown/pull-link.ts";

/** A fix is by who wrote it, whoever named it. */
export function fixAuthor(fix: Fix, { pulls }: LinkContext): string {
  return pulls.find((pull) => pull.number === fix.pull)?.author.login ?? fix.by;
}

/** Who merged it, where that was somebody else, or why it is no fix any more. */
export function fixNote(fix: Fix, place: LinkContext): string {
  const instead = fix.replacedBy === undefined ? "" : `; then came #${fix.replacedBy}`;
  if (fix.gone === "unmerged") return `: closed without a merge, so no fix${instead}`;
  if (fix.gone === "reverted") return `: reverted, so no fix any more${instead}`;
  const merger = place.pulls.find((pull) => pull.number === fix.pull)?.mergedBy?.login;
  return merger === undefined || merger.toLowerCase() === fixAuthor(fix, place).toLowerCase()
    ? ""
    : `, merged by ${person(merger)}`;
}
