import { query } from "../client/query.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";
import { malformedAnswer } from "../client/failure.ts";

/** Texts of one request; a report has some ten thousand characters. */
const TEXTS_PER_REQUEST = 25;

type Wanted = { readonly oid: string; readonly paths: readonly string[] };

/** The texts of some files of a commit; undefined for what is no text, or isn't there. */
export async function readTexts(
  github: GitHub,
  place: RepoName,
  { oid, paths }: Wanted,
): Promise<readonly (string | undefined)[]> {
  const requests: Promise<readonly (string | undefined)[]>[] = [];
  for (let start = 0; start < paths.length; start += TEXTS_PER_REQUEST) {
    requests.push(
      readSome(github, place, { oid, paths: paths.slice(start, start + TEXTS_PER_REQUEST) }),
    );
  }
  return (await Promise.all(requests)).flat();
}

async function readSome(
  github: GitHub,
  { owner, repo }: RepoName,
  { oid, paths }: Wanted,
): Promise<readonly (string | undefined)[]> {
  const operation = `read ${paths.length} reports of ${owner}/${repo}`;
  const data = await query(github, {
    operation,
    query: `query ReadReports(
      $owner: String!, $name: String!${paths.map((_, i) => `, $path${i}: String!`).join("")}
    ) {
      repository(owner: $owner, name: $name) {
        ${paths.map((_, i) => `file${i}: object(expression: $path${i}) { ... on Blob { text } }`).join("\n")}
      }
    }`,
    variables: {
      owner,
      name: repo,
      ...Object.fromEntries(paths.map((path, index) => [`path${index}`, `${oid}:${path}`])),
    },
  });
  const repository = at(data, "repository");
  if (!isRecord(repository)) throw malformedAnswer(operation, "there is no repository");
  return paths.map((_, index) => {
    const found = at(repository, `file${index}`, "text");
    return typeof found === "string" ? found : undefined;
  });
}
