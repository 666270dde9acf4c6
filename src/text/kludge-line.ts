import type { Kludge } from "../core/incident.ts";
import { inline, person } from "./escape.ts";
import { pullLink, pullState } from "./pull-link.ts";
import type { Place } from "./pull-link.ts";
import { when } from "./when.ts";
import type { Clock } from "./when.ts";

export type Around = Place & { readonly clock: Clock; readonly room: number };

/** One kludge as a list entry: what, how it stands, what users notice, how to undo it. */
export function kludgeEntry(kludge: Kludge, around: Around): readonly string[] {
  const pull = kludge.pull === undefined ? "" : ` ${pullState(kludge.pull, around)}`;
  return [
    `- **${kludge.id}** ${inline(kludge.what, around.room)}${pull}`,
    `  - ${kludgeState(kludge, around)}`,
    ...(kludge.impact === undefined
      ? []
      : [
          `  - Users ${isOver(kludge) ? "noticed" : "notice"}: ${inline(kludge.impact, around.room)}`,
        ]),
    ...(kludge.undo === undefined ? [] : [`  - To undo it: ${inline(kludge.undo, around.room)}`]),
  ];
}

function isOver(kludge: Kludge): boolean {
  return kludge.state === "undone" || kludge.state === "withdrawn";
}

function kludgeState(kludge: Kludge, around: Around): string {
  const { clock } = around;
  const settled = kludge.settledAt === undefined ? "" : ` ${when(kludge.settledAt, clock)}`;
  switch (kludge.state) {
    case "announced":
      return `**announced** ${when(kludge.announcedAt, clock)} by ${person(kludge.by)}, not in place yet`;
    case "standing":
      return `**standing** since ${when(kludge.appliedAt ?? kludge.announcedAt, clock)}, by ${person(kludge.by)}${undoing(kludge, around)}`;
    case "withdrawn":
      return `withdrawn${settled}`;
    case "undone":
      return kludge.undonePull === undefined
        ? `undone${settled}`
        : `undone${settled} by ${pullLink(kludge.undonePull, around)}`;
    case "kept":
      return kludge.because === undefined
        ? "kept on purpose"
        : `kept on purpose: ${inline(kludge.because, around.room)}`;
  }
}

function undoing(kludge: Kludge, around: Around): string {
  return kludge.undonePull === undefined
    ? ""
    : `; ${pullState(kludge.undonePull, around)} undoes it`;
}
