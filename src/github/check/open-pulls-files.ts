import { query } from "../client/query.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, isRecord, nodes, text } from "../client/narrow.ts";
import type { OpenPull } from "./open-pulls.ts";
import type { Touched } from "../gate/read-touched.ts";

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
  const batches = Array.from({ length: Math.ceil(small.length / PULLS_PER_REQUEST) }, (_, index) =>
    small.slice(index * PULLS_PER_REQUEST, (index + 1) * PULLS_PER_REQUEST),
  );
  const found = await Promise.all(batches.map((batch) => readBatch(github, place, batch)));
  return new Map(found.flat());
}

async function readBatch(
  github: GitHub,
  { owner, repo }: RepoName,
  pulls: readonly OpenPull[],
): Promise<readonly (readonly [number, readonly Touched[]])[]> {
  const operation = `list the files of ${pulls.length} pull requests of ${owner}/${repo}`;
  const data = await query(github, {
    operation,
    query: filesQuery(pulls.length),
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(pulls.map(({ number }, index) => [`number${index}`, number])),
    },
  });
  if (!isRecord(at(data, "repository"))) throw notFound(operation);
  return pulls.flatMap((pull, index) => {
    const files = filesIn(at(data, "repository", `pull${index}`), pull);
    return files === undefined ? [] : [[pull.number, files] as const];
  });
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

function filesQuery(most: number): string {
  const indices = Array.from({ length: most }, (_, index) => index);
  const parameters = indices.map((index) => `, $number${index}: Int!`).join("");
  const fields = indices.map(
    (index) => `pull${index}: pullRequest(number: $number${index}) { ...FilesFields }`,
  );
  return `query ReadFiles($owner: String!, $name: String!${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join("\n")}
    }
  }
  fragment FilesFields on PullRequest {
    headRefOid changedFiles
    files(first: ${MOST_FILES}) { nodes { path changeType } }
  }`;
}
