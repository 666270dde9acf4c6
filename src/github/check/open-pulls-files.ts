import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, nodes, text } from "../client/narrow.ts";
import type { OpenPull } from "./open-pulls.ts";
import type { Touched } from "../gate/read-touched.ts";
import { askEach } from "../client/ask-each.ts";

/** Lists of files cost GitHub time: not too many at once. */
const PULLS_PER_REQUEST = 50;
/** What one page holds. */
const MOST_FILES = 100;

/** GraphQL doesn't tell the old name of a renamed file: with one of those, the list says too little. */
const TELLING: ReadonlySet<string> = new Set(["ADDED", "CHANGED", "DELETED", "MODIFIED"]);

/**
 * All files of the pull requests whose files fit on a page and kept their names, by number. Most have nothing to do
 * with an incident, and this tells it for 50 of them at once; the others have to be looked at one by one.
 */
export async function readPlainFiles(
  github: GitHub,
  place: RepoName,
  pulls: readonly OpenPull[],
): Promise<ReadonlyMap<number, readonly Touched[]>> {
  const small = pulls.filter((pull) => pull.filesCount <= MOST_FILES);
  const answers = await askEach(github, small, {
    operation: `list the files of ${small.length} pull requests of ${place.owner}/${place.repo}`,
    begins: "query ReadFiles",
    repository: place,
    alias: "pull",
    field: "pullRequest(number: $number) { ...FilesFields }",
    types: { number: "Int!" },
    values: ({ number }) => ({ number }),
    fragments: [FILES_FIELDS],
    perRequest: PULLS_PER_REQUEST,
  });
  return new Map(
    small.flatMap((pull, index) => {
      const files = filesIn(answers[index], pull);
      return files === undefined ? [] : [[pull.number, files] as const];
    }),
  );
}

function filesIn(json: unknown, pull: OpenPull): readonly Touched[] | undefined {
  const files = nodes(at(json, "files"));
  const distinct = new Set(files.map((file) => text(file["path"]))).size;
  const isWhole = distinct === count(at(json, "changedFiles")) && distinct > 0;
  const isPlain = files.every((file) => TELLING.has(text(file["changeType"])));
  if (!isWhole || !isPlain || at(json, "headRefOid") !== pull.head) return undefined;
  return files.map((file) => ({
    path: text(file["path"]),
    isRemoved: file["changeType"] === "DELETED",
  }));
}

const FILES_FIELDS = `fragment FilesFields on PullRequest {
    headRefOid changedFiles
    files(first: ${MOST_FILES}) { nodes { path changeType } }
  }`;
