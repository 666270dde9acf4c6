import type { BoardView } from "../../core/plan/effect.ts";
import { MOST_SHOWN } from "../../core/record/file-counts.ts";
import { code } from "../markdown/escape.ts";

/** What holds merges, and how much that is: a misspelt pattern is better seen here than found out at a merge. */
export function heldPaths(view: BoardView): string {
  const { incident } = view;
  const { paths, components, status } = incident;
  // A component that the configuration doesn't know brings none.
  if (paths.length === 0 && components.length > 0 && status === "declared") {
    return "none yet, so no merge is held: `/paths src/checkout/**`";
  }
  const shown = paths.slice(0, MOST_SHOWN).map((path) => code(path) + matchedBy(path, view));
  const more = paths.length > MOST_SHOWN ? [`and ${paths.length - MOST_SHOWN} more`] : [];
  return [...shown, ...more].join(", ");
}

function matchedBy(path: string, { files, incident }: BoardView): string {
  const count = files?.matched.get(path);
  if (files === undefined || count === undefined) return "";
  const { of, isWhole } = files;
  // GitHub lists a very large repository in part: what isn't seen there may be elsewhere.
  if (!isWhole) return count === 0 ? "" : ` (matches at least ${inFiles(count)})`;
  if (count === 0) return " (**matches no file**: is it spelled right?)";
  return count === of && of > 1
    ? ` (matches **all ${inFiles(of)}**${incident.isDrill ? "" : ", so every merge is held"})`
    : ` (matches ${inFiles(count)})`;
}

function inFiles(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}
