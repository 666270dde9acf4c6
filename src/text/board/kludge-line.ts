import type { Kludge } from "../../core/model/kludge.ts";
import { person, trusted } from "../markdown/escape.ts";
import { pullLink, pullState } from "../markdown/link.ts";
import type { LinkContext } from "../markdown/link.ts";
import { when } from "../markdown/when.ts";
import type { WallClock } from "../markdown/when.ts";
import type { Fix } from "../../core/model/incident.ts";

export type KludgeContext = LinkContext & { readonly clock: WallClock; readonly room: number };

/** One kludge as a list entry: what, how it stands, what users notice, how to undo it. */
export function kludgeEntry(kludge: Kludge, around: KludgeContext): readonly string[] {
  const pull = kludge.pull === undefined ? "" : ` ${pullState(kludge.pull, around)}`;
  return [
    `- **${kludge.id}** ${trusted(kludge.what, around.room)}${pull}`,
    `  - ${kludgeState(kludge, around)}`,
    ...(kludge.impact === undefined
      ? []
      : [
          `  - Users ${isOver(kludge) ? "noticed" : "notice"}: ${trusted(kludge.impact, around.room)}`,
        ]),
    ...(kludge.undo === undefined ? [] : [`  - To undo it: ${trusted(kludge.undo, around.room)}`]),
  ];
}

/** What becomes of a kludge that nobody has settled: undone, kept, or somebody's to do. */
export function settleLine(kludge: Kludge): string {
  if (kludge.undonePull !== undefined) {
    return `- ${kludge.id} (${trusted(kludge.what, 80)}) is undone as soon as #${kludge.undonePull} is merged.`;
  }
  const state = kludge.state === "announced" ? "was never put in place" : "still stands";
  return `- ${kludge.id} (${trusted(kludge.what, 80)}) ${state}. Undone? \`/undo ${kludge.id}\` To stay, or to be undone later? \`/keep ${kludge.id} because <reason>\`, and \`/todo <@user> <what to do>\` gives it to somebody.`;
}

function isOver(kludge: Kludge): boolean {
  return kludge.state === "undone" || kludge.state === "withdrawn";
}

function kludgeState(kludge: Kludge, around: KludgeContext): string {
  const { clock } = around;
  const settled = kludge.settledAt === undefined ? "" : ` ${when(kludge.settledAt, clock)}`;
  switch (kludge.state) {
    case "announced":
      return `**announced** ${when(kludge.announcedAt, clock)} by ${person(kludge.by)}, not in place yet${planned(kludge, around)}`;
    case "standing":
      return `**standing** since ${when(kludge.appliedAt ?? kludge.announcedAt, clock)}, by ${person(kludge.by)}${undoing(kludge, around)}`;
    case "withdrawn":
      return kludge.isImpossible === true
        ? `**not possible**${settled}: GitHub can’t roll it back by itself${gone(kludge, around)}`
        : `withdrawn${settled}, never in place${gone(kludge, around)}`;
    case "undone":
      return kludge.undonePull === undefined
        ? `undone${settled}${gone(kludge, around)}`
        : `undone${settled} by ${pullLink(kludge.undonePull, around)}${gone(kludge, around)}`;
    case "kept":
      return kludge.because === undefined
        ? "kept on purpose"
        : `kept on purpose: ${trusted(kludge.because, around.room)}`;
  }
}

/** Why, and what was tried instead. */
function gone({ because, replacedBy }: Kludge, around: KludgeContext): string {
  const reason = because === undefined ? "" : `: ${trusted(because, around.room)}`;
  return `${reason}${replacedBy === undefined ? "" : `; then came ${replacedBy}`}`;
}

/** Its own name at the end of the plan: that it is in place is a line of its own. */
function planned({ id, plannedAt }: Kludge, { clock }: KludgeContext): string {
  return plannedAt === undefined
    ? ""
    : `; planned for ${when(plannedAt, clock)}. When it is: \`/kludge ${id}\``;
}

function undoing(kludge: Kludge, around: KludgeContext): string {
  return kludge.undonePull === undefined
    ? ""
    : `; ${pullState(kludge.undonePull, around)} undoes it`;
}

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
