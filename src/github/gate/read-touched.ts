import type { TouchedFile } from "../../core/gate/gate-input.ts";
import { requestData } from "../client/query.ts";
import type { GitHub, ItemRef, RepoName } from "../client/github.ts";
import { at, isRecord, textOrNone } from "../client/narrow.ts";
import { malformedAnswer } from "../client/failure.ts";
import { defined } from "../../core/model/defined.ts";

/** A changed file, and whether it is gone at the head. */
export type Touched = TouchedFile & { readonly isRemoved: boolean };

export type TouchedList = {
  readonly files: readonly Touched[];
  /** Just as many as there should be. */
  readonly isWhole: boolean;
};

const PER_PAGE = 100;
/** GitHub lists no more than 3,000 files of a pull request, and 300 of a comparison. */
const MOST_PAGES = 30;
const MOST_COMPARED = 300;

/** All files of a pull request, all pages at once: how many there should be is known. */
export async function readTouched(
  github: GitHub,
  ref: ItemRef,
  changedFiles: number,
): Promise<TouchedList> {
  // Also where there should be none: GitHub may count later than it lists.
  const pages = Math.min(Math.max(Math.ceil(changedFiles / PER_PAGE), 1), MOST_PAGES);
  const listed = await Promise.all(
    Array.from({ length: pages }, (_, index) => readPage(github, ref, index + 1)),
  );
  const files = listed.flat();
  // One that is listed twice, because pages moved meanwhile, stands for another that isn't listed.
  const distinct = new Set(files.map(({ path }) => path)).size;
  return { files, isWhole: distinct === changedFiles };
}

async function readPage(github: GitHub, ref: ItemRef, page: number): Promise<readonly Touched[]> {
  const operation = `list the files of ${ref.owner}/${ref.repo}#${ref.number}, page ${page}`;
  const data = await requestData(github, operation, {
    route: "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
    parameters: {
      owner: ref.owner,
      repo: ref.repo,
      pull_number: ref.number,
      per_page: PER_PAGE,
      page,
    },
  });
  return filesOf(data, operation);
}

/** The files between two commits, and the commit from which they part. */
export async function readCompared(
  github: GitHub,
  place: RepoName,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<TouchedList & { readonly mergeBase: string }> {
  const operation = `compare ${base.slice(0, 7)} with ${head.slice(0, 7)}`;
  const data = await requestData(github, operation, {
    route: "GET /repos/{owner}/{repo}/compare/{basehead}",
    // Its files all come with the first page, however few commits that has.
    parameters: { ...place, basehead: `${base}...${head}`, per_page: 1, page: 1 },
  });
  const files = filesOf(at(data, "files"), operation);
  return { files, isWhole: files.length < MOST_COMPARED, mergeBase: mergeBaseIn(data, operation) };
}

/** The commit from which two commits part, without the files between them. */
export async function readMergeBase(
  github: GitHub,
  place: RepoName,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<string> {
  const operation = `compare ${base.slice(0, 7)} with ${head.slice(0, 7)}`;
  const data = await requestData(github, operation, {
    route: "GET /repos/{owner}/{repo}/compare/{basehead}",
    parameters: { ...place, basehead: `${base}...${head}`, per_page: 1, page: 2 },
  });
  return mergeBaseIn(data, operation);
}

function mergeBaseIn(data: unknown, operation: string): string {
  const mergeBase = textOrNone(at(data, "merge_base_commit", "sha"));
  if (mergeBase === undefined) throw malformedAnswer(operation, "it has no merge base");
  return mergeBase;
}

/** Whatever the status says, known or not: a listed file is touched, under its old name too. */
function filesOf(data: unknown, operation: string): readonly Touched[] {
  if (!Array.isArray(data)) throw malformedAnswer(operation, "it is no list of files");
  return data.map((file: unknown) => {
    const path = textOrNone(at(file, "filename"));
    if (!isRecord(file) || path === undefined)
      throw malformedAnswer(operation, "a file has no name");
    const previousPath = textOrNone(file["previous_filename"]);
    const isRemoved = file["status"] === "removed";
    return { path, isRemoved, ...defined({ previousPath }) };
  });
}
