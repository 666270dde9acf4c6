import { query } from "../client/query.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, RepoName, RepoRef } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";
import { repoRefOf } from "./narrow-repository.ts";
import { labelFields } from "./query-parts.ts";

/** A repository for `createLabels`, with those of the labels that it has already. */
export async function readLabelTarget(
  github: GitHub,
  { owner, repo }: RepoName,
  names: readonly string[],
): Promise<RepoRef> {
  const labels = labelFields(names);
  const operation = `read the labels of ${owner}/${repo}`;
  const data = await query(github, {
    operation,
    query: `query ReadLabels($owner: String!, $name: String!, ${labels.parameters}) {
      repository(owner: $owner, name: $name) { id name owner { login } ${labels.fields} }
    }`,
    variables: { owner, name: repo, ...labels.variables },
  });
  const found = at(data, "repository");
  if (!isRecord(found)) throw notFound(operation);
  return repoRefOf(found, undefined);
}
