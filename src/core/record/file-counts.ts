import { indexPaths } from "../gate/glob.ts";
import type { Incident } from "../model/incident.ts";
import { recordIn } from "./recorded.ts";
import type { FileCounts, Snapshot } from "../model/snapshot.ts";

export type FileList = { readonly paths: readonly string[]; readonly isWhole: boolean };

/** As many as the board shows, and remembers. */
export const MOST_SHOWN = 20;
const MOST_CHARACTERS = 800;
/** Written with six signs there. */
const ESCAPED = /[^ -~]|[<>&@#`"\\-]/g;

export function countFiles(patterns: readonly string[], { paths, isWhole }: FileList): FileCounts {
  const matchedBy = indexPaths(paths);
  const matched = new Map(patterns.map((pattern) => [pattern, matchedBy(pattern).length]));
  return { matched, of: paths.length, isWhole };
}

/** As counted just now, or as the board remembers it. */
export function fileCounts(snapshot: Snapshot): FileCounts | undefined {
  return snapshot.files ?? recordIn(snapshot)?.files;
}

/** What has to be counted, all anew, since the patterns are others than they were. */
export function uncounted(
  { paths, status, isReported }: Incident,
  snapshot: Snapshot,
): readonly string[] {
  const isHeld = status === "declared" && !isReported;
  if (!isHeld || snapshot.repository.headOid === undefined) return [];
  const shown = countable(paths);
  const known = fileCounts(snapshot)?.matched;
  return shown.every((path) => known?.has(path) === true) ? [] : shown;
}

/** The first ones, as far as the board's record has room for them. */
function countable(paths: readonly string[]): readonly string[] {
  let left = MOST_CHARACTERS;
  const some = paths.slice(0, MOST_SHOWN);
  const end = some.findIndex((path) => {
    left -= path.replaceAll(ESCAPED, "......").length;
    return left < 0;
  });
  return end === -1 ? some : some.slice(0, end);
}
