import type { GateFiles } from "./gate-input.ts";

/** Why nobody can tell whether a pull request takes back what it says. */
export type RevertUnknown = "unmerged" | "elsewhere" | "unclear" | "unlisted";

/** What is known of the pull request that another one says it reverts. */
export type Reverted =
  | { readonly pull: number; readonly unknown: RevertUnknown }
  | {
      readonly pull: number;
      /** Its files, by every name that they had. */
      readonly files: readonly string[];
      /** Files of the one that is judged that don't stand as they stood before the merge. */
      readonly differing: readonly string[];
    };

/** Why a pull request is no revert of what it says: it is judged as any other. */
export type RevertDoubt =
  | { readonly pull: number; readonly why: RevertUnknown }
  | {
      readonly pull: number;
      readonly why: "further" | "contents";
      readonly files: readonly string[];
    };

/** A revert touches nothing but files of what it reverts, and leaves each as it was before. */
export function revertDoubt({
  files,
  reverted,
}: Pick<GateFiles, "files" | "reverted">): RevertDoubt | undefined {
  if (reverted === undefined) return undefined;
  const { pull } = reverted;
  if ("unknown" in reverted) return { pull, why: reverted.unknown };
  const names = namesOf(files);
  const known = new Set(reverted.files);
  const further = names.filter((name) => !known.has(name));
  if (further.length > 0) return { pull, why: "further", files: further };
  const differing = new Set(reverted.differing);
  const others = names.filter((name) => differing.has(name));
  return others.length > 0 ? { pull, why: "contents", files: others } : undefined;
}

/** Every name that a file has or had: a rename out of a path touches it, too. */
export function namesOf(files: GateFiles["files"]): readonly string[] {
  const names = files.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [path, previousPath],
  );
  return [...new Set(names)];
}
