import { ask } from "../client/ask.ts";
import { absence } from "../client/failure.ts";
import type { GitHub, Ref, Target } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";
import { targetOf } from "./narrow-repository.ts";
import { labelFields } from "./query-parts.ts";

/** A repository for `createLabels`, with those of the labels that it has already. */
export async function readLabelTarget(
  github: GitHub,
  { owner, repo }: Pick<Ref, "owner" | "repo">,
  names: readonly string[],
): Promise<Target> {
  const labels = labelFields(names);
  const operation = `read the labels of ${owner}/${repo}`;
  const data = await ask(github, {
    operation,
    query: `query ReadLabels($owner: String!, $name: String!${labels.parameters}) {
      repository(owner: $owner, name: $name) { id name owner { login } ${labels.fields} }
    }`,
    variables: { owner, name: repo, ...labels.variables },
  });
  const found = at(data, "repository");
  if (!isRecord(found)) throw absence(operation);
  return targetOf(found, undefined);
}
