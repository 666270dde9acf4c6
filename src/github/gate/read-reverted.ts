import { namesOf } from "../../core/gate/revert.ts";
import type { Reverted, RevertUnknown } from "../../core/gate/gate-input.ts";
import { query } from "../client/query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord, nodes, text } from "../client/narrow.ts";
import { readMergeBase, readTouched } from "./read-touched.ts";
import type { TouchedList } from "./read-touched.ts";
import { readTreeChanges } from "./read-touched-trees.ts";
import { malformedAnswer } from "../client/failure.ts";

/** A pull request that says it reverts another: into which branch it goes, and how its files stand. */
type Reverting = {
  readonly number: number;
  readonly base: string;
  readonly head: string;
  readonly files: TouchedList["files"];
};

type Merged = {
  readonly base: string;
  readonly head: string;
  readonly commits: number;
  readonly merge: string;
  readonly parents: readonly string[];
  readonly changedFiles: number;
};

/** What the trees say: whether each file stands as it stood before the merge of what is reverted. */
export async function readReverted(
  github: GitHub,
  place: RepoName,
  reverting: Reverting,
): Promise<Reverted> {
  const { number: pull } = reverting;
  const unknown = (why: RevertUnknown): Reverted => ({ pull, unknown: why });
  const merged = await readMerged(github, place, pull);
  if (merged === undefined) return unknown("unmerged");
  // What stood in somebody's own branch before never was what users had.
  if (merged.base !== reverting.base) return unknown("elsewhere");
  const [before] = merged.parents;
  if (before === undefined || !isOneMerge(merged)) return unknown("unclear");
  const ref = { ...place, number: pull };
  const [listed, changes] = await Promise.all([
    readTouched(github, ref, merged.changedFiles),
    readTreeChanges(github, place, { from: before, to: reverting.head }),
  ]);
  if (!listed.isWhole || changes === undefined) return unknown("unlisted");
  const files = namesOf(listed.files);
  if (!(await isBefore(github, place, { merged, before, files }))) return unknown("unclear");
  const changed = new Set(changes.map(({ path }) => path));
  return { pull, files, differing: namesOf(reverting.files).filter((name) => changed.has(name)) };
}

async function readMerged(
  github: GitHub,
  place: RepoName,
  number: number,
): Promise<Merged | undefined> {
  const operation = `read ${place.owner}/${place.repo}#${number}`;
  const data = await query(github, {
    operation,
    query: `query ReadReverted($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) {
        pullRequest(number: $number) {
          number state changedFiles baseRefName headRefOid
          commits(first: 1) { totalCount }
          mergeCommit { oid parents(first: 3) { nodes { oid } } }
        }
      }
    }`,
    variables: { owner: place.owner, name: place.repo, number },
  });
  if (!isRecord(at(data, "repository"))) throw malformedAnswer(operation, "there is no repository");
  const pull = at(data, "repository", "pullRequest");
  const changedFiles = at(pull, "changedFiles");
  const commits = at(pull, "commits", "totalCount");
  if (at(pull, "state") !== "MERGED" || typeof changedFiles !== "number") return undefined;
  return {
    base: text(at(pull, "baseRefName")),
    head: text(at(pull, "headRefOid")),
    commits: typeof commits === "number" ? commits : 0,
    merge: text(at(pull, "mergeCommit", "oid")),
    parents: nodes(at(pull, "mergeCommit", "parents")).map(({ oid }) => text(oid)),
    changedFiles,
  };
}

/** Whether one commit brought all of it: a merge of just its head, or a commit of GitHub's own making. */
function isOneMerge({ parents, head, merge, commits }: Merged): boolean {
  if (head === "" || merge === "" || parents.includes("")) return false;
  if (parents.length > 1) return parents.length === 2 && parents[1] === head;
  return merge !== head && commits > 0;
}

/**
 * Several commits become one, or each comes by itself: then the last one's parent already has a part of it. Where the
 * pull request's files stood in the parent as they stood when it began, nothing of it had come.
 */
async function isBefore(
  github: GitHub,
  place: RepoName,
  {
    merged,
    before,
    files,
  }: { readonly merged: Merged; readonly before: string; readonly files: readonly string[] },
): Promise<boolean> {
  if (merged.parents.length > 1 || merged.commits === 1) return true;
  const begun = await readMergeBase(github, place, { base: before, head: merged.head });
  if (begun === before) return true;
  const since = await readTreeChanges(github, place, { from: begun, to: before });
  const known = new Set(files);
  return since !== undefined && since.every(({ path }) => !known.has(path));
}
