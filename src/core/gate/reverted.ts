import type { GateFiles, RevertUnknown } from "./gate-input.ts";

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
