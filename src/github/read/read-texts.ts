import type { GitHub, RepoName } from "../client/github.ts";
import { askEach } from "../client/ask-each.ts";

/** Texts of one request; a report has some ten thousand characters. */
const TEXTS_PER_REQUEST = 25;

type Wanted = { readonly oid: string; readonly paths: readonly string[] };

/** The texts of some files of a commit; undefined for what is no text, or isn't there. */
export async function readTexts(
  github: GitHub,
  place: RepoName,
  { oid, paths }: Wanted,
): Promise<readonly (string | undefined)[]> {
  const files = await askEach(github, paths, {
    operation: `read ${paths.length} reports of ${place.owner}/${place.repo}`,
    begins: "query ReadReports",
    repository: place,
    alias: "file",
    field: "object(expression: $path) { ... on Blob { text } }",
    types: { path: "String!" },
    values: (path) => ({ path: `${oid}:${path}` }),
    perRequest: TEXTS_PER_REQUEST,
  });
  return files.map((file) => {
    const found = file?.["text"];
    return typeof found === "string" ? found : undefined;
  });
}
