import type { Git, TreeChange } from "../git.ts";

export interface MergeSides {
  /** Commit that the change is put on. */
  readonly base: string;
  readonly head: string;
  /** Commit that head's change counts from; the merge base when absent. */
  readonly ancestor?: string;
}

/** The tree of a three-way merge, file by file; undefined when both sides changed a file differently. */
export async function mergeTrees(git: Git, sides: MergeSides): Promise<string | undefined> {
  const ancestor =
    sides.ancestor ?? (await git.compare(sides.base, sides.head))?.mergeBase ?? sides.base;
  const baseTree = (await git.commit(sides.base))?.tree;
  if (baseTree === undefined) return undefined;
  const [old, ours, theirs] = [
    await filesOf(git, ancestor),
    await filesOf(git, sides.base),
    await filesOf(git, sides.head),
  ];
  const changes: TreeChange[] = [];
  for (const path of new Set([...old.keys(), ...theirs.keys()])) {
    const was = old.get(path);
    const want = theirs.get(path);
    const have = ours.get(path);
    if (want?.sha === was?.sha || want?.sha === have?.sha) continue;
    if (have?.sha !== was?.sha) return undefined;
    const mode = want?.mode ?? was?.mode;
    changes.push({ path, sha: want?.sha ?? null, ...(mode === undefined ? {} : { mode }) });
  }
  return changes.length === 0 ? baseTree : git.addTree(baseTree, changes);
}

interface FileVersion {
  readonly sha: string;
  readonly mode: string;
}

async function filesOf(git: Git, commit: string): Promise<ReadonlyMap<string, FileVersion>> {
  const tree = (await git.commit(commit))?.tree;
  const files = new Map<string, FileVersion>();
  const visit = async (sha: string, prefix: string): Promise<void> => {
    for (const entry of (await git.tree(sha)) ?? []) {
      const path = `${prefix}${entry.path}`;
      if (entry.type === "tree") await visit(entry.sha, `${path}/`);
      else files.set(path, entry);
    }
  };
  if (tree !== undefined) await visit(tree, "");
  return files;
}
